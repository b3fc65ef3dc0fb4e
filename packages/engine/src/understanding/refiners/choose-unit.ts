import { bind, type Draft, fire, type Item, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { issue } from './issues.ts'

const signs = /[$€£¥]/u

/**
 * "gross margin $", "margin in dollars": where a share and the money it is a share of bear one name, the unit says which; so does "margin in %".
 * A unit that the measure is not in may not be passed over.
 */
export function chooseUnit(draft: Draft): void {
  draft.metrics.forEach((slot, position) => {
    const known = draft.lexicon.metrics.get(slot.id)
    if (!slot.item || !known) return
    const said = unitSaid(draft, slot.item)
    if (!said) return
    const fitting = said.unit === known.unit.kind ? known : counterpartOf(draft, known)
    if (fitting?.unit.kind !== said.unit) {
      if (known.unit.kind === 'percent' && said.unit === 'currency')
        issue(draft, 'unknown_metric', `This data has ${known.label} as a percentage only.`, 2.5)
      return
    }
    for (const item of said.items) bind(item, 'metric', fitting.id)
    if (fitting === known) return
    draft.metrics[position] = { ...slot, id: fitting.id, rule: 'metric-unit' }
    bind(slot.item, 'metric', fitting.id)
    fire(draft, 'metric-unit')
  })
}

interface SaidUnit {
  readonly unit: 'currency' | 'percent'
  readonly items: readonly Item[]
}

/** A sign of money that belongs to no number, or a word for the unit right behind the measure, with or without "in". */
function unitSaid(draft: Draft, item: Item): SaidUnit | null {
  const { question, words } = draft.message
  const { currencies } = draft.lexicon.grammar.quantities
  const { units } = draft.lexicon.grammar['implied-metrics'].money
  const start = words[item.from]?.start ?? 0
  const end = words[item.to - 1]?.end ?? 0
  const behind = question.text.slice(end, words[item.to]?.start ?? question.text.length)
  const before = question.text.slice(words[item.from - 1]?.end ?? 0, start)
  const counted = /^\d/.test(words[item.to]?.text ?? '')
  if ((signs.test(behind) && !counted) || signs.test(before)) return { unit: 'currency', items: [] }
  const next = draft.items[item.index + 1]
  const linked = next && isFunctionWord(draft.message, next.from, 'before_unit') ? draft.items[next.index + 1] : next
  if (!linked || linked.to - linked.from > 1 || linked.role !== null) return null
  const written = wordsOf(draft, linked).toLowerCase()
  // "in France" is no "in francs".
  const at = words[linked.from]?.start ?? 0
  if (draft.message.mended.some((word) => word.start <= at && at < word.end) || linked.typos > 0) return null
  if (units.percent.includes(written)) return { unit: 'percent', items: [linked] }
  const money = units.currency.includes(written) || (written in currencies && linked.meaning.kind === 'unknown')
  return money ? { unit: 'currency', items: [linked] } : null
}

/** The money a share is of, or the share of which it is the money. */
function counterpartOf({ lexicon }: Draft, { id, definition, unit }: LexiconMetric): LexiconMetric | undefined {
  const { aggregation } = definition
  if (unit.kind === 'percent') {
    return aggregation.kind === 'ratio' ? lexicon.metrics.get(aggregation.numerator) : undefined
  }
  return [...lexicon.metrics.values()].find(
    (other) =>
      other.unit.kind === 'percent' &&
      other.definition.aggregation.kind === 'ratio' &&
      other.definition.aggregation.numerator === id &&
      sharesName(lexicon.metrics.get(id)?.definition.synonyms ?? [], other),
  )
}

function sharesName(names: readonly string[], { definition }: LexiconMetric): boolean {
  const wordsOfAll = (listed: readonly string[]): Set<string> =>
    new Set(listed.flatMap((name) => name.toLowerCase().match(/\p{L}+/gu) ?? []))
  const own = wordsOfAll([definition.label])
  return [...wordsOfAll(names)].some((word) => own.has(word))
}
