import type { ComparisonSlot, Interpretation, SlotStatus, TimeSlot } from '@salestalk/protocol'
import { bind, type Draft, evidence, fire, type Item, isCue } from '../draft.ts'
import {
  type ComparisonKind,
  resolveComparison,
  resolveTime,
  shiftPeriod,
  type TimeExpression,
  type TimeMatch,
  toDays,
} from '../time/index.ts'
import type { TimeUnit } from '../time/types.ts'
import { withinBeginning } from './beginnings.ts'
import { asCourse, unitDays } from './courses.ts'
import { issue } from './issues.ts'
import { areOnePeriod } from './join-periods.ts'
import { dataSpan, resolveRelative, timeContext, toSlot } from './time-slots.ts'

interface TimedItem {
  readonly item: Item
  readonly match: TimeMatch
}

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Resolves the time expressions: one period, several to set side by side, a comparison, weekdays, or an invalid date. */
export function linkTime(draft: Draft, frame: Interpretation | null): void {
  const timed = draft.items.flatMap((item): TimedItem[] =>
    item.meaning.kind === 'time' ? [{ item, match: asMeant(draft, item, item.meaning.match) }] : [],
  )
  const ranges: TimedItem[] = []
  const comparisons: TimedItem[] = []
  for (const { item, match } of timed) {
    switch (match.kind) {
      case 'range':
        if (isPresentState(draft, match)) break
        ranges.push({ item, match })
        if (match.weekdays.length > 0) addWeekdays(draft, item, match)
        break
      case 'comparison':
        comparisons.push({ item, match })
        break
      case 'weekday_filter':
        addWeekdays(draft, item, match)
        break
      case 'invalid':
      case 'ambiguous':
        addTimeIssue(draft, item, match)
        break
      case 'grain':
        break
    }
    bind(item, 'time', match.text)
  }
  setPeriods(draft, ranges)
  if (comparisons.length > 0 && draft.time === null && draft.periods.length === 0) takePeriod(draft, frame)
  setComparison(draft, comparisons)
}

function asMeant(draft: Draft, item: Item, match: TimeMatch): TimeMatch {
  const own = withoutPart(draft, item, match)
  const expression = withinBeginning(draft, item, own.expression)
  return expression === own.expression ? own : { ...own, expression }
}

/** In "the Christmas Appeal last year" the year is that of no Christmas: a name took those words. */
function withoutPart(draft: Draft, item: Item, match: TimeMatch): TimeMatch {
  if (match.alone === null) return match
  const said = draft.items.some(({ meaning, index }) => {
    return (
      meaning.kind === 'time' && index !== item.index && meaning.match.alone === null && meaning.match.kind === 'range'
    )
  })
  return said ? match : { ...match, expression: match.alone, alone: null }
}

/** "compared to last year?" after an answer compares that answer's period. */
function takePeriod(draft: Draft, frame: Interpretation | null): void {
  if (frame && frame.periods.length > 1) {
    draft.issues.push({
      reason: 'unsupported_operation',
      message: 'Several periods are set side by side already: name the two to compare.',
      suggestions: [],
      severity: 2.5,
    })
    return
  }
  if (!frame?.time || frame.time.start === null || frame.time.end === null) return
  draft.time = { ...frame.time, status: 'inherited', span: null }
}

function addWeekdays(draft: Draft, item: Item, match: TimeMatch): void {
  const values = match.weekdays.map((day) => weekdayNames[day - 1] ?? '')
  const known = draft.filters.find((filter) => filter.dimension === 'weekday')
  if (known) {
    // "saturdays vs sundays": no day is both.
    if (known.values.length > 1 || values.length > 1) refuseDayGroups(draft)
    known.values.push(...values)
    bind(item, 'time', 'weekday')
    return
  }
  draft.filters.push({
    dimension: 'weekday',
    operator: 'in',
    values,
    status: 'stated',
    ...evidence(draft, [item]),
    rule: match.rule,
  })
}

