import { bind, type Draft, type Item, neighbor, wordsOf } from '../draft.ts'
import { removalRule } from '../recognizers/removals.ts'
import { nameKeys } from '../text/words.ts'
import type { TimeExpression } from '../time/index.ts'
import { issue } from './issues.ts'

/**
 * Whether a verb speaks of the beginning that the records of the question are dated by: contracts "signed" in May are those that start then,
 * unless another column tells when they were signed.
 */
export function datesBeginning(draft: Draft, verb: Item): boolean {
  const { verbs, signatures } = draft.lexicon.grammar['implied-metrics'].beginnings
  const written = wordsOf(draft, verb).toLowerCase()
  return verbs.includes(written) && beginsWithDate(draft, signatures.includes(written))
}

/** "placements starting in May" are those that start in May, where "revenue starting in May" is all since then. */
export function withinBeginning(draft: Draft, item: Item, expression: TimeExpression | null): TimeExpression | null {
  if (expression?.type !== 'since' || expression.from.type === 'date') return expression
  const { loose, records } = draft.lexicon.grammar['implied-metrics'].beginnings
  const before = neighbor(draft, item, -1)
  const noun = before && draft.message.words[before.to - 1]?.stem
  if (noun === undefined || before?.to !== item.from || !records.includes(noun)) return expression
  const { words } = draft.message
  if (!loose.includes(words[item.from]?.normal ?? '') || words[item.from + 1]?.normal === 'from') return expression
  return beginsWithDate(draft, false) ? expression.from : expression
}

/** Verbs of beginning are passed over where the records' date is that of their beginning, and nowhere else. */
export function checkBeginnings(draft: Draft): void {
  checkEndings(draft)
  const { loose } = draft.lexicon.grammar['implied-metrics'].beginnings
  for (const item of draft.items) {
    // "with Leeds taken out" begins no contract.
    if (item.meaning.kind !== 'ignorable' || item.role !== null || item.rule === removalRule) continue
    const written = wordsOf(draft, item).toLowerCase()
    if (!loose.includes(written)) continue
    if (datesBeginning(draft, item)) bind(item, 'ignorable', null)
    else issue(draft, 'unbound_words', `I could not place "${wordsOf(draft, item)}" in the question.`, 2.5)
  }
}

/** "placements ended in May": those of May in that state are not those that came to it in May. */
function checkEndings(draft: Draft): void {
  const { endings } = draft.lexicon.grammar['implied-metrics'].beginnings
  for (const item of draft.items) {
    if (item.meaning.kind !== 'value' || !endings.includes(wordsOf(draft, item).toLowerCase())) continue
    const before = neighbor(draft, item, -1)
    const when = neighbor(draft, item, 1)
    const counts = before?.meaning.kind === 'metric' || before?.meaning.kind === 'record'
    if (!counts || when?.meaning.kind !== 'time' || when.meaning.match.kind !== 'range') continue
    if (!beginsWithDate(draft, false)) continue
    const written = wordsOf(draft, item).toLowerCase()
    issue(draft, 'unbound_words', `This data says when they began, not when they were ${written}.`, 2.6)
  }
}

const dates = new Set(['date', 'day', 'time', 'timestamp'])

/** Whether the records are ones that begin, and dated by that; `signed` asks for the day of the signature. */
export function beginsWithDate({ lexicon, metrics, record }: Draft, signed: boolean): boolean {
  const metric = lexicon.metrics.get(metrics[0]?.id ?? '')
  const model = lexicon.datasets[metric?.dataset ?? record ?? -1]?.model
  const used = metric?.definition.timeColumn ?? model?.timeColumn ?? null
  const own = model?.columns.find(({ key }) => key === used)?.name
  if (!model || own === undefined) return false
  const { equivalents } = lexicon.grammar
  const { records, columns, signatures, ends } = lexicon.grammar['implied-metrics'].beginnings
  const speaks = (name: string, listed: readonly string[]): boolean =>
    nameKeys(name.replaceAll('_', ' '), equivalents).some((word) => listed.includes(word))
  const noun = nameKeys(model.record.singular, equivalents).join(' ')
  if (!records.includes(noun) && !records.includes(noun.split(' ').at(-1) ?? '')) return false
  const apart = model.columns.some(
    ({ name, key, role, type }) =>
      key !== used && (role === 'time' || type === 'date' || type === 'timestamp') && speaks(name, signatures),
  )
  const plain = nameKeys(own, equivalents).every((word) => dates.has(word))
  return !(signed && apart) && (plain || speaks(own, columns)) && !speaks(own, ends)
}
