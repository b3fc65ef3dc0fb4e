import { toDays } from './dates.ts'
import {
  besideSpan,
  containingSpan,
  edgeSpan,
  inYearSpan,
  movedSpan,
  partSpan,
  restSpan,
  throughSpan,
  toDateSpan,
  weekdayOfSpan,
} from './derived-spans.ts'
import {
  dateSpan,
  dayOfMonthSpan,
  holidaySpan,
  periodOfYearSpan,
  relativeSpan,
  rollingSpan,
  rollingWeekdaysSpan,
  weekdaySpan,
  yearSpan,
} from './named-spans.ts'
import { explicitEdge, openGrain, rangeSpan } from './range-spans.ts'
import { closed, openSpan, type Span, unitSpan } from './span.ts'
import type { TimeContext, TimeExpression } from './types.ts'

/** Days an expression means on a given day; the heart of the resolver. */
export function spanOf(expression: TimeExpression, context: TimeContext): Span {
  const today = toDays(context.today)
  switch (expression.type) {
    case 'all_time':
      return openSpan(null, null, 'year')
    case 'current':
      return closed(unitSpan(today, 'quarter', 0, context, false), 'quarter')
    case 'relative':
      return relativeSpan(expression.unit, expression.offset, expression.fiscal, context)
    case 'rolling':
      return rollingSpan(expression, context)
    case 'year':
      return yearSpan(expression, context)
    case 'period_of_year':
      return periodOfYearSpan(expression, context)
    case 'date':
      return dateSpan(expression, context)
    case 'holiday':
      return holidaySpan(expression, context)
    case 'weekday':
      return closed(weekdaySpan(expression.weekday, 1, expression.which, context), 'day')
    case 'weekend':
      return closed(weekdaySpan(6, 2, expression.which, context), 'day')
    case 'part_of':
      return partSpan(expression, spanOf(expression.period, context), context)
    case 'edge':
      return edgeSpan(expression, spanOf(expression.period, context), context)
    case 'weekday_of':
      return weekdayOfSpan(expression, spanOf(expression.period, context), context)
    case 'beside':
      return besideSpan(expression, spanOf(expression.period, context), context)
    case 'in_year':
      return inYearSpan(expression, spanOf(expression.period, context), context)
    case 'moved':
      return movedSpan(expression, spanOf(expression.period, context), context)
    case 'day_of_month':
      return closed(dayOfMonthSpan(expression.day, today, context.direction), 'day')
    case 'rolling_weekdays':
      return closed(rollingWeekdaysSpan(expression.weekdays, expression.count, today), 'day')
    case 'containing':
      return containingSpan(expression, spanOf(expression.period, context), context)
    case 'to_date':
      return expression.through === null
        ? toDateSpan(expression, spanOf(expression.period, context), context)
        : throughSpan(expression, spanOf(expression.through, context), context)
    case 'rest':
      return restSpan(spanOf(expression.period, context), context)
    case 'range':
      return rangeSpan(
        expression,
        spanOf(expression.from, context),
        spanOf(explicitEdge(expression.to), context),
        context,
      )
    case 'since': {
      const from = spanOf(expression.from, { ...context, direction: 'past' })
      return openSpan(expression.inclusive ? from.start : from.end, null, openGrain(expression.from, from))
    }
    case 'until': {
      const to = spanOf(explicitEdge(expression.to), context)
      return openSpan(null, expression.inclusive ? to.end : to.start, openGrain(expression.to, to))
    }
    case 'shift':
      return relativeSpan(expression.unit === 'period' ? 'month' : expression.unit, expression.count, false, context)
  }
}