/** "weekdays vs weekends": a comparison holds single members against each other. */
function refuseDayGroups(draft: Draft): void {
  issue(
    draft,
    'unsupported_operation',
    'I cannot hold groups of weekdays against each other yet; a split by weekday shows each.',
    2.5,
  )
}

function addTimeIssue(draft: Draft, item: Item, match: TimeMatch): void {
  const vague = match.kind === 'invalid' && match.rule === 'vague-part'
  const invalid = match.kind === 'invalid' && !vague
  const { text } = evidence(draft, [item])
  const labels = match.readings.map((reading) => resolveTime(reading, timeContext(draft)).label)
  issue(
    draft,
    invalid ? 'invalid_time' : 'ambiguous_time',
    invalid
      ? `"${text}" is not a date or period that exists.`
      : vague
        ? `"${text}" has no fixed days: name the first and the last one.`
        : `"${text}" can be read as ${labels.join(' or ')}.`,
    2.5,
  )
  if (!invalid && match.readings[0]) draft.time = toSlot(draft, match.readings[0], item, 'stated')
}

/** "Currently" is a period only for what adds up over one: of what is open or counted, it is what there is. */
function isPresentState(draft: Draft, { expression, rule }: TimeMatch): boolean {
  if (expression?.type !== 'current') return false
  const metric = draft.lexicon.metrics.get(draft.metrics[0]?.id ?? '')
  const aggregation = metric?.definition.aggregation
  const where = aggregation && 'where' in aggregation ? aggregation.where : []
  if (where.some(({ operator }) => operator === 'not_in' || operator === 'is_null')) return true
  if (rule !== 'current-adverb') return false
  if (!metric || !aggregation || dataSpan(draft) === null) return true
  const adds = aggregation.kind === 'sum' && metric.unit.kind === 'currency'
  return !adds && aggregation.kind !== 'last' && aggregation.kind !== 'ratio'
}

function setPeriods(draft: Draft, ranges: readonly TimedItem[]): void {
  const [first] = ranges
  if (!first?.match.expression) return
  const { expression } = first.match
  const sides = ranges.length === 1 ? splitRange(draft, first.item, expression) : null
  if (sides) {
    draft.periods = sides.map((side) => toSlot(draft, side, first.item, 'stated'))
    fire(draft, 'periods-from-to')
    return
  }
  const slots = ranges.flatMap(({ item, match }) =>
    match.expression
      ? [
          toSlot(
            draft,
            asCourse(draft, item, match.expression, resolveTime(match.expression, timeContext(draft)).grain),
            item,
            'stated',
          ),
        ]
      : [],
  )
  const distinct = slots.filter(
    (slot, index) => slots.findIndex((other) => other.start === slot.start && other.end === slot.end) === index,
  )
  const last = ranges.at(-1)?.match.expression
  if (distinct.length === 1) draft.time = distinct[0] ?? null
  else if (last && (spansMonths(draft, ranges) || areOnePeriod(draft, distinct))) {
    draft.time = toSlot(draft, { type: 'range', from: expression, to: last }, first.item, 'stated')
  } else if (contains(distinct)) draft.time = isNowWithin(ranges) ? largest(distinct) : contains(distinct)
  else draft.periods = distinct
  fire(draft, distinct.length > 1 ? 'periods' : 'time')
}

/** "March 2022" written apart ("in March, in 2022") is the smaller of two periods of which one holds the other. */
function contains(slots: readonly TimeSlot[]): TimeSlot | null {
  const [left, right] = slots
  if (!left || !right || slots.length > 2) return null
  return inside(left, right) ? left : inside(right, left) ? right : null
}

/** "this year as of now": that today is meant as the end adds nothing to a period that runs. */
function isNowWithin(ranges: readonly TimedItem[]): boolean {
  return ranges.some(({ match }) => match.expression?.type === 'current' && match.rule === 'current-adverb')
}

function largest([left, right]: readonly TimeSlot[]): TimeSlot | null {
  return left && right && inside(left, right) ? right : (left ?? null)
}

