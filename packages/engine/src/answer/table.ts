import type { AnswerTable, Cell, TableColumn } from '@salestalk/protocol'
import type {
  ChangeFinding,
  Fact,
  Finding,
  GroupsFinding,
  RecordsFinding,
  SeriesFinding,
  ValueFinding,
} from '../analysis/index.ts'
import { unitCode } from './references.ts'

export interface TableLabels {
  dimension(id: string): string
  member(dimension: string, member: string | null): string
  readonly period: string
  readonly share: string
  readonly change: string
  readonly incomplete: string
}

/** All figures of the findings as one table: groups if there are any, else the course over time, else the values by period. */
export function tableOf(findings: readonly Finding[], labels: TableLabels): AnswerTable | null {
  const records = findings.find((finding): finding is RecordsFinding => finding.type === 'records')
  if (records) return recordsTable(records)
  const groups = findings.find((finding): finding is GroupsFinding => finding.type === 'groups')
  if (groups) return groupsTable(groups, labels)
  const asked = findings.filter((finding): finding is SeriesFinding => finding.type === 'series' && finding.asked)
  if (asked.length > 0) return seriesTable(asked, labels)
  return valuesTable(findings, labels)
}

function recordsTable({ columns, rows }: RecordsFinding): AnswerTable {
  return { columns: columns.map((column) => ({ ...column, unit: null })), rows: rows.map((row) => ({ ...row })) }
}

function groupsTable(finding: GroupsFinding, labels: TableLabels): AnswerTable {
  const { metrics, dimensions, members, comparisonLabel } = finding
  const [metric] = metrics
  const hasShare = members.some((member) => member.share !== null)
  const columns: TableColumn[] = [
    ...dimensions.map((id): TableColumn => ({ key: id, label: labels.dimension(id), type: 'string', unit: null })),
    ...metrics.map(({ id, label, unit }): TableColumn => ({ key: id, label, type: 'number', unit: unitCode(unit) })),
    ...(hasShare ? [{ key: 'share', label: labels.share, type: 'number' as const, unit: 'percent' }] : []),
    ...(comparisonLabel && metric
      ? [
          { key: 'base', label: comparisonLabel, type: 'number' as const, unit: unitCode(metric.unit) },
          { key: 'change', label: labels.change, type: 'number' as const, unit: 'percent' },
        ]
      : []),
  ]
  const rows = members.map((member) => {
    const row: Record<string, Cell> = {}
    for (const id of dimensions) row[id] = labels.member(id, member.group[id] ?? null)
    metrics.forEach(({ id }, index) => {
      row[id] = member.facts[index]?.value ?? null
    })
    if (hasShare) row.share = member.share?.value ?? null
    if (comparisonLabel) Object.assign(row, { base: member.base?.value ?? null, change: member.change?.value ?? null })
    return row
  })
  return { columns, rows }
}

/** One row per bucket, one column per series. */
function seriesTable(series: readonly SeriesFinding[], labels: TableLabels): AnswerTable {
  const columns: TableColumn[] = [{ key: 'period', label: labels.period, type: 'string', unit: null }]
  const rows = new Map<string, Record<string, Cell>>()
  for (const { metric, group, points } of series) {
    const key = seriesKey(metric.id, group)
    columns.push({ key, label: seriesLabel(metric.label, group, labels), type: 'number', unit: unitCode(metric.unit) })
    for (const point of points)
      rows.set(point.label, { ...(rows.get(point.label) ?? { period: point.label }), [key]: point.value })
  }
  return { columns, rows: [...rows.values()] }
}

export function seriesKey(metricId: string, group: Fact['group']): string {
  return [metricId, ...Object.values(group).map((member) => member ?? '')].join(' · ')
}

export function seriesLabel(metricLabel: string, group: Fact['group'], labels: TableLabels): string {
  const members = Object.entries(group).map(([dimension, member]) => labels.member(dimension, member))
  return members.length > 0 ? members.join(', ') : metricLabel
}

function valuesTable(findings: readonly Finding[], labels: TableLabels): AnswerTable | null {
  const facts = valueFacts(findings)
  const metrics = [...new Map(facts.map(({ metric }) => [metric.id, metric])).values()]
  if (metrics.length === 0) return null
  const rows = new Map<string, Record<string, Cell>>()
  for (const { metric, fact } of facts)
    rows.set(fact.label, { ...(rows.get(fact.label) ?? { period: fact.label }), [metric.id]: fact.value })
  const columns: TableColumn[] = [
    { key: 'period', label: labels.period, type: 'string', unit: null },
    ...metrics.map(({ id, label, unit }): TableColumn => ({ key: id, label, type: 'number', unit: unitCode(unit) })),
  ]
  return { columns, rows: [...rows.values()] }
}

/** The plain values and what they were compared with, each once. */
export function valueFacts(findings: readonly Finding[]): { metric: ValueFinding['metric']; fact: Fact }[] {
  const isChange = (finding: Finding): finding is ChangeFinding =>
    finding.type === 'change' && finding.between === 'periods'
  const all = findings.flatMap((finding) => {
    if (finding.type === 'value') return [{ metric: finding.metric, fact: finding.fact }]
    return isChange(finding) ? [finding.current, finding.base].map((fact) => ({ metric: finding.metric, fact })) : []
  })
  return [...new Map(all.map((entry) => [entry.fact.id, entry])).values()]
}
