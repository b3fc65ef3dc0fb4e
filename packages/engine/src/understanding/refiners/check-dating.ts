import { type Draft, type Item, neighbor, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { lower } from '../suggest.ts'
import { beginsWithDate, datesBeginning } from './beginnings.ts'
import { issue } from './issues.ts'
import { countsRecords } from './record-counts.ts'

/** "orders shipped in May" asks by the ship date: refused where the measure goes by another, whether or not the data has that date. */
export function checkDating(draft: Draft): void {
  checkStates(draft)
  const metric = draft.lexicon.metrics.get(draft.metrics[0]?.id ?? '')
  const dataset = draft.lexicon.datasets[metric?.dataset ?? draft.record ?? -1]
  const used = metric?.definition.timeColumn ?? dataset?.model.timeColumn ?? null
  if (!dataset || used === null || !isDated(draft)) return
  const columns = dataset.model.columns.filter((column) => column.role === 'time')
  const own = columns.find((column) => column.key === used)
  if (!own) return
  const { dating } = draft.lexicon.grammar['implied-metrics']
  for (const item of draft.items) {
    if (!isVerb(draft, item) || datesBeginning(draft, item)) continue
    if (bringsMoney(draft, item) || isDoneByEach(draft, item) || namesCost(draft, item)) continue
    const written = wordsOf(draft, item).toLowerCase()
    const family = dating.find(({ verbs }) => verbs.includes(written))
    if (!family || speaksOf(own.name, family.columns) || describesMember(draft, family.columns)) continue
    const meant = columns.find(({ name }) => speaksOf(name, family.columns))
    const another = dating.some((other) => other !== family && speaksOf(own.name, other.columns))
    // "units returned in May" where returns have no date of their own: the verb is part of what is measured.
    const measured = item.meaning.kind === 'ignorable' && item.role === 'metric'
    if (!meant && (!another || measured)) continue
    const label = metric?.label ?? dataset.model.label
    draft.issues.push({
      reason: meant ? 'unsupported_operation' : 'unbound_words',
      message: `${label} is dated by ${lower(own.name)}, not by when something was ${written}.`,
      suggestions: [],
      severity: 2.6,
      final: true,
    })
    return
  }
}

/** A period is named, or the question goes by periods. */
function isDated(draft: Draft): boolean {
  const periods = draft.groupings.some(({ dimension }) => draft.lexicon.dimensionsById.get(dimension)?.calendar)
  return periods || draft.grain !== null || draft.items.some((item) => item.meaning.kind === 'time')
}

/** "contracts billed in May": beside what is counted, a verb of money only says when. */
function isVerb(draft: Draft, item: Item): boolean {
  if (item.meaning.kind === 'ignorable') return true
  if (item.meaning.kind !== 'implied' || !item.meaning.verb || !beginsWithDate(draft, false)) return false
  const [counted] = draft.metrics
  const metric = draft.lexicon.metrics.get(counted?.id ?? '')
  return metric !== undefined && counted?.item !== item && countsRecords(draft, metric)
}

/** "the region that delivered the most revenue" brought it in, and nothing was delivered then. */
function bringsMoney(draft: Draft, item: Item): boolean {
  if (!isFunctionWord(draft.message, item.from, 'delivering')) return false
  const brought = draft.metrics.find((metric) => metric.item !== null && metric.item.index > item.index)
  return draft.lexicon.metrics.get(brought?.id ?? '')?.unit.kind === 'currency'
}

/** "what we paid in commission for 2025" names what it cost us, where "commission paid in 2025" says when. */
function namesCost(draft: Draft, item: Item): boolean {
  const { message, lexicon } = draft
  if (!isFunctionWord(message, item.from, 'paying') || !isFunctionWord(message, item.from - 1, 'before_verb'))
    return false
  const cost = neighbor(draft, item, 1)
  const metric = cost && draft.metrics.find((measured) => measured.item === cost)
  return metric !== undefined && lexicon.metrics.get(metric.id)?.unit.kind === 'currency'
}

/** "what share of sales every category delivered": who brought them in, where "in every category delivered" says when. */
function isDoneByEach(draft: Draft, item: Item): boolean {
  const doer = draft.items[item.index - 1]
  if (doer?.role !== 'dimension' || doer.meaning.kind !== 'dimension') return false
  const each = doer.from - 1
  return isFunctionWord(draft.message, each, 'every') && !isFunctionWord(draft.message, each - 1, 'before_missing')
}

const nouns = new Set(['metric', 'implied', 'record', 'dimension'])

/** "completed orders" are orders in a state, "orders completed in May" all that were completed then. */
function checkStates(draft: Draft): void {
  const { dating } = draft.lexicon.grammar['implied-metrics']
  for (const item of draft.items) {
    if (item.meaning.kind !== 'ignorable' || item.role !== null) continue
    const written = wordsOf(draft, item).toLowerCase()
    const next = draft.items[item.index + 1]
    if (!dating.some(({ verbs }) => verbs.includes(written)) || !next || !nouns.has(next.meaning.kind)) continue
    if (
      describesMember(draft, [
        written,
        ...dating.flatMap(({ verbs, columns }) => (verbs.includes(written) ? columns : [])),
      ])
    )
      continue
    issue(draft, 'unbound_words', `I do not know which of them are ${written}.`, 2.6)
    return
  }
}

/** "shipped first class" speaks of how, not of when. */
function describesMember(draft: Draft, words: readonly string[]): boolean {
  return draft.filters.some(({ dimension }) =>
    speaksOf(draft.lexicon.dimensionsById.get(dimension)?.label ?? dimension, words),
  )
}

function speaksOf(name: string, words: readonly string[]): boolean {
  const parts = name.toLowerCase().split(/[^a-z]+/)
  return words.some((word) => parts.includes(word))
}
