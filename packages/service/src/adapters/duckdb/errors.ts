import { MetricStoreError } from '@salestalk/engine'

/** The figures cannot be had now; why is in the cause, for the log only: it may hold paths and SQL. */
export function unavailable(cause: unknown): MetricStoreError {
  return new MetricStoreError('unavailable', 'The figures cannot be read right now: try again in a moment', { cause })
}

/** What a failure of DuckDB means to the caller, and whether the database can go on. */
export function whyFailed(error: unknown): { readonly error: MetricStoreError; readonly isFatal: boolean } {
  if (error instanceof MetricStoreError) return { error, isFatal: false }
  const text = error instanceof Error ? error.message : String(error)
  if (/^Out of Memory Error/i.test(text)) {
    const message = 'The answer needs more memory than there is: ask for a shorter time or fewer groups'
    return { error: new MetricStoreError('too_many_rows', message, { cause: error }), isFatal: false }
  }
  return { error: unavailable(error), isFatal: /^(FATAL|INTERNAL) Error/i.test(text) }
}
