import { fromDays, toDays } from './dates.ts'
import { labelOf } from './labels.ts'
import type { Span } from './spans.ts'
import { spanOf } from './spans.ts'
import type { ResolvedTime, TimeContext, TimeExpression } from './types.ts'

/**
 * The one place where a time expression becomes dates: half-open [start, end), null for an open end.
 * Pure: the same expression, today and calendar give the same result.
 */
export function resolveTime(expression: TimeExpression, context: TimeContext): ResolvedTime {
  const span = spanOf(expression, context)
  return resolved(span, labelOf(expression, span, context), context)
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
