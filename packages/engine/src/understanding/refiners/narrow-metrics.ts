import { bind, type Draft, fire, type Item, wordsOf } from '../draft.ts'
import { stem } from '../text/stem.ts'
import { issue } from './issues.ts'

/**
 * Verbs that narrow what is counted: "how many customers did we gain" counts new customers, "deals … were closed" closed deals.
 * The narrower measure is found by its name; a verb that narrows nothing the company measures may not be passed over.
 */
export function narrowMetrics(draft: Draft): void {
  for (const verb of draft.items) {
    if (verb.meaning.kind !== 'ignorable' || verb.role !== null) continue
    const narrowing = narrowingOf(draft, verb)
    if (!narrowing) continue
    const { adjectives, optional } = narrowing
    if (draft.metrics.some((metric) => metric.item !== null && narrow(draft, metric.item, verb, adjectives))) continue
    if (optional || dates(draft, verb) || draft.intent === 'list') continue
    issue(draft, 'unbound_words', `I could not place "${wordsOf(draft, verb)}" in the question.`, 2.5)
  }
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
  if (!slot || !known || known.unit.kind !== 'count') return false
  const words = draft.message.words.slice(noun.from, noun.to).map((word) => word.stem)
  if (adjectives.some((adjective) => words.includes(stem(adjective)))) {
    bind(verb, 'metric', slot.id)
    return true
  }
  const key = words.join(' ')
  for (const adjective of adjectives) {
    const meanings = [`${stem(adjective)} ${key}`, `${key} ${stem(adjective)}`].flatMap(
      (phrase) => draft.lexicon.phrases.get(phrase) ?? [],
    )
    const named = meanings.filter((meaning) => meaning.kind === 'metric')
    const best = named.sort((left, right) => right.weight - left.weight)[0]
    if (!best) continue
    draft.metrics[position] = { ...slot, id: best.metric, rule: 'metric-narrowed' }
    bind(noun, 'metric', best.metric)
    bind(verb, 'metric', best.metric)
    fire(draft, 'metric-narrowed')
    return true
  }
  return false
}

/** "revenue closed in May": the verb only says which date is meant, when it is the one the measure is dated by. */
function dates(draft: Draft, verb: Item): boolean {
  const written = wordsOf(draft, verb).toLowerCase()
  const timed = draft.items.some((item) => item.meaning.kind === 'time')
  return timed && draft.lexicon.grammar['implied-metrics'].dating.some(({ verbs }) => verbs.includes(written))
}
