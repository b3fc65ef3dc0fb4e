import { describe, expect, it } from 'vitest'
import { readOptions } from './options.ts'

describe('options', () => {
  it('measures everything up to a million rows by default', () => {
    const { rows, runs, only, json } = readOptions([])
    expect(rows).toEqual([10_000, 100_000, 1_000_000])
    expect(only).toEqual([
      'ingest',
      'answers',
      'rollups',
      'start',
      'understanding',
      'tenants',
      'cold-start',
      'aws',
      'events',
    ])
    expect([runs, json]).toEqual([3, false])
  })

  it('takes sizes in any order, once each, and ten million with --large', () => {
    expect(readOptions(['--rows', '5000,100,5000', '--large']).rows).toEqual([100, 5000, 10_000_000])
  })

  it.each(['0', '-1', 'many', '1e6', '51000000', ''])('refuses %j as a number of rows', (text) => {
    expect(() => readOptions([`--rows=${text}`])).toThrow('--rows takes whole numbers from 1 to 50000000')
  })

  it('names the measurements there are when one is not', () => {
    expect(readOptions(['--only', 'start,tenants']).only).toEqual(['start', 'tenants'])
    expect(() => readOptions(['--only', 'stop'])).toThrow('There is no measurement "stop": choose ingest, answers')
  })

  it('shows the usage with an option it does not know', () => {
    expect(() => readOptions(['--fast'])).toThrow('Usage: npx salestalk bench')
  })
})
