import { bind, type Draft, type Item, isCue, neighbor, wordsOf } from '../draft.ts'
import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import { issue } from './issues.ts'
import { isChangeUnit } from './rank-changes.ts'

const needy = [
  'correlation',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'exclude',
  'blank',
  'share',
  'equals',
  'suffix_gte',
  'suffix_lte',
] as const

/** "tickets vs employees" sets two measures side by side: what also names one is not split by there. */
function splitsByMeasure(draft: Draft, versus: Item): boolean {
  const operand = neighbor(draft, versus, 1)
  if (operand?.meaning.kind !== 'dimension' || draft.comparison !== null || draft.periods.length > 1) return false
  const key = draft.message.words
    .slice(operand.from, operand.to)
    .map(({ stem }) => stem)
    .join(' ')
  return (draft.lexicon.phrases.get(key) ?? []).some(({ kind }) => kind === 'metric')
}

/** "compared to LATAM" where nothing else of its kind is named would be answered with LATAM alone. */
function standsAlone(draft: Draft, cue: Item): boolean {
  const operand = counterpartOf(draft, cue)
  if (draft.comparison !== null || draft.periods.length > 1) return false
  // "revenue in Texas compared to June" says nothing of what June is compared with.
  if (operand?.meaning.kind === 'time' && operand.role === 'time' && draft.intent === 'what') return true
  if (operand?.meaning.kind !== 'value' || operand.role !== 'value' || draft.cues.has('comparative')) return false
  const { dimension } = operand.meaning
  const filter = draft.filters.find((each) => each.dimension === dimension && each.operator === 'in')
  return filter?.values.length === 1
}

/** What follows "vs" or "compared with"; "compare EMEA" names the first of those to compare. */
function counterpartOf(draft: Draft, cue: Item): Item | undefined {
  const next = neighbor(draft, cue, 1)
  // "won against a competitor", and "v" in other languages, compare nothing.
  if (isCue(cue, 'versus')) return hasFunctionWord(draft.message, cue.from, cue.to, 'compared') ? next : undefined
  if (!isCue(cue, 'compare') || !next) return undefined
  if (isCue(next, 'to')) return neighbor(draft, next, 1)
  return isFunctionWord(draft.message, cue.to, 'after_compared') ? next : undefined
}

