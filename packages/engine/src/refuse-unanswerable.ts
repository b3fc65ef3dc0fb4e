import type { Interpretation, ReasonCode } from '@salestalk/protocol'
import { MetricStoreError, type MetricStoreErrorCode } from './ports/index.ts'

/** What the user is told for each failure of the store that follows from the question; null where the store itself is in trouble. */
const reasons: Record<MetricStoreErrorCode, ReasonCode | null> = {
  unknown_metric: 'unknown_metric',
  unknown_dimension: 'unknown_dimension',
  mixed_datasets: 'unsupported_operation',
  invalid_query: 'unsupported_operation',
  too_many_rows: 'unsupported_operation',
  timeout: null,
  unavailable: null,
}

/**
 * The reading as a refusal, when the data turned out not to state what it asks: that is an answer about the data, no failure of ours.
 * Null for any other error.
 */
export function refusedReading(error: unknown, reading: Interpretation): Interpretation | null {
  const reason = error instanceof MetricStoreError ? reasons[error.code] : null
  if (reason === null || !(error instanceof Error)) return null
  const message = /[.!?]$/.test(error.message) ? error.message : `${error.message}.`
  return { ...reading, kind: 'refusal', reason, message, readings: [] }
}