function inside(small: TimeSlot, large: TimeSlot): boolean {
  if (small.start === null || small.end === null || large.start === null || large.end === null) return false
  return large.start <= small.start && small.end <= large.end
}

/** "growth from 2021 to 2022" sets two periods side by side, where "revenue from 2021 to 2022" is one range. */
function splitRange(draft: Draft, item: Item, expression: TimeExpression): TimeExpression[] | null {
  if (expression.type !== 'range') return null
  const compared = draft.cues.has('growth') || (isCompared(draft) && !comparesMembers(draft, item))
  const overTime = draft.cues.has('trend') || draft.grain !== null
  return compared && !overTime && expression.from.type === expression.to.type ? [expression.from, expression.to] : null
}

/** "compare EMEA with APAC in Jan to March": the first and the last month of one period, where members are what is compared. */
function spansMonths(draft: Draft, [first, last, ...others]: readonly TimedItem[]): boolean {
  const [from, to] = [first?.match.expression, last?.match.expression]
  if (!first || !last || others.length > 0 || from?.type !== 'period_of_year' || to?.type !== 'period_of_year')
    return false
  const joint = draft.items[first.item.index + 1]
  const joined = isCue(joint, 'to') && joint?.index === last.item.index - 1
  return joined && from.unit === to.unit && from.number < to.number && comparesMembers(draft, first.item)
}

/** "put EMEA and APAC side by side, Jul to Sep": members named before the period are what is compared, in one period. */
function comparesMembers(draft: Draft, period: Item): boolean {
  const named = draft.items.filter(({ index, role }) => role === 'value' && index < period.index)
  return draft.filters.some(({ dimension, operator, values }) => {
    const members = named.filter(({ boundTo }) => boundTo === dimension)
    return operator === 'in' && values.length > 1 && members.length > 1
  })
}

function setComparison(draft: Draft, comparisons: readonly TimedItem[]): void {
  const [first, ...others] = comparisons
  if (!first?.match.comparison) return
  if (others.some(({ match }) => !isSameComparison(match, first.match))) refuseTwoComparisons(draft)
  const { kind } = first.match.comparison
  const named = first.match.expression
  if (draft.time === null && draft.periods.length === 0 && named) draft.time = counterpart(draft, named)
  if (draft.time === null && draft.periods.length === 0) draft.time = runningPeriod(draft, kind, first.match)
  if (draft.periods.length > 0) return
  const { grain } = first.match
  if (grain !== null && draft.time !== null && draft.time.grain !== grain) {
    issue(
      draft,
      'unsupported_operation',
      `I cannot list every ${grain}'s change on the one before yet; a trend by ${grain} shows the course.`,
      2.5,
    )
  }
  draft.comparison = comparisonOf(draft, kind, 'stated')
  if (named?.type === 'shift' && named.unit !== 'period' && kind === 'previous_period' && draft.time) {
    const moves = named.length !== null || named.unit === 'year' || isOfUnit(draft.time, named.unit)
    if (moves) moveComparison(draft, named)
    else if (!isOfUnit(draft.time, named.unit, -named.count)) {
      shiftComparison(draft, first.match, named.unit)
      return
    }
  }
  if (named && named.type !== 'shift' && draft.comparison && kind === 'previous_period') {
    const resolved = resolveRelative(draft, named)
    if (resolved.start !== draft.time?.start) {
      draft.comparison = { ...draft.comparison, start: resolved.start, end: resolved.end, label: resolved.label }
    }
  }
  fire(draft, `comparison-${kind}`)
}

/** Roughly as long as so many units, as "last 7 days" and a week are. */
function isOfUnit({ start, end, grain }: TimeSlot, unit: TimeUnit, count = 1): boolean {
  if (start === null || end === null || (count === 1 && grain === (unit === 'half' ? 'quarter' : unit))) return true
  const length = unitDays[unit] * count
  return Math.abs(toDays(end) - toDays(start) - length) <= length / 10
}

