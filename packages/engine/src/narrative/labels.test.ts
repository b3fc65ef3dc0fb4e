import { describe, expect, it } from 'vitest'
import { phrases } from '../testing/answer-reading.ts'
import { memberLabel, memberName, plural, spoken, withoutBuckets } from './labels.ts'

describe('plural', () => {
  it.each([
    ['Category', 'Categories'],
    ['Day', 'Days'],
    ['Branch', 'Branches'],
    ['Region', 'Regions'],
  ])('%s -> %s', (singular, expected) => {
    expect(plural(singular, phrases)).toBe(expected)
  })
})

describe('names in sentences', () => {
  it('stand on one line and end', () => {
    expect(spoken(' two\n lines ')).toBe('two lines')
    expect(spoken('x'.repeat(100))).toBe(`${'x'.repeat(80)}…`)
  })

  it('say the weekday for its number, and the word for a blank', () => {
    expect(memberLabel('weekday', '1', phrases)).toBe('Monday')
    expect(memberLabel('region', null, phrases)).toBe('(none)')
  })

  it('come in the order of the dimensions, with or without the bucket', () => {
    const group = { region: 'East', month: 'Apr 2025' }
    expect(memberName(group, phrases)).toBe('East, Apr 2025')
    expect(withoutBuckets(group)).toEqual({ region: 'East' })
  })
})
