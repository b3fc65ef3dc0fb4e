import type { Interpretation } from '@salestalk/protocol'
import { findMetric, type TenantData } from '../model/tenant-data.ts'

/** Questions that may come next, likeliest first; the caller keeps those the parser accepts. */
export function candidateFollowUps(interpretation: Interpretation, data: TenantData): string[] {
  const [metric] = interpretation.metrics
  const located = metric && findMetric(data, metric.id)
  if (!located) return []
  const used = new Set([...interpretation.breakdown, ...interpretation.filters.map((filter) => filter.dimension)])
  const { model } = located.dataset
  const isName = (key: string) => model.columns.every((column) => column.key !== key || column.role !== 'identifier')
  const free = model.dimensions
    .filter((dimension) => !used.has(dimension.id) && isName(dimension.column))
    .map((dimension) => dimension.label.toLowerCase())
  const isDated = located.metric.timeColumn !== null
  const questions =
    interpretation.breakdown.length > 0 ? [`Top 5 ${free[0] ?? ''}`] : free.slice(0, 2).map((label) => `By ${label}`)
  if (isDated && interpretation.intent !== 'trend') questions.push('By month')
  if (isDated && interpretation.comparison === null && interpretation.time?.start)
    questions.push('Compared to the same period last year')
  if (interpretation.time?.status === 'assumed') questions.push('This year', 'This quarter')
  return questions
}
