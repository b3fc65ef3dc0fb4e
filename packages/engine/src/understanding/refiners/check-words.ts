import type { MetricSlot, ReasonCode } from '@salestalk/protocol'
import { bind, type Draft, evidence, type Item, isCue, isPlural, keyOf, neighbor, penalize, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { membersNamed } from '../lexicon/members.ts'
import { thingRule } from '../lexicon/thing-nouns.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { moneyOf } from '../lexicon/verbs.ts'
import { cannotAct, whatWouldBe } from '../refusals/guards.ts'
import {
  answerableQuestions,
  groupableDimensions,
  lower,
  nearestNames,
  repairedQuestions,
  withoutWords,
} from '../suggest.ts'
import { issue, listOf } from './issues.ts'

/** Every word must have found its place: what nobody knows, nobody records or nobody may ask keeps a draft from being answered. */
export function checkWords(draft: Draft): void {
  for (const item of draft.items) {
    const { meaning } = item
    switch (meaning.kind) {
      case 'unknown':
        if (standsForNamed(draft, item)) bind(item, 'ignorable', null)
        if (item.role === null) checkUnknown(draft, item, wordsOf(draft, item))
        break
      case 'absent':
        if (
          item.role === null &&
          !namesPopulation(draft, item, meaning.metric) &&
          !namesDoers(draft, item, meaning.metric)
        )
          checkAbsent(draft, item, meaning.metric, meaning.label)
        break
      case 'absent_dimension':
        if (item.role !== null || holdsMember(draft, item)) break
        issue(
          draft,
          'unknown_dimension',
          `This company's data has no ${meaning.label.toLowerCase()} to look at.${groupable(draft)}`,
          3,
          otherSplits(draft, item),
        )
        break
      case 'value_options': {
        const names = meaning.options.slice(0, 6).flatMap((option) => option.values)
        issue(draft, 'ambiguous_value', `"${wordsOf(draft, item)}" could be ${listOf(names)}.`, 1.5)
        break
      }
      case 'number':
        if (item.role === null && !isClaim(draft, item))
          issue(draft, 'unbound_words', `I do not know what "${wordsOf(draft, item)}" refers to.`, 2.5)
        break
      case 'refusal':
        checkRefusal(draft, item, meaning.refusal, wordsOf(draft, item))
        break
      case 'dimension':
      case 'metric':
      case 'value':
      case 'ordinal':
        if (item.role === null)
          issue(draft, 'unbound_words', `I could not place "${wordsOf(draft, item)}" in the question.`, 2.5)
        break
      default:
        break
    }
  }
}

/** "electric cars" are no cars of Larimer Electric: an adjective before what is sold tells what kind it is, and names nobody by a part. */
export function checkAdjectives(draft: Draft): void {
  for (const item of draft.items) {
    const { rule, meaning, index } = item
    const next = draft.items[index + 1]
    // "the most used cars": what describes the cars is no verb to pass over.
    const passed = meaning.kind === 'ignorable' && meaning.group === 'verbs' && next && nounOfThings(draft, next)
    if (passed && membersNamed(draft.lexicon.members, keyOf(draft, item)).length > 0)
      penalize(draft, 'member-passed-over', 1.2)
    const thing = next?.rule === thingRule || (next?.meaning.kind === 'record' && next.from === item.to)
    if (rule !== 'member-part' || meaning.kind !== 'value' || !thing || !next) continue
    const { subject = null, id = '' } = draft.lexicon.dimensionsById.get(meaning.dimension) ?? {}
    const written = draft.message.words[item.from]?.text ?? ''
    if ((subject !== 'customers' && subject !== 'sales' && id !== 'store') || written !== written.toLowerCase())
      continue
    if (!nounOfThings(draft, next)) continue
    issue(draft, 'unknown_value', `I do not know which are "${wordsOf(draft, item)} ${wordsOf(draft, next)}".`, 2.5)
  }
}

/** "what does a poodle owner pay": whoever has what a member names, where nobody is headed so. */
function holdsMember(draft: Draft, item: Item): boolean {
  const { lexicon, message, items } = draft
  const member = items[item.index - 1]
  if (member?.meaning.kind !== 'value' || member.role !== 'value' || draft.metrics.length === 0) return false
  if (draft.cues.has('how_many') || !isFunctionWord(message, item.from, 'holder') || item.to - item.from > 1)
    return false
  const { dimension } = member.meaning
  const subject = lexicon.dimensionsById.get(dimension)?.subject
  const known = lexicon.taxonomy.dimensions.some(({ id }) => id === dimension)
  // The owner of an account is one of ours, and so is that of a region.
  if (subject === 'customers' || subject === 'sales' || (known && subject !== 'products')) return false
  bind(item, 'ignorable', null)
  return true
}

/** Whether the words are a noun of the trade rather than the data's own "orders". */
function nounOfThings(draft: Draft, item: Item): boolean {
  return (draft.lexicon.phrases.get(keyOf(draft, item)) ?? []).some(
    (meaning) => meaning.kind === 'metric' && meaning.rule === thingRule,
  )
}

/** "for Anna I'd like her sales": somebody named before in the same question. */
function standsForNamed({ lexicon, message, items }: Draft, { index, from, role }: Item): boolean {
  if (role !== null || !lexicon.grammar.conversation.persons.includes(message.words[from]?.normal ?? '')) return false
  return items.slice(0, index).some(({ meaning }) => meaning.kind === 'value')
}

/** "her win rate" is somebody's, who must have been spoken of. */
export function checkPersons(draft: Draft): void {
  const { persons } = draft.lexicon.grammar.conversation
  const at = draft.message.words.findIndex(({ normal }) => persons.includes(normal))
  const word = draft.message.words[at]
  const named = draft.items.some(({ meaning, to }) => meaning.kind === 'value' && to <= at)
  if (!word || named || draft.filters.some(({ status }) => status === 'inherited')) return
  issue(draft, 'unbound_words', `I do not know who "${word.text}" is here.`, 3)
}

/**
 * "nights for Business guests": the noun of those a member speaks of, though nothing counts them here. In "frozen cases sold" it is what
 * is asked for, since no other word names a measure.
 */
function namesPopulation(draft: Draft, item: Item, metric: string): boolean {
  const measured = draft.metrics.some(({ status }) => status === 'stated' || status === 'inherited')
  if (draft.items[item.index - 1]?.role !== 'value' || (!measured && draft.record === null)) return false
  if (draft.message.words[item.from]?.gap === 'comma') return false
  const entry = draft.lexicon.taxonomy.metrics.find(({ id }) => id === metric)
  if (entry?.unit !== 'count' || !isPlural(draft, item)) return false
  bind(item, 'ignorable', null)
  return true
}

/** "shows that customers spent the most on", "what did guests like least": whoever does it, where nobody is told apart, is everybody. */
function namesDoers(draft: Draft, item: Item, metric: string): boolean {
  const { lexicon, message } = draft
  const entry = lexicon.taxonomy.metrics.find(({ id }) => id === metric)
  const next = draft.items[item.index + 1]
  if (entry?.subject !== 'customers' || entry.unit !== 'count' || item.to - item.from > 1 || !next) return false
  if (!isPlural(draft, item) || !isFunctionWord(message, item.from - 1, 'before_doer')) return false
  const acts =
    isFunctionWord(message, item.to, 'liking') ||
    (next.meaning.kind === 'implied' && next.meaning.verb) ||
    (next.meaning.kind === 'ignorable' && next.meaning.group === 'verbs')
  if (!acts || next.from !== item.to || draft.metrics.every(({ status }) => status !== 'stated')) return false
  bind(item, 'ignorable', null)
  return true
}

/** A measure everyone knows and this company lacks: the weightiest of its kind stands nearest to it. */
function checkAbsent(draft: Draft, item: Item, id: string, label: string): void {
  const { lexicon } = draft
  const entry = lexicon.taxonomy.metrics.find((candidate) => candidate.id === id)
  const nearest =
    [...lexicon.metrics.values()]
      .filter((metric) => metric.subject === entry?.subject && metric.unit.kind === entry.unit)
      .sort((left, right) => right.importance - left.importance)[0] ?? onlyIncome(draft, entry?.subject)
  const offered = nearest ? ` The nearest it has is ${lower(nearest.label)}.` : ''
  const { text } = draft.message.question
  const suggestions = nearest
    ? [
        ...repairedQuestions(text, evidence(draft, [item]).span, [lower(nearest.label)]),
        ...answerableQuestions(lexicon, { metrics: [slotOf(nearest.id)], breakdown: [] }),
      ]
    : []
  issue(draft, 'unknown_metric', `This company's data has no ${lower(label)}.${offered}`, 3, suggestions)
}

/** Where no revenue is measured, the one amount of money that comes in is nearest to it. */
function onlyIncome({ lexicon }: Draft, subject: string | undefined): LexiconMetric | undefined {
  const id = subject === 'revenue' ? moneyOf(lexicon.metrics, lexicon.grammar, 'in') : undefined
  return lexicon.metrics.get(id ?? '')
}

function slotOf(id: string): MetricSlot {
  return { id, status: 'assumed', text: null, span: null, rule: 'metric-nearest' }
}

/** What the measure of the question can be split by, to be named beside what it cannot. */
function groupable(draft: Draft): string {
  const metric = draft.lexicon.metrics.get(draft.metrics[0]?.id ?? '')
  if (!metric) return ''
  const names = groupableDimensions(draft.lexicon, metric)
    .slice(0, 4)
    .map(({ label }) => lower(label))
  return names.length === 0 ? '' : ` ${metric.label} can be grouped by ${listOf(names)}, for example.`
}

/** The same question split by what the data has in place of what it lacks. */
function otherSplits(draft: Draft, item: Item): string[] {
  const metric = draft.lexicon.metrics.get(draft.metrics[0]?.id ?? '')
  if (!metric) return []
  const names = groupableDimensions(draft.lexicon, metric).map((dimension) => lower(dimension.label))
  return repairedQuestions(draft.message.question.text, evidence(draft, [item]).span, names.slice(0, 2))
}

function checkRefusal(draft: Draft, item: Item, refusal: string, text: string): void {
  const final = (reason: ReasonCode, message: string, severity: number, suggestions: string[] = []): void => {
    draft.issues.push({ reason, message, severity, suggestions, final: true })
  }
  switch (refusal) {
    case 'unsupported':
      final(
        'unsupported_operation',
        `"${text}" is not something I can compute yet.`,
        4.2,
        withoutWords(draft.lexicon, draft.message.question.text, evidence(draft, [item]).span),
      )
      break
    case 'hypothetical':
      final('hypothetical', whatWouldBe, 5)
      break
    case 'action':
      final('action_request', cannotAct, 4.6)
      break
    case 'out_of_scope':
      final('out_of_scope', "That is outside what I can answer: I only know this company's own numbers.", 4.8)
      break
    default:
      issue(draft, 'unbound_words', `I could not place "${text}" in the question.`, 2)
  }
  item.role = 'unbound'
}

/** "in Lisbon and Rome": one more member. */
function isListed(draft: Draft, item: Item): boolean {
  const before = neighbor(draft, item, -1)
  const joined = isCue(before, 'and', 'versus')
  if (!joined && draft.message.words[item.from]?.gap !== 'comma') return false
  const listed = joined && before ? neighbor(draft, before, -1) : before
  return listed?.meaning.kind === 'value'
}

/** A word nothing knows: after a dimension's name or a preposition it was meant as a member, elsewhere it is only unknown. */
function checkUnknown(draft: Draft, item: Item, text: string): void {
  const before = neighbor(draft, item, -1)
  const word = draft.message.words[item.from]
  const afterDimension = before?.meaning.kind === 'dimension' && before.to === item.from
  const near = nearestNames(draft.lexicon, word?.normal ?? '')
  const offered = near.length > 0 ? ` Did you mean ${listOf(near)}?` : ''
  const { span } = evidence(draft, [item])
  const repaired = repairedQuestions(draft.message.question.text, span, near)
  const left = withoutWords(draft.lexicon, draft.message.question.text, span)
  const excluded = isCue(before, 'exclude')
  if (isCue(before, 'group') && isFunctionWord(draft.message, item.from - 1, 'split')) {
    const message = `This data cannot be grouped by "${text}".${offered === '' ? groupable(draft) : offered}`
    issue(draft, 'unknown_dimension', message, 4, [...repaired, ...otherSplits(draft, item)])
    return
  }
  const after = draft.items[item.index + 1]
  const describes = after?.role === 'metric' && item.index === 0
  if (
    afterDimension ||
    isListed(draft, item) ||
    standsAlone(draft, item) ||
    excluded ||
    describes ||
    (isFunctionWord(draft.message, item.from - 1, 'before_missing') && draft.metrics.length > 0)
  ) {
    issue(draft, 'unknown_value', `There is no "${text}" in this data.${offered}`, 4, [...repaired, ...left])
  } else {
    issue(draft, 'unbound_words', `I do not know what "${text}" means here.${offered}`, 4, [...repaired, ...left])
  }
}

/** "hmm, Spain" after an answer: the one word of a follow-up was meant as a member. */
function standsAlone(draft: Draft, item: Item): boolean {
  if (!draft.fired.includes('follow-up') || !/^\p{Lu}/u.test(wordsOf(draft, item))) return false
  return draft.items.every(
    (other) => other === item || other.meaning.kind === 'ignorable' || other.meaning.kind === 'cue',
  )
}

/** "Revenue was $2.5M yesterday, right?": the figure is the user's, to be set beside the real one. */
function isClaim(draft: Draft, item: Item): boolean {
  if (item.meaning.kind !== 'number' || draft.metrics.length !== 1) return false
  // "which practices made 50000 fees" picks some of them: no single figure is claimed.
  if (draft.groupings.length > 0 || draft.intent === 'list') return false
  const { quantity } = item.meaning
  if (quantity.bare && quantity.value < 1000) return false
  if (!isFunctionWord(draft.message, item.from - 1, 'before_claim')) return false
  item.role = 'number'
  item.boundTo = 'claim'
  return true
}
