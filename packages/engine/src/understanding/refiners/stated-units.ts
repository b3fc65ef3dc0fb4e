import { bind, type Draft } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { nameKeys } from '../text/words.ts'

/** "average term in months" of a Term Months: the unit a measure is in anyway is no split by it. */
export function passOverUnits(draft: Draft): void {
  const { lexicon, message } = draft
  const units = new Set(
    draft.metrics.flatMap(({ id }) => nameKeys(lexicon.metrics.get(id)?.label ?? '', lexicon.grammar.equivalents)),
  )
  for (const item of draft.items) {
    if (item.meaning.kind !== 'dimension' || item.role !== null || item.to - item.from > 1) continue
    const unit = message.words[item.from]
    if (!unit || unit.normal === unit.stem || !units.has(unit.stem)) continue
    if (isFunctionWord(message, item.from - 1, 'before_unit')) bind(item, 'ignorable', null)
  }
}
