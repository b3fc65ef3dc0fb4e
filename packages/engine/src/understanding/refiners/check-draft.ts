import type { MetricSlot, ReasonCode } from '@salestalk/protocol'
import { bind, type Draft, evidence, type Item, isCue, isPlural, neighbor, penalize, wordsOf } from '../draft.ts'
import {
  answerableQuestions,
  groupableDimensions,
  lower,
  nearestNames,
  repairedQuestions,
  withoutWords,
} from '../suggest.ts'
import { describePeriod, fromDays, toDays } from '../time/index.ts'
import { checkConjunctions, checkCorrections } from './check-conjunctions.ts'
import { checkGrain } from './check-grain.ts'
import { dataSpan } from './link-time.ts'

/** Lists what keeps a draft from being answered: every word must have found its place, and the slots must fit each other. */
export function checkDraft(draft: Draft): void {
  checkWords(draft)
  checkPersons(draft)
  checkCues(draft)
  checkMetrics(draft)
  checkDatasets(draft)
  checkContradictions(draft)
  checkConjunctions(draft)
  checkCorrections(draft)
  checkRank(draft)
  checkGrain(draft)
  checkSpan(draft)
}

function issue(draft: Draft, reason: ReasonCode, message: string, severity: number, suggestions: string[] = []): void {
  draft.issues.push({ reason, message, severity, suggestions })
}

function checkWords(draft: Draft): void {
  for (const item of draft.items) {
    const { meaning } = item
    const text = () => wordsOf(draft, item)
    switch (meaning.kind) {
      case 'unknown':
        if (item.role === null) checkUnknown(draft, item, text())
        break
      case 'absent':
        if (item.role === null && !namesPopulation(draft, item, meaning.metric))
          checkAbsent(draft, item, meaning.metric, meaning.label)
        break
      case 'absent_dimension':
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
        issue(draft, 'ambiguous_value', `"${text()}" could be ${listOf(names)}.`, 1.5)
        break
      }
      case 'number':
        if (item.role === null && !isClaim(draft, item))
          issue(draft, 'unbound_words', `I do not know what "${text()}" refers to.`, 2.5)
        break
      case 'refusal':
        checkRefusal(draft, item, meaning.refusal, text())
        break
      case 'dimension':
      case 'metric':
      case 'value':
      case 'ordinal':
        if (item.role === null) issue(draft, 'unbound_words', `I could not place "${text()}" in the question.`, 2.5)
        break
      default:
        break
    }
  }
}

/** "her win rate" is somebody's, who must have been spoken of. */
function checkPersons(draft: Draft): void {
  const { persons } = draft.lexicon.grammar.conversation
  const word = draft.message.words.find(({ normal }) => persons.includes(normal))
  if (!word || draft.filters.some(({ status }) => status === 'inherited')) return
  issue(draft, 'unbound_words', `I do not know who "${word.text}" is here.`, 3)
}

/** "nights for Business guests": the noun of those a member speaks of, though nothing counts them here. */
function namesPopulation(draft: Draft, item: Item, metric: string): boolean {
  if (draft.items[item.index - 1]?.role !== 'value' || (draft.metrics.length === 0 && draft.record === null))
    return false
  const entry = draft.lexicon.taxonomy.metrics.find(({ id }) => id === metric)
  if (entry?.unit !== 'count' || !isPlural(draft, item)) return false
  bind(item, 'ignorable', null)
  return true
}

/** A measure everyone knows and this company lacks: the weightiest of its kind stands nearest to it. */
function checkAbsent(draft: Draft, item: Item, id: string, label: string): void {
  const { lexicon } = draft
  const entry = lexicon.taxonomy.metrics.find((candidate) => candidate.id === id)
  const nearest = [...lexicon.metrics.values()]
    .filter((metric) => metric.subject === entry?.subject && metric.unit.kind === entry.unit)
    .sort((left, right) => right.importance - left.importance)[0]
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

function slotOf(id: string): MetricSlot {
  return { id, status: 'assumed', text: null, span: null, rule: 'metric-nearest' }
}

/** What the measure of the question can be split by, to be named beside what it cannot. */
function groupable(draft: Draft): string {
  const metric = draft.lexicon.metrics.get(draft.metrics[0]?.id ?? '')
  if (!metric) return ''
  const names = groupableDimensions(draft.lexicon, metric).map((dimension) => lower(dimension.label))
  return names.length === 0 ? '' : ` ${metric.label} can be grouped by ${listOf(names.slice(0, 4))}, for example.`
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
        withoutWords(draft.message.question.text, evidence(draft, [item]).span),
      )
      break
    case 'hypothetical':
      final('hypothetical', 'I report what the data says and cannot tell what would happen if something changed.', 5)
      break
    case 'action':
      final('action_request', 'I can answer questions about the numbers but cannot change or send anything.', 4.6)
      break
    case 'out_of_scope':
      final('out_of_scope', "That is outside what I can answer: I only know this company's own numbers.", 4.8)
      break
    default:
      issue(draft, 'unbound_words', `I could not place "${text}" in the question.`, 2)
  }
  item.role = 'unbound'
}

