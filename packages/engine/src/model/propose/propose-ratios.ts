import type { MetricDraft } from './metric-draft.ts'

/**
 * Every ratio of the vocabulary whose two parts the dataset has, dated alike. Other pairs than the defining one are only taken for a
 * ratio that no column states.
 */
export function proposeRatios(draft: MetricDraft, stated: ReadonlySet<string>): void {
  for (const entry of draft.context.taxonomy.metrics) {
    if (entry.aggregation !== 'ratio' || draft.has(entry.id)) continue
    const alternatives = stated.has(entry.id) ? [] : entry.alternatives
    const pairs = [{ numerator: entry.numerator, denominator: entry.denominator }, ...alternatives]
    for (const { numerator, denominator } of pairs) {
      const [top, bottom] = [draft.find(numerator ?? ''), draft.find(denominator ?? '')]
      if (!top || !bottom || top.timeColumn !== bottom.timeColumn) continue
      const isNested = top.aggregation.kind === 'ratio' || bottom.aggregation.kind === 'ratio'
      if (isNested) continue
      const grain = coarser(top.grain, bottom.grain)
      draft.add(
        entry.id,
        { kind: 'ratio', numerator: top.id, denominator: bottom.id },
        { timeColumn: top.timeColumn, grain },
      )
      if (numerator !== entry.numerator || denominator !== entry.denominator) {
        draft.assume(`${entry.label} is ${top.label} divided by ${bottom.label}.`)
      }
      break
    }
  }
}

const grains = ['day', 'week', 'month', 'quarter', 'year'] as const
type Grain = (typeof grains)[number]

export function coarser(first: Grain, second: Grain): Grain {
  return grains.indexOf(first) >= grains.indexOf(second) ? first : second
}
