import type { Cell, ChartSpec } from '@salestalk/protocol'
import { compareDates, type Finding, type GroupsFinding, type SeriesFinding } from '../analysis/index.ts'
import { unitCode } from './references.ts'
import { type AnswerLabels, baseKey, seriesKey, seriesLabel, seriesRows, valueFacts } from './table.ts'

const barsMax = 25

/** The picture that fits the findings: lines over time, bars for members and periods; null where a picture would say nothing. */
export function chartOf(findings: readonly Finding[], title: string, labels: AnswerLabels): ChartSpec | null {
  const groups = findings.find((finding): finding is GroupsFinding => finding.type === 'groups')
  if (groups) return groupsChart(groups, title, labels)
  const series = findings.filter((finding): finding is SeriesFinding => finding.type === 'series')
  const [first] = series
  const isPlain = findings.some((finding) => finding.type === 'change' && finding.asked)
  if (first && (first.asked || !isPlain)) return seriesChart(first.asked ? series : [first], title, labels)
  return valuesChart(findings, title, labels)
}

function groupsChart(finding: GroupsFinding, title: string, labels: AnswerLabels): ChartSpec | null {
  const [metric] = finding.metrics
  const [outer, inner] = finding.dimensions
  if (!metric || outer === undefined || finding.members.length === 0) return null
  if (inner !== undefined) return stackedChart(finding, title, labels, outer, inner)
  const series = [
    { key: metric.id, label: metric.label },
    ...finding.comparedWith.map((label, index) => ({ key: baseKey(metric.id, index), label })),
  ]
  const data = finding.members.slice(0, barsMax).map((member) => {
    const row: Record<string, Cell> = {
      [outer]: labels.member(outer, member.group[outer] ?? null),
      [metric.id]: member.values[0]?.fact.value ?? null,
    }
    member.values[0]?.bases.forEach((base, index) => {
      row[baseKey(metric.id, index)] = base.value
    })
    return row
  })
  const x = { key: outer, label: labels.dimension(outer), type: 'category' as const, unit: null }
  return { kind: 'horizontal_bar', title, x, y: valueAxis(metric), series, data, annotations: [] }
}

/** One bar per member of the first dimension, one part per member of the second. */
function stackedChart(
  finding: GroupsFinding,
  title: string,
  labels: AnswerLabels,
  outer: string,
  inner: string,
): ChartSpec | null {
  const [metric] = finding.metrics
  if (!metric) return null
  const rows = new Map<string | null, Record<string, Cell>>()
  const parts = new Map<string, string>()
  for (const { group, values } of finding.members) {
    const name = group[outer] ?? null
    const part = group[inner] ?? null
    // Members may be called anything, the outer dimension's id included.
    const key = seriesKey(metric.id, { [inner]: part })
    parts.set(key, labels.member(inner, part))
    const row = rows.get(name) ?? { [outer]: labels.member(outer, name) }
    rows.set(name, { ...row, [key]: values[0]?.fact.value ?? null })
  }
  const x = { key: outer, label: labels.dimension(outer), type: 'category' as const, unit: null }
  const series = [...parts].slice(0, barsMax).map(([key, label]) => ({ key, label }))
  return {
    kind: 'stacked_bar',
    title,
    x,
    y: valueAxis(metric),
    series,
    data: [...rows.values()].slice(0, barsMax),
    annotations: [],
  }
}

function seriesChart(series: readonly SeriesFinding[], title: string, labels: AnswerLabels): ChartSpec | null {
  const [first] = series
  if (!first || first.points.length < 2) return null
  const annotations =
    series.length === 1 && first.lastIsPartial ? [{ x: first.points.at(-1)?.label ?? '', text: labels.incomplete }] : []
  return {
    kind: 'line',
    title,
    x: { key: 'period', label: labels.period, type: 'time', unit: null },
    y: valueAxis(first.metric),
    series: series.map(({ metric, group }) => ({
      key: seriesKey(metric.id, group),
      label: seriesLabel(metric.label, group, labels),
    })),
    data: seriesRows(series),
    annotations,
  }
}

function valuesChart(findings: readonly Finding[], title: string, labels: AnswerLabels): ChartSpec | null {
  const values = valueFacts(findings).sort((a, b) => compareDates(a.fact.start, b.fact.start))
  const [first] = values
  if (!first || values.length < 2) return null
  const own = values.filter(({ metric }) => metric.id === first.metric.id)
  return {
    kind: 'bar',
    title,
    x: { key: 'period', label: labels.period, type: 'category', unit: null },
    y: valueAxis(first.metric),
    series: [{ key: first.metric.id, label: first.metric.label }],
    data: own.map(({ fact }) => ({ period: fact.label, [first.metric.id]: fact.value })),
    annotations: [],
  }
}

function valueAxis({ id, label, unit }: SeriesFinding['metric']) {
  return { key: id, label, type: 'number' as const, unit: unitCode(unit) }
}