const placePrepositions = new Set([
  'in',
  'for',
  'from',
  'at',
  'of',
  'by',
  'within',
  'to',
  'with',
  'the',
  'except',
  'excluding',
  'without',
])

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
  const previousWord = draft.message.words[item.from - 1]
  const afterDimension = before?.meaning.kind === 'dimension' && before.to === item.from
  const near = nearestNames(draft.lexicon, word?.normal ?? '')
  const offered = near.length > 0 ? ` Did you mean ${listOf(near)}?` : ''
  const { span } = evidence(draft, [item])
  const repaired = repairedQuestions(draft.message.question.text, span, near)
  const left = withoutWords(draft.message.question.text, span)
  const excluded = isCue(before, 'exclude')
  if (isCue(before, 'group') && groupingWords.has(previousWord?.normal ?? '')) {
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
    (previousWord && placePrepositions.has(previousWord.normal) && draft.metrics.length > 0)
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

export function listOf(names: readonly string[]): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`
}

/** "Revenue was $2.5M yesterday, right?": the figure is the user's, to be set beside the real one. */
function isClaim(draft: Draft, item: Item): boolean {
  if (item.meaning.kind !== 'number' || draft.metrics.length !== 1) return false
  const { quantity } = item.meaning
  if (quantity.bare && quantity.value < 1000) return false
  const previous = draft.message.words[item.from - 1]?.normal ?? ''
  if (!['was', 'is', 'were', 'are', 'at', 'be', 'made', 'of'].includes(previous)) return false
  item.role = 'number'
  item.boundTo = 'claim'
  return true
}

const needy = [
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

const groupingWords = new Set(['by', 'per', 'each', 'every'])

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

/** An operator without its operand changes the question, so it may not be passed over. */
function checkCues(draft: Draft): void {
  for (const item of draft.items) {
    if (picksByChange(draft, item)) {
      issue(draft, 'unsupported_operation', `"${wordsOf(draft, item)}" needs something to be compared with.`, 2.5)
    }
    if (isCue(item, 'versus') && splitsByMeasure(draft, item)) {
      issue(draft, 'unsupported_operation', `"${wordsOf(draft, item)}" needs something to be compared with.`, 2.5)
    }
    if (item.role !== null || item.meaning.kind !== 'cue') continue
    const text = wordsOf(draft, item)
    const operand = neighbor(draft, item, 1)
    if (isCue(item, 'only') && !restricts(draft, item) && draft.thresholds.length === 0) {
      issue(draft, 'unbound_words', `I do not know what "${text}" applies to.`, 2)
    }
    const by = isCue(item, 'group') && groupingWords.has(draft.message.words[item.to - 1]?.normal ?? '')
    if (by && (passesOver(draft, item) || !operand || (operand.meaning.kind !== 'value' && operand.role === null))) {
      issue(draft, 'unbound_words', `I do not know what follows "${text}".`, 2)
    }
    if (by && operand && operand.role === 'metric' && draft.rank === null && !comparesBy(draft)) {
      const named = wordsOf(draft, operand)
      issue(draft, 'unknown_dimension', `This data cannot be grouped by "${named}".`, 2.5)
    }
    if (isCue(item, 'share') && tellsChange(draft, item)) {
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

/** "revenue change vs last year in %": the change is told as a share of what was before anyway. */
function tellsChange(draft: Draft, share: Item): boolean {
  const last = draft.message.words[share.to - 1]?.normal ?? ''
  return draft.intent === 'compare' && draft.lexicon.grammar.quantities.percent.includes(last)
}

/** "freight cost per delivery" where nothing counts deliveries: what follows is no filler. */
function passesOver(draft: Draft, item: Item): boolean {
  const next = draft.items[item.index + 1]
  return next?.meaning.kind === 'ignorable' && next.meaning.group === 'generic'
}

/** "compare A and B by revenue" names the one measure they are compared by. */
function comparesBy(draft: Draft): boolean {
  return draft.metrics.length === 1 && (draft.comparison?.kind === 'entities' || draft.cues.has('compare'))
}

/** "orders with higher profit" */
function picksByChange(draft: Draft, item: Item): boolean {
  const before = draft.message.words[item.from - 1]?.normal ?? ''
  return (
    isCue(item, 'growth') && ['with', 'have', 'has', 'having', 'had'].includes(before) && comparesWords(draft, item)
  )
}

function comparesWords(draft: Draft, item: Item): boolean {
  return draft.lexicon.grammar.cues.comparative.includes(wordsOf(draft, item).toLowerCase())
}

/** "only" has its meaning where a member or a period stands beside it. */
function restricts(draft: Draft, item: Item): boolean {
  return [neighbor(draft, item, -1), neighbor(draft, item, 1)].some(
    (other) => other?.meaning.kind === 'value' || other?.meaning.kind === 'time' || other?.role === 'rank',
  )
}

/** "how long does it take to close a deal" is not answered with a number of deals. */
function checkDuration(draft: Draft): void {
  const { lexicon, message } = draft
  const text = ` ${message.words.map((word) => word.normal).join(' ')} `
  const asked = lexicon.grammar['implied-metrics'].durations.find((words) => text.includes(` ${words} `))
  const measured = draft.metrics.flatMap(({ id }) => lexicon.metrics.get(id) ?? [])
  const cannotLast = ({ unit, definition }: (typeof measured)[number]): boolean =>
    unit.kind === 'currency' ||
    unit.kind === 'percent' ||
    definition.aggregation.kind === 'count' ||
    definition.aggregation.kind === 'count_distinct'
  if (asked === undefined || measured.length === 0 || !measured.every(cannotLast)) return
  issue(draft, 'unknown_metric', `This company's data has no measure that says "${asked}".`, 3)
}