/** An operator without its operand changes the question, so it may not be passed over. */
export function checkCues(draft: Draft): void {
  for (const item of draft.items) {
    if (picksByChange(draft, item)) {
      issue(draft, 'unsupported_operation', `"${wordsOf(draft, item)}" needs something to be compared with.`, 2.5)
    }
    if ((isCue(item, 'versus') && splitsByMeasure(draft, item)) || standsAlone(draft, item)) {
      issue(draft, 'unsupported_operation', `"${wordsOf(draft, item)}" needs something to be compared with.`, 2.5)
    }
    if (isCue(item, 'when') && draft.cues.has('forecast')) {
      issue(draft, 'unsupported_operation', 'I cannot tell when something will happen.', 3)
    }
    // "percentage of list", "below list" speak of a price.
    if (
      isCue(item, 'list') &&
      !isOrder(draft, item) &&
      isFunctionWord(draft.message, item.from - 1, 'before_list_price')
    ) {
      issue(draft, 'unbound_words', `I could not place "${wordsOf(draft, item)}" in the question.`, 2.5)
    }
    if (isCue(item, 'how_many') && timesAmount(draft, item)) {
      issue(draft, 'unsupported_operation', 'I can only say how often for what the data counts.', 2.5)
    }
    if (countsMoney(draft, item)) {
      const money = wordsOf(draft, item)
      issue(
        draft,
        'unsupported_operation',
        `This data tells how much "${money}" comes to, not how many there are.`,
        2.5,
      )
    }
    if (item.role !== null || item.meaning.kind !== 'cue') continue
    const text = wordsOf(draft, item)
    const operand = neighbor(draft, item, 1)
    if (isCue(item, 'only') && !restricts(draft, item) && draft.thresholds.length === 0) {
      issue(draft, 'unbound_words', `I do not know what "${text}" applies to.`, 2)
    }
    const by = isCue(item, 'group') && isFunctionWord(draft.message, item.to - 1, 'split')
    if (
      by &&
      (passesOver(draft, item) ||
        !operand ||
        asksAnew(draft, operand) ||
        (operand.meaning.kind !== 'value' && operand.role === null))
    ) {
      issue(draft, 'unbound_words', `I do not know what follows "${text}".`, 2)
    }
    if (
      by &&
      operand &&
      operand.role === 'metric' &&
      draft.rank === null &&
      !comparesBy(draft) &&
      !putsInstead(draft)
    ) {
      const named = wordsOf(draft, operand)
      issue(draft, 'unknown_dimension', `This data cannot be grouped by "${named}".`, 2.5)
    }
    if (isCue(item, 'follow_widen') && joinsMeasures(draft, item)) {
      issue(draft, 'unbound_words', `I could not place "${text}" in the question.`, 1.5)
    }
    // "what share of profit does technology make up" says so twice.
    if (isCue(item, 'share') && draft.items.some((other) => isCue(other, 'share') && other.role !== null)) {
      bind(item, 'intent', 'breakdown')
    } else if (
      isCue(item, 'share') &&
      draft.rank?.by === 'value' &&
      isFunctionWord(draft.message, item.from, 'contributing')
    ) {
      // "which region contributed the least": shares are in the order of what they are of.
      bind(item, 'rank', draft.rank.direction)
    } else if (isCue(item, 'share') && namesPercentage(draft, item)) {
      bind(item, 'metric', draft.metrics[0]?.id ?? null)
    } else if (isCue(item, 'share') && tellsChange(draft, item)) {
      bind(item, 'intent', 'compare')
    } else if (isCue(item, 'share')) {
      issue(
        draft,
        'unsupported_operation',
        `I cannot compute "${text}" by itself; a breakdown shows each share of the total.`,
        2.5,
      )
    } else if (needy.some((cue) => isCue(item, cue))) {
      issue(draft, 'unbound_words', `I do not know what "${text}" applies to.`, 2.5)
    } else if (
      isCue(item, 'superlative_one', 'comparative', 'when', 'ratio', 'follow_instead', 'follow_same', 'follow_clear')
    ) {
      issue(draft, 'unbound_words', `I could not place "${text}" in the question.`, 1.5)
    }
  }
}

/** "be so kind as to list the customers": to do so is asked for, and no price is meant. */
function isOrder(draft: Draft, item: Item): boolean {
  const before = draft.items[item.index - 1]
  const polite = before?.meaning.kind === 'ignorable' && before.meaning.group === 'courtesy'
  return polite || isFunctionWord(draft.message, item.to, 'definite')
}

/** "how often did we have lab costs" asks for no sum of money. */
function timesAmount(draft: Draft, item: Item): boolean {
  if (!hasFunctionWord(draft.message, item.from, item.to, 'often')) return false
  return draft.metrics.some(({ id }) => draft.lexicon.metrics.get(id)?.unit.kind !== 'count')
}

/** "how many refunds" and "refund count" of a file that knows what refunds come to only. */
/** "what percent gross margin is each brand running at": the measure is a percentage by itself. */
function namesPercentage(draft: Draft, item: Item): boolean {
  const next = draft.items[item.index + 1]
  const metric = draft.lexicon.metrics.get(draft.metrics[0]?.id ?? '')
  return (
    draft.metrics.length === 1 && metric?.unit.kind === 'percent' && next?.role === 'metric' && next.from === item.to
  )
}

