import { describe, expect, it } from 'vitest'
import { readOptions, UsageError } from './options.ts'

describe('readOptions', () => {
  it('takes sets and flags in any order', () => {
    expect(readOptions(['--failures', 'rank', '--company', 'brightloom', 'what', '--typos', '1'])).toEqual({
      sets: ['rank', 'what'],
      json: false,
      dev: false,
      failures: true,
      company: 'brightloom',
      typos: 1,
      write: null,
    })
  })

  it.each([[['--nonsense']], [['--typos', 'many']], [['--write', 'today']], [['--write', '2026-11-23', 'rank']]])(
    'refuses %j',
    (words) => {
      expect(() => readOptions(words)).toThrow(UsageError)
    },
  )
})
