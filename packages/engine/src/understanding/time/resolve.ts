import { fromDays, toDays } from './dates.ts'
import { labelOf } from './labels.ts'
import type { Span } from './span.ts'
import { spanOf } from './spans.ts'
import type { ResolvedTime, TimeContext, TimeExpression } from './types.ts'

interface Resolution {
  readonly context: TimeContext
  readonly result: ResolvedTime
}

// Every reading of a question, and every measure it is tried with, resolves the same expressions.
const resolutions = new WeakMap<TimeExpression, Resolution>()

function isSameContext(left: TimeContext, right: TimeContext): boolean {
  return (
    left.today === right.today &&
    left.calendar === right.calendar &&
    left.dataEnd === right.dataEnd &&
    left.direction === right.direction
  )
}

/**
 * The one place where a time expression becomes dates: half-open [start, end), null for an open end.
 * Pure: the same expression, today and calendar give the same result.
 */
export function resolveTime(expression: TimeExpression, context: TimeContext): ResolvedTime {
  const before = resolutions.get(expression)
  if (before && isSameContext(before.context, context)) return before.result
  const span = spanOf(expression, context)
  const result = resolved(span, labelOf(expression, span, context), context)
  resolutions.set(expression, { context, result })
  return result
}

/** A span of days as the result others see. */
export function resolved(span: Span, label: string, context: TimeContext): ResolvedTime {
  const today = toDays(context.today)
  const dataLimit = toDays(context.dataEnd ?? context.today) + 1
  const { start, end } = span
  return {
    start: start === null ? null : fromDays(start),
    end: end === null ? null : fromDays(end),
    grain: span.grain,
    partial: end !== null && end > dataLimit,
    label,
    toDate: span.toDate,
    running: !span.toDate && start !== null && end !== null && start <= today && today < end - 1,
  }
}