function countsMoney({ lexicon, message }: Draft, { meaning, role, from, to }: Item): boolean {
  if (meaning.kind !== 'metric' || role !== 'metric' || to - from > 1) return false
  const things = lexicon.taxonomy.columns.moneyThings
  const isMoney = lexicon.metrics.get(meaning.metric)?.unit.kind === 'currency'
  if (!isMoney || !things.includes(message.words[from]?.stem ?? '')) return false
  const counts = new Set(lexicon.grammar.cues.how_many)
  const before = [1, 2, 3, 4].map((length) => message.words.slice(Math.max(0, from - length), from))
  const said = [...before, message.words.slice(to, to + 1)].map((words) => words.map(({ normal }) => normal).join(' '))
  return said.some((text) => counts.has(text))
}

/** "revenue change vs last year in %": the change is told as a share of what was before anyway. */
function tellsChange(draft: Draft, share: Item): boolean {
  const { percent } = draft.lexicon.grammar.quantities
  const { words } = draft.message
  const last = words[share.to - 1]?.normal ?? ''
  const inTerms =
    isFunctionWord(draft.message, share.to - 1, 'in_terms') &&
    words.slice(share.from, share.to).some(({ stem }) => percent.includes(stem))
  const changes = draft.intent === 'compare' || draft.rank?.by === 'growth'
  return changes && (percent.includes(last) || inTerms || isChangeUnit(draft, share))
}

/** "freight cost per delivery" where nothing counts deliveries: what follows is no filler. */
function passesOver(draft: Draft, item: Item): boolean {
  const next = draft.items[item.index + 1]
  return next?.meaning.kind === 'ignorable' && (next.meaning.group === 'generic' || next.meaning.group === 'request')
}

/** "compare A and B by revenue" names the one measure they are compared by. */
function comparesBy(draft: Draft): boolean {
  return draft.metrics.length === 1 && (draft.comparison?.kind === 'entities' || draft.cues.has('compare'))
}

/** "fees plus visits" where nothing was asked before: the second is no follow-up to the first. */
function joinsMeasures(draft: Draft, item: Item): boolean {
  const kinds = [neighbor(draft, item, -1), neighbor(draft, item, 1)].map((each) => each?.meaning.kind)
  return kinds.every((kind) => kind === 'metric' || kind === 'record')
}

/** "revenue by listing", "by where they came from": what asks for something is nothing to split by. */
function asksAnew({ message }: Draft, item: Item): boolean {
  if (item.role !== 'intent' && item.role !== null) return false
  // "by how much did sales grow" asks how far.
  return isCue(item, 'list', 'what', 'who', 'where', 'why') && !hasFunctionWord(message, item.from, item.to, 'much')
}

/** "by profit" after "sales by region": the groups are those of the answer, and the measure is put in the place of its own. */
function putsInstead({ metrics, groupings, message, inherited }: Draft): boolean {
  const opens = isFunctionWord(message, 0, 'by')
  const named = groupings.some(({ item }) => item.meaning.kind === 'dimension')
  return opens && inherited > 0 && metrics.length === 1 && groupings.length > 0 && !named
}

/** "orders with higher profit" */
function picksByChange(draft: Draft, item: Item): boolean {
  return (
    isCue(item, 'growth') && isFunctionWord(draft.message, item.from - 1, 'before_change') && comparesWords(draft, item)
  )
}

function comparesWords(draft: Draft, item: Item): boolean {
  return draft.lexicon.grammar.cues.comparative.includes(wordsOf(draft, item).toLowerCase())
}

/** "only" has its meaning where a member or a period stands beside it. */
function restricts(draft: Draft, item: Item): boolean {
  const before = neighbor(draft, item, -1)
  const noun = before?.meaning.kind === 'metric' || before?.meaning.kind === 'record'
  // "used cars only": the noun only carries the member before it.
  const described = noun && before ? draft.items[before.index - 1] : undefined
  return [described, before, neighbor(draft, item, 1)].some(
    (other) => other?.meaning.kind === 'time' || ['value', 'rank'].includes(other?.role ?? other?.meaning.kind ?? ''),
  )
}
