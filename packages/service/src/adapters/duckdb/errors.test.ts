import { MetricStoreError } from '@salestalk/engine'
import { describe, expect, it } from 'vitest'
import { whyFailed } from './errors.ts'

describe('a failure of DuckDB', () => {
  it('is told without what DuckDB said, which stays in the cause', () => {
    const cause = new Error('IO Error: No files found that match the pattern "/data/tenant-acme/x.parquet"')
    const { error, isFatal } = whyFailed(cause)
    expect(error).toMatchObject({ code: 'unavailable', cause })
    expect(error.message).not.toContain('acme')
    expect(isFatal).toBe(false)
  })

  it('that left the database unusable is fatal', () => {
    expect(whyFailed(new Error('FATAL Error: Failed: database has been invalidated')).isFatal).toBe(true)
    expect(whyFailed(new Error('INTERNAL Error: Attempted to dereference')).isFatal).toBe(true)
  })

  it('for want of memory says what to do', () => {
    expect(whyFailed(new Error('Out of Memory Error: failed to pin block')).error).toMatchObject({
      code: 'too_many_rows',
    })
  })

  it('that has its meaning already keeps it', () => {
    const error = new MetricStoreError('timeout', 'too slow')
    expect(whyFailed(error)).toEqual({ error, isFatal: false })
  })
})