/** "March vs three months earlier", "June vs the six months before" */
function moveComparison(draft: Draft, { unit, count, length }: Extract<TimeExpression, { type: 'shift' }>): void {
  const { time, comparison } = draft
  if (!time || !comparison || (count === -1 && length === null)) return
  const moved = shiftPeriod({ ...time, toDate: false, running: false }, unit, count, timeContext(draft), length)
  draft.comparison = { ...comparison, start: moved.start, end: moved.end, label: moved.label }
}

/** "yesterday vs the same day last week" moves the day by a week; "yesterday vs the week before" could be that day or the whole week. */
function shiftComparison(draft: Draft, match: TimeMatch, unit: TimeUnit): void {
  const { time, comparison } = draft
  if (!time || !comparison) return
  const aligned = time.grain === 'day' || (time.grain === 'month' && unit !== 'week')
  if (match.rule === 'same-period-before' && aligned) {
    const moved = shiftPeriod({ ...time, toDate: false, running: false }, unit, -1, timeContext(draft))
    draft.comparison = { ...comparison, start: moved.start, end: moved.end, label: moved.label }
    return
  }
  draft.issues.push({
    reason: 'ambiguous_time',
    message: `I do not know what "${match.text}" means for ${time.label}: name both periods.`,
    suggestions: [],
    severity: 2.5,
  })
}

/** "YoY vs same period last year" says one comparison twice. */
function isSameComparison(left: TimeMatch, right: TimeMatch): boolean {
  if (left.comparison?.kind !== right.comparison?.kind || left.grain !== right.grain) return false
  return JSON.stringify(left.expression) === JSON.stringify(right.expression) || !left.expression || !right.expression
}

function refuseTwoComparisons(draft: Draft): void {
  draft.issues.push({
    reason: 'unsupported_operation',
    message: 'I can compare with one other period at a time.',
    suggestions: [],
    severity: 2.5,
  })
}

/** "revenue vs last month": what stands against it is the running period of the same length. */
function counterpart(draft: Draft, expression: TimeExpression): TimeSlot | null {
  if (expression.type !== 'relative' || expression.offset >= 0) return null
  return toSlot(draft, { ...expression, offset: 0 }, null, 'implied')
}

function runningPeriod(draft: Draft, kind: ComparisonKind, match: TimeMatch): TimeSlot {
  const { expression } = match
  const named = expression?.type === 'shift' && expression.unit !== 'period' ? expression.unit : null
  const unit = match.grain ?? named ?? (kind === 'same_period_last_year' ? 'year' : 'month')
  const offset = kind === 'same_period_last_year' ? 0 : -1
  return toSlot(draft, { type: 'relative', unit, offset, fiscal: false }, null, 'assumed')
}

/** The period the question's own is compared with; null when it has none or an open one. */
export function comparisonOf(draft: Draft, kind: ComparisonKind, status: SlotStatus): ComparisonSlot | null {
  const { time } = draft
  if (time === null || time.start === null || time.end === null) {
    return { kind, start: null, end: null, label: null, status }
  }
  const expression = expressionOf(draft, time)
  const context = timeContext(draft)
  const period = expression ? resolveRelative(draft, expression) : { ...time, toDate: false, running: false }
  const compared = resolveComparison(kind, period, expression ?? { type: 'all_time' }, context)
  return { kind, start: compared.start, end: compared.end, label: compared.label, status }
}

function expressionOf(draft: Draft, time: TimeSlot): TimeExpression | null {
  for (const item of draft.items) {
    if (item.meaning.kind !== 'time' || !item.meaning.match.expression) continue
    if (item.meaning.match.kind === 'range' && evidence(draft, [item]).text === time.expression) {
      return withoutPart(draft, item, item.meaning.match).expression
    }
  }
  return null
}

/** Whether the question sets two things side by side in words. */
export function isCompared(draft: Draft): boolean {
  return draft.cues.has('versus') || draft.cues.has('compare')
}

export function bindComparisonCues(draft: Draft): void {
  for (const item of draft.items)
    if (isCue(item, 'versus', 'compare') && item.role === null) bind(item, 'intent', 'compare')
}
