import type { Draft, Item } from '../draft.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import type { Quality } from '../phrases/implied-metrics-schema.ts'

/** What a question says is done, as positions among the deeds the taxonomy knows; states and headings of the data are no deeds. */
export function deedsSaid(draft: Draft, items: readonly Item[] = draft.items): ReadonlySet<number> {
  const said = new Set<number>()
  for (const { meaning, from, to } of items) {
    if (meaning.kind === 'value' || meaning.kind === 'dimension') continue
    for (const { normal } of draft.message.words.slice(from, to)) {
      for (const [index, { words }] of deedsKnown(draft).entries()) if (words.includes(normal)) said.add(index)
    }
  }
  return said
}

/** Whether a measure is of one of these deeds by its name: "Days to Ship" of shipping. Null where its name speaks of none. */
export function isOfDeed(draft: Draft, { id, label }: LexiconMetric, said: ReadonlySet<number>): boolean | null {
  const words = new Set(`${id.replaceAll('_', ' ')} ${label}`.toLowerCase().match(/\p{L}+/gu) ?? [])
  const own = [...deedsKnown(draft).entries()].filter(([, { names }]) => names.some((name) => words.has(name)))
  return own.length === 0 ? null : own.some(([index]) => said.has(index))
}

function deedsKnown(draft: Draft): Draft['lexicon']['grammar']['implied-metrics']['deeds'] {
  return draft.lexicon.grammar['implied-metrics'].deeds
}

/** "the slowest shipping", "is shipping slower": money is neither slow nor fast, so what is done is meant and not what it costs. */
export function takeAwayCosts(
  draft: Draft,
  quality: Quality,
  isBeside: (slot: Draft['metrics'][number]) => boolean,
): Item[] {
  if (!quality.units.includes('days')) return []
  const taken = draft.metrics.filter((slot) => {
    const metric = draft.lexicon.metrics.get(slot.id)
    if (!slot.item || metric?.unit.kind !== 'currency' || !isBeside(slot)) return false
    return metric.direction === 'up_is_bad' || deedsSaid(draft, [slot.item]).size > 0
  })
  for (const slot of taken) draft.metrics.splice(draft.metrics.indexOf(slot), 1)
  return taken.flatMap(({ item }) => item ?? [])
}

/** Whether words name a deed by itself, and not what it costs ("shipping cost"). */
export function namesDeed(draft: Draft, item: Item): boolean {
  const { out, side } = draft.lexicon.grammar['implied-metrics'].money
  const words = draft.message.words.slice(item.from, item.to)
  const money = words.some(({ stem }) => out.includes(stem) || (words.length > 1 && side.includes(stem)))
  return !money && deedsSaid(draft, [item]).size > 0
}
