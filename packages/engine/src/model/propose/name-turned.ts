import type { MetricDefinition } from '@salestalk/protocol'
import type { MetricDraft } from './metric-draft.ts'
import type { ColumnReading } from './read-columns.ts'

/** Gives a measure the names its header has the other way round: "Hrs Billed" are the billed hours, and "Comm %" is the commission rate. */
export function nameTurned(draft: MetricDraft, { id, unit }: MetricDefinition, { header }: ColumnReading): void {
  const { deeds, rates } = draft.context.taxonomy.columns
  const words = header.words
  const [thing = '', deed = ''] = words
  const isDeed = words.length === 2 && (deeds.includes(deed) || /\p{L}{3,}ed$/u.test(deed))
  if (isDeed && /\p{L}{2,}s$/u.test(thing)) draft.rename(id, [`${deed} ${thing}`])
  const share = words.filter((word) => word !== '%' && word !== 'percent').join(' ')
  const isShare = header.isPercent && unit.kind === 'percent' && share !== '' && !rates.includes(words.at(-2) ?? '')
  if (isShare) draft.rename(id, [`${share} rate`, `${share} percentage`, `${share} percent`, `percentage ${share}`])
}
