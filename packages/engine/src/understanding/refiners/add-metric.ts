import type { SlotStatus } from '@salestalk/protocol'
import { bind, type Draft, evidence, fire, type Item } from '../draft.ts'

/** Puts a measure among those asked for, once, and binds the item that says so. */
export function addMetric(
  draft: Draft,
  id: string,
  item: Item | null,
  status: SlotStatus,
  rule: string,
  text: { text: string; span: [number, number] } | null = item ? evidence(draft, [item]) : null,
): void {
  if (item) bind(item, 'metric', id)
  if (draft.metrics.some((metric) => metric.id === id)) return
  draft.metrics.push({ id, status, text: text?.text ?? null, span: text?.span ?? null, rule, item })
  fire(draft, rule)
}
