import type { AnswerTable, Cell, TableColumn, Unit } from '@salestalk/protocol'
import {
  type ChangeFinding,
  compareDates,
  type Fact,
  type Finding,
  type GroupsFinding,
  type ReconciliationCheck,
  type RecordsFinding,
  type SeriesFinding,
  type ValueFinding,
} from '../analysis/index.ts'
import { unitCode } from './references.ts'

/** The words of an answer outside its sentences. */
export interface AnswerLabels {
  dimension(id: string): string
  member(dimension: string, member: string | null): string
  readonly period: string
  readonly share: string
  readonly change: string
  readonly incomplete: string
  /** What is said of the checks an answer went through. */
  readonly checks: Readonly<Record<ReconciliationCheck | 'failed' | 'dropped', string>>
}

/** All figures of the findings as one table: groups if there are any, else the course over time, else the values by period. */
export function tableOf(findings: readonly Finding[], labels: AnswerLabels): AnswerTable | null {
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

function groupsTable(finding: GroupsFinding, labels: AnswerLabels): AnswerTable {
  const { metrics, dimensions, members } = finding
  const hasShare = members.some((member) => member.share !== null)
  const columns: TableColumn[] = [
    ...dimensions.map((id): TableColumn => ({ key: id, label: labels.dimension(id), type: 'string', unit: null })),
    ...metrics.flatMap((metric, index) => metricColumns(metric, index, finding, labels)),
    ...(hasShare ? [{ key: shareKey, label: labels.share, type: 'number' as const, unit: 'percent' }] : []),
  ]
  const rows = members.map((member) => {
    const row: Record<string, Cell> = {}
    for (const id of dimensions) row[id] = labels.member(id, member.group[id] ?? null)
    metrics.forEach(({ id }, index) => {
      const value = member.values[index]
      row[id] = value?.fact.value ?? null
      value?.bases.forEach((base, period) => {
        row[baseKey(id, period)] = base.value
      })
      if (value?.change) row[changeKey(id)] = changeOf(value.change).value
    })
    if (hasShare) row[shareKey] = member.share?.value ?? null
    return row
  })
  return { columns, rows }
}

// Keys with a sign no id of a metric or dimension has, so that a company's own "share" stays apart.
const shareKey = '#share'
export const baseKey = (metric: string, period: number) => `${metric}#base${period + 1}`
const changeKey = (metric: string) => `${metric}#change`

/** The metric now, in each period compared with, and the change from the nearest of them. */
function metricColumns(
  { id, label, unit }: ValueFinding['metric'],
  index: number,
  { comparedWith, metrics, members }: GroupsFinding,
  labels: AnswerLabels,
): TableColumn[] {
  const of = (name: string) => (metrics.length > 1 ? `${label}, ${name}` : name)
  const number = { type: 'number' as const, unit: unitCode(unit) }
  const change = members.flatMap(({ values }) => values[index]?.change ?? [])[0]
  return [
    { key: id, label, ...number },
    ...comparedWith.map((period, at) => ({ key: baseKey(id, at), label: of(period), ...number })),
    ...(change
      ? [{ key: changeKey(id), label: of(labels.change), type: 'number' as const, unit: unitCode(changeUnit(change)) }]
      : []),
  ]
}

/** Relative, but of percentages the difference between them. */
function changeOf({ metric, change, difference }: ChangeFinding): { readonly value: number | null } {
  return metric.unit.kind === 'percent' ? difference : { value: change?.value ?? null }
}

function changeUnit({ metric, difference }: ChangeFinding): Unit {
  return metric.unit.kind === 'percent' ? difference.unit : { kind: 'percent', currency: null }
}

/** One row per bucket, one column per series. */
function seriesTable(series: readonly SeriesFinding[], labels: AnswerLabels): AnswerTable {
  const columns: TableColumn[] = [{ key: 'period', label: labels.period, type: 'string', unit: null }]
  for (const { metric, group } of series) {
    const key = seriesKey(metric.id, group)
    columns.push({ key, label: seriesLabel(metric.label, group, labels), type: 'number', unit: unitCode(metric.unit) })
  }
  return { columns, rows: seriesRows(series) }
}

/** One row per bucket of any of the series, in order of time. */
export function seriesRows(series: readonly SeriesFinding[]): Record<string, Cell>[] {
  const rows = new Map<string, { readonly start: string | null; readonly cells: Record<string, Cell> }>()
  for (const { metric, group, points } of series) {
    const key = seriesKey(metric.id, group)
    for (const point of points) {
      const known = rows.get(point.label)
      rows.set(point.label, {
        start: point.start,
        cells: { ...(known?.cells ?? { period: point.label }), [key]: point.value },
      })
    }
  }
  return [...rows.values()].sort((a, b) => compareDates(a.start, b.start)).map(({ cells }) => cells)
}

export function seriesKey(metricId: string, group: Fact['group']): string {
  return [metricId, ...Object.values(group).map((member) => JSON.stringify(member))].join(' ')
}

export function seriesLabel(metricLabel: string, group: Fact['group'], labels: AnswerLabels): string {
  const members = Object.entries(group).map(([dimension, member]) => labels.member(dimension, member))
  return members.length > 0 ? members.join(', ') : metricLabel
}

function valuesTable(findings: readonly Finding[], labels: AnswerLabels): AnswerTable | null {
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
