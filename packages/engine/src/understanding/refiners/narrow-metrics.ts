import { bind, type Draft, fire, type Item, isCue, neighbor, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { stem } from '../text/stem.ts'
import { nameKeys } from '../text/words.ts'
import { datesBeginning } from './beginnings.ts'
import { issue } from './issues.ts'

/**
 * Verbs that narrow what is counted: "how many customers did we gain" counts new customers, "deals … were closed" closed deals.
 * The narrower measure is found by its name; a verb that narrows nothing the company measures may not be passed over.
 */
export function narrowMetrics(draft: Draft): void {
  for (const verb of draft.items) {
    if (verb.meaning.kind !== 'metric' && verb.meaning.kind !== 'ignorable') continue
    const narrowing = narrowingOf(draft, verb)
    if (!narrowing) continue
    const { adjectives, optional } = narrowing
    if (verb.meaning.kind === 'metric') narrowTogether(draft, verb, adjectives)
    const done = isDone(draft, verb)
    if (!done && (verb.meaning.kind !== 'ignorable' || verb.role !== null)) continue
    const told = !asksOfRecovery(draft, verb)
    if (told && draft.metrics.some((metric) => metric.item !== null && narrow(draft, metric.item, verb, adjectives)))
      continue
    if (optional || dates(draft, verb) || datesBeginning(draft, verb) || draft.intent === 'list') continue
    issue(draft, 'unbound_words', `I could not place "${wordsOf(draft, verb)}" in the question.`, 2.5)
  }
}

/** "have lamps come back since May" may well ask whether they sell again. */
function asksOfRecovery({ message }: Draft, { from }: Item): boolean {
  return isFunctionWord(message, from, 'recovering') && isFunctionWord(message, 0, 'auxiliary')
}

/** "which shop sent back the most units": the verb that names a measure by itself says which units are counted. */
function narrowTogether(draft: Draft, verb: Item, adjectives: readonly string[]): void {
  const own = draft.metrics.find((metric) => metric.item === verb)
  const joined = isCue(neighbor(draft, verb, -1), 'and')
  const narrowed = draft.metrics.some(({ item }) => {
    return item && item !== verb && !joined && narrow(draft, item, verb, adjectives)
  })
  if (own && narrowed && draft.metrics.some(({ id, item }) => id === own.id && item !== verb)) {
    draft.metrics.splice(draft.metrics.indexOf(own), 1)
  }
}

/** "how much MRR did we lose": money is narrowed by what we do with it, where "accounts that gained revenue" had more of it. */
function isOurs(draft: Draft, noun: Item, verb: Item, unit: string): boolean {
  // "how much MRR churned"
  if (unit === 'currency' && verb.index === noun.index + 1 && noun.to - noun.from === 1) return true
  return unit === 'currency' && isFunctionWord(draft.message, verb.from - 1, 'before_verb')
}

/** "how much MRR did we churn": behind who does it, what also names a measure is a verb. */
function isDone(draft: Draft, verb: Item): boolean {
  if (verb.meaning.kind !== 'metric' || draft.metrics.some(({ item }) => item === verb)) return false
  return isFunctionWord(draft.message, verb.from - 1, 'before_verb') && verb.to - verb.from === 1
}

function narrowingOf(draft: Draft, verb: Item) {
  const written = wordsOf(draft, verb).toLowerCase()
  const { narrowing } = draft.lexicon.grammar['implied-metrics']
  return narrowing.find(({ verbs }) => verbs.includes(written))
}

function narrow(draft: Draft, noun: Item, verb: Item, adjectives: readonly string[]): boolean {
  const position = draft.metrics.findIndex((metric) => metric.item === noun)
  const slot = draft.metrics[position]
  const known = draft.lexicon.metrics.get(slot?.id ?? '')
  if (!slot || !known || !(known.unit.kind === 'count' || isOurs(draft, noun, verb, known.unit.kind))) return false
  const words = draft.message.words.slice(noun.from, noun.to).map((word) => word.stem)
  if (adjectives.some((adjective) => words.includes(stem(adjective)))) {
    bind(verb, 'metric', slot.id)
    return true
  }
  const keys = [words.join(' '), nameKeys(known.label, draft.lexicon.grammar.equivalents).join(' ')]
  // "how many bowls did we sell and how many came back" counts units, whatever they are called.
  if (draft.lexicon.grammar['implied-metrics'].members.flat().includes(known.id)) keys.push('unit')
  for (const adjective of adjectives) {
    const meanings = keys
      .flatMap((key) => [`${stem(adjective)} ${key}`, `${key} ${stem(adjective)}`])
      .flatMap((phrase) => draft.lexicon.phrases.get(phrase) ?? [])
    const named = meanings.filter((meaning) => meaning.kind === 'metric')
    const best = named.sort((left, right) => right.weight - left.weight)[0]
    if (!best) continue
    const both = isAlso(draft, verb)
    draft.metrics.splice(position + (both ? 1 : 0), both ? 0 : 1, { ...slot, id: best.metric, rule: 'metric-narrowed' })
    if (!both) bind(noun, 'metric', best.metric)
    bind(verb, 'metric', best.metric)
    fire(draft, 'metric-narrowed')
    return true
  }
  return false
}

/** "units sold and returned", "how many did we sell and how many came back" */
function isAlso(draft: Draft, verb: Item): boolean {
  const before = neighbor(draft, verb, -1)
  return isCue(before && isCue(before, 'how_many') ? neighbor(draft, before, -1) : before, 'and')
}

/** "revenue closed in May": the verb only says which date is meant, when it is the one the measure is dated by. */
function dates(draft: Draft, verb: Item): boolean {
  const written = wordsOf(draft, verb).toLowerCase()
  const timed = draft.items.some((item) => item.meaning.kind === 'time')
  return timed && draft.lexicon.grammar['implied-metrics'].dating.some(({ verbs }) => verbs.includes(written))
}
