import type { MetricDefinition } from '@salestalk/protocol'
import type { Reconciliation, ReconciliationCheck } from './types.ts'

const relativeTolerance = 1e-9

/** Equal but for the rounding of floating-point sums. */
export function agrees(left: number, right: number): boolean {
  return Math.abs(left - right) <= relativeTolerance * Math.max(1, Math.abs(left), Math.abs(right))
}

/** The outcome of computing a metric's figure in two ways. */
export function reconcile(
  check: ReconciliationCheck,
  metric: MetricDefinition,
  one: number,
  other: number,
): Reconciliation {
  return { check, metric, agrees: agrees(one, other) }
}

export function sumOf(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
}

/** Orders ISO dates, an open start first. */
export function compareDates(left: string | null, right: string | null): number {
  const [a, b] = [left ?? '', right ?? '']
  return a < b ? -1 : a > b ? 1 : 0
}