function checkMetrics(draft: Draft): void {
  checkDuration(draft)
  for (const [index, metric] of draft.metrics.entries()) {
    const previous = draft.metrics[index - 1]?.item
    const weak = metric.item?.meaning.kind === 'metric' && metric.item.meaning.weight < 0.9
    // "revenue lost" are not two measures side by side.
    if (
      !metric.item ||
      !weak ||
      previous?.to !== metric.item.from ||
      draft.message.words[metric.item.from]?.gap !== 'space'
    )
      continue
    issue(draft, 'unbound_words', `I could not place "${wordsOf(draft, metric.item)}" in the question.`, 2)
  }
  const subtracts = draft.items.some(
    (item) => isCue(item, 'compare') && /^(?:difference|delta|gap)/i.test(wordsOf(draft, item)),
  )
  if (subtracts && draft.metrics.length > 1 && draft.intent === 'what') {
    issue(draft, 'unsupported_operation', 'I cannot subtract one measure from another.', 2.5)
  }
  if (draft.asked && draft.cues.has('growth') && draft.having.length === 0 && draft.intent !== 'why') {
    issue(draft, 'unsupported_operation', 'I cannot pick groups by how much they changed yet.', 2.5)
  }
  if (draft.metrics.length > 0 || draft.intent === 'list') return
  issue(draft, 'missing_metric', 'Which measure would you like to see?', 2)
}

/** "won deals in Lost": a metric that counts one stage has no rows of another. */
function checkContradictions(draft: Draft): void {
  for (const filter of draft.filters) {
    if (filter.operator !== 'in') continue
    for (const slot of draft.metrics) {
      const metric = draft.lexicon.metrics.get(slot.id)
      if (!metric || !('where' in metric.definition.aggregation)) continue
      const { dimensions } = draft.lexicon.datasets[metric.dataset]?.model ?? { dimensions: [] }
      const column = dimensions.find((dimension) => dimension.id === filter.dimension)?.column
      const own = metric.definition.aggregation.where.find(
        (condition) => condition.column === column && condition.operator === 'in',
      )
      if (!own || filter.values.some((value) => own.values.includes(value))) continue
      issue(draft, 'unsupported_operation', `${metric.label} never has ${listOf(filter.values.map(String))}.`, 2.5)
    }
  }
}

