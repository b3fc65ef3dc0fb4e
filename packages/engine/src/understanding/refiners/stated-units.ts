import { bind, type Draft, type Item } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { nameKeys } from '../text/words.ts'

/** "average term in months" of a Term Months, "in minutes" of a Response (min): the unit that a measure is in anyway splits and narrows nothing. */
export function passOverUnits(draft: Draft): void {
  for (const item of draft.items) {
    const { meaning, role, from, to } = item
    if ((meaning.kind !== 'dimension' && meaning.kind !== 'unknown') || role !== null || to - from > 1) continue
    if (isFunctionWord(draft.message, from - 1, 'before_unit') && isUnit(draft, item)) bind(item, 'ignorable', null)
  }
}

/** Whether a plural is what the label of a measure counts in, also where it is shortened there. */
function isUnit({ lexicon, message, metrics }: Draft, { from }: Item): boolean {
  const { normal = '', stem = '' } = message.words[from] ?? {}
  if (normal === stem) return false
  const shortened = lexicon.grammar['short-names'].units[normal] ?? []
  return metrics.some(({ id }) => {
    const label = nameKeys(lexicon.metrics.get(id)?.label ?? '', lexicon.grammar.equivalents)
    return label.includes(stem) || label.some((word) => shortened.includes(word))
  })
}
