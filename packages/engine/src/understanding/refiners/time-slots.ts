import type { SlotStatus, TimeSlot } from '@salestalk/protocol'
import { type Draft, evidence, type Item, wordsOf } from '../draft.ts'
import { type ResolvedTime, resolveTime, shiftPeriod, type TimeContext, type TimeExpression } from '../time/index.ts'

/** What relative times count from: today, the last day with data of the asked metric, and whether the future is meant. */
export function timeContext(draft: Draft): TimeContext {
  const future = draft.cues.has('forecast') || draft.cues.has('target')
  return {
    today: draft.context.today,
    calendar: draft.context.calendar,
    dataEnd: dataSpan(draft)?.end ?? null,
    direction: future ? 'future' : 'past',
  }
}

/** First and last day with data of the time column the asked metric is dated by; null when unknown. */
export function dataSpan(draft: Draft): { start: string; end: string } | null {
  const metric = draft.lexicon.metrics.get(draft.metrics[0]?.id ?? '')
  const position = metric?.dataset ?? draft.record
  if (position === null || position === undefined) return null
  const dataset = draft.lexicon.datasets[position]
  const column = metric?.definition.timeColumn ?? dataset?.model.timeColumn ?? null
  return column === null ? null : (dataset?.timeSpans[column] ?? null)
}

/** A period of the question, resolved, with the words of the item that names it. */
export function toSlot(draft: Draft, expression: TimeExpression, item: Item | null, status: SlotStatus): TimeSlot {
  if (expression.type === 'current' && item && isSnapshot(draft)) {
    const all = slotOf(resolveTime({ type: 'all_time' }, timeContext(draft)), wordsOf(draft, item), status)
    return { ...all, start: null, end: null, partial: false, label: 'latest', span: evidence(draft, [item]).span }
  }
  const resolved = resolveRelative(draft, expression)
  const text = item ? evidence(draft, [item]) : null
  return { ...slotOf(resolved, text?.text ?? resolved.label, status), span: text?.span ?? null }
}

export function slotOf(resolved: ResolvedTime, expression: string, status: SlotStatus): TimeSlot {
  const { start, end, grain, partial, label } = resolved
  return { expression, start, end, grain, partial, label, status, span: null }
}

/** A stock is current at the end of the data, a flow in the running quarter. */
export function isSnapshot(draft: Draft): boolean {
  return draft.lexicon.metrics.get(draft.metrics[0]?.id ?? '')?.definition.aggregation.kind === 'last'
}

/** "the quarter before" counts from the period of the conversation's last answer; alone it counts from today. */
export function resolveRelative(draft: Draft, expression: TimeExpression): ResolvedTime {
  const context = timeContext(draft)
  if (expression.type !== 'shift') return resolveTime(expression, context)
  const frame = draft.context.conversation.frames.at(-1)
  const base = frame?.time ?? frame?.periods[0]
  if (base && base.start !== null) {
    return shiftPeriod(
      { ...base, toDate: false, running: false },
      expression.unit,
      expression.count,
      context,
      expression.length,
    )
  }
  const unit = expression.unit === 'period' ? 'month' : expression.unit
  return resolveTime({ type: 'relative', unit, offset: expression.count, fiscal: false }, context)
}