/** Every dimension and member must exist where the metric is recorded. */
function checkDatasets(draft: Draft): void {
  const { lexicon } = draft
  const datasets = new Set(draft.metrics.flatMap((metric) => lexicon.metrics.get(metric.id)?.dataset ?? []))
  if (draft.metrics.length === 0 && draft.record !== null) datasets.add(draft.record)
  if (datasets.size > 1) penalize(draft, 'several-datasets', 0.8)
  const columns = new Set(
    draft.filters.filter((filter) => filter.rule === 'threshold-record').map((filter) => filter.dimension),
  )
  const used = [
    ...draft.groupings.map((grouping) => grouping.dimension),
    ...draft.filters.map((filter) => filter.dimension),
  ]
  checkTogether(draft, new Set(used), datasets)
  for (const id of new Set(used)) {
    const dimension = lexicon.dimensionsById.get(id)
    if (!dimension || dimension.calendar || columns.has(id)) continue
    for (const dataset of datasets) {
      if ((dimension.datasets & (1 << dataset)) !== 0) continue
      const metric = draft.metrics.find((slot) => lexicon.metrics.get(slot.id)?.dataset === dataset)
      const label = lexicon.metrics.get(metric?.id ?? '')?.label ?? 'That'
      issue(draft, 'unknown_dimension', `${label} is not recorded by ${dimension.label.toLowerCase()}.`, 2.5)
    }
  }
}

/** Without a measure, what is listed and what it is listed by must still be recorded together. */
function checkTogether(draft: Draft, used: ReadonlySet<string>, datasets: ReadonlySet<number>): void {
  if (datasets.size > 0 || used.size < 2) return
  const dimensions = [...used].flatMap((id) => draft.lexicon.dimensionsById.get(id) ?? [])
  if (dimensions.reduce((bits, { datasets: own }) => bits & own, -1) !== 0) return
  const names = dimensions.map(({ label }) => lower(label))
  issue(draft, 'unknown_dimension', `${names.join(' and ')} are not recorded together.`, 2.5)
}

/** A period that lies wholly outside the data has no rows to answer from; a forecast or target may lie there. */
function checkSpan(draft: Draft): void {
  const span = dataSpan(draft)
  const periods = draft.time ? [draft.time] : draft.periods
  if (!span || periods.length === 0 || draft.intent === 'forecast' || draft.intent === 'target') return
  const outside = periods.every(
    (period) => (period.start !== null && period.start > span.end) || (period.end !== null && period.end <= span.start),
  )
  if (!outside) return
  const covered = describePeriod(span.start, fromDays(toDays(span.end) + 1))
  const label = draft.lexicon.metrics.get(draft.metrics[0]?.id ?? '')?.label
  const year = span.end.slice(0, 4)
  const spans = periods.flatMap((period) => period.span ?? [])
  const dated =
    spans.length === 2 ? repairedQuestions(draft.message.question.text, [spans[0] ?? 0, spans[1] ?? 0], [year]) : []
  const offers = label ? [...dated, `${label} in ${year}`, `${label} by month in ${year}`] : []
  const named = periods.map((period) => period.label).join(' or ')
  issue(draft, 'no_data', `There is no data for ${named}: it covers ${covered}.`, 2.2, offers)
}

/** "the fastest rep" does not say what is measured; "the slowest month" is the one with the least. */
function isVague(draft: Draft): boolean {
  const { vague } = draft.lexicon.grammar['implied-metrics']
  const words = draft.message.words.slice(draft.rank?.cue?.from ?? 0, draft.rank?.cue?.to ?? 0)
  return words.some((word) => vague.includes(word.normal))
}

function checkRank(draft: Draft): void {
  if (draft.intent !== 'rank') return
  const measured = draft.metrics.some((metric) => metric.status !== 'implied' || metric.rule !== 'metric-rank-default')
  const bucketed = draft.groupings.length === 0 && draft.grain !== null
  const byChange = draft.rank !== null && draft.rank.by !== 'value'
  if (!measured && !bucketed && !byChange && isVague(draft)) issue(draft, 'missing_metric', 'Measured by what?', 2)
  if (draft.groupings.length === 0 && draft.grain === null) {
    issue(draft, 'unknown_dimension', 'What should be ranked: which dimension?', 2)
  }
  if (
    byChange &&
    draft.periods.length === 0 &&
    (draft.time === null || draft.time.start === null || draft.time.end === null)
  ) {
    issue(draft, 'unsupported_operation', 'A ranking by change needs two periods to compare.', 2.5)
  }
  if (draft.groupings.length > 2)
    issue(draft, 'unsupported_operation', 'I can rank within one other dimension at most.', 2)
}
