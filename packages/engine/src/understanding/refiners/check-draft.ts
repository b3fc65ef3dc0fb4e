import { type Draft, isCue, penalize, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { lower, repairedQuestions } from '../suggest.ts'
import { describePeriod, fromDays, toDays } from '../time/index.ts'
import { checkCompounds } from './check-compounds.ts'
import { checkConjunctions, checkCorrections } from './check-conjunctions.ts'
import { checkCues } from './check-cues.ts'
import { checkGrain } from './check-grain.ts'
import { checkLacking, checkNesting } from './check-nesting.ts'
import { checkRestrictions } from './check-restrictions.ts'
import { checkWinners } from './check-winners.ts'
import { checkWording } from './check-wording.ts'
import { checkAdjectives, checkPersons, checkWords } from './check-words.ts'
import { issue, listOf } from './issues.ts'
import { checkBuckets } from './rank-changes.ts'
import { dataSpan } from './time-slots.ts'

/** What keeps a draft from being answered: every word must have found its place, and the slots must fit each other. */
export const draftChecks: readonly ((draft: Draft) => void)[] = [
  checkWords,
  checkAdjectives,
  checkPersons,
  checkBuckets,
  checkCues,
  checkMetrics,
  checkCompounds,
  checkRestrictions,
  checkDatasets,
  checkContradictions,
  checkConjunctions,
  checkCorrections,
  checkRank,
  checkNesting,
  checkLacking,
  checkWording,
  checkWinners,
  checkGrain,
  checkPeriods,
  checkSpan,
]

/** "how long does it take to close a deal" is not answered with a number of deals. */
function checkDuration(draft: Draft): void {
  const { lexicon, message } = draft
  const measured = draft.metrics.flatMap(({ id }) => lexicon.metrics.get(id) ?? [])
  const cannotLast = ({ unit, definition }: (typeof measured)[number]): boolean =>
    unit.kind === 'currency' ||
    unit.kind === 'percent' ||
    definition.aggregation.kind === 'count' ||
    definition.aggregation.kind === 'count_distinct'
  if (measured.length === 0) return
  const text = ` ${message.words.map((word) => word.normal).join(' ')} `
  const asked = lexicon.grammar['implied-metrics'].durations.find((words) => text.includes(` ${words} `))
  if (asked === undefined) return
  if (!measured.every(cannotLast) && !measured.some((metric) => lastsOtherwise(draft, metric.label))) return
  issue(draft, 'unknown_metric', `This company's data has no measure that says "${asked}".`, 3)
}

/** "how long do they spend driving": a time of doing something else than what the measure is called after. */
function lastsOtherwise({ message }: Draft, label: string): boolean {
  return message.words.some(({ normal, stem }, at) => {
    const spent = normal.endsWith('ing') && isFunctionWord(message, at - 1, 'spending_time')
    return spent && !label.toLowerCase().includes(stem)
  })
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
    (item) => isCue(item, 'compare') && isFunctionWord(draft.message, item.from, 'difference'),
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
      const excluded = metric.definition.aggregation.where.some(
        ({ column: own, operator, values }) =>
          own === column && operator === 'not_in' && filter.values.every((value) => values.includes(value)),
      )
      const own = metric.definition.aggregation.where.find(
        (condition) => condition.column === column && condition.operator === 'in',
      )
      if (!excluded && (!own || filter.values.some((value) => own.values.includes(value)))) continue
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

// Each is read by itself.
const mostPeriods = 50

function checkPeriods(draft: Draft): void {
  if (draft.periods.length <= mostPeriods) return
  issue(draft, 'unsupported_operation', `I can hold at most ${mostPeriods} periods against each other.`, 2.5)
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
