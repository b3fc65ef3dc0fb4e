import type { Interpretation } from '@salestalk/protocol'
import { findMetric, type TenantData } from '../model/tenant-data.ts'
import { type NarrativePhrases, plural } from '../narrative/index.ts'

/** Questions that may come next, likeliest first; the caller keeps those the parser accepts. */
export function candidateFollowUps(
  interpretation: Interpretation,
  data: TenantData,
  phrases: NarrativePhrases,
): string[] {
  const { followUps } = phrases
  const [metric] = interpretation.metrics
  const located = metric && findMetric(data, metric.id)
  if (!located) return []
  const used = new Set([...interpretation.breakdown, ...interpretation.filters.map((filter) => filter.dimension)])
  const { model } = located.dataset
  const isName = (key: string) => model.columns.every((column) => column.key !== key || column.role !== 'identifier')
  const free = model.dimensions.filter(({ id, column }) => !used.has(id) && isName(column))
  // What has a subject of its own (products, customers) has too many members for a split, and is what people rank.
  const ranked = free.find((dimension) => dimension.subject !== null)
  const split = free.filter((dimension) => dimension.subject === null).slice(0, 2)
  const isDated = located.metric.timeColumn !== null
  const questions: string[] = []
  if (interpretation.breakdown.length === 0)
    questions.push(...split.map(({ label }) => followUps.split.replace('{dimension}', () => label.toLowerCase())))
  if (ranked) questions.push(ranking(ranked.label, located.metric.label, phrases))
  if (isDated && interpretation.intent !== 'trend') questions.push(followUps.months)
  if (isDated && interpretation.comparison === null && interpretation.time?.start) questions.push(followUps.lastYear)
  if (interpretation.time?.status === 'assumed') questions.push(followUps.thisYear, followUps.thisQuarter)
  return questions
}

const rankedMembers = 5

function ranking(dimension: string, metric: string, phrases: NarrativePhrases): string {
  return phrases.followUps.rank
    .replace('{limit}', String(rankedMembers))
    .replace('{dimensions}', () => plural(dimension.toLowerCase(), phrases))
    .replace('{metric}', () => metric.toLowerCase())
}
