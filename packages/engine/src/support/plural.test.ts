import { describe, expect, it } from 'vitest'
import { plural } from './plural.ts'

describe('plural', () => {
  it.each([
    ['Category', 'Categories'],
    ['Day', 'Days'],
    ['Branch', 'Branches'],
    ['Region', 'Regions'],
  ])('%s -> %s', (singular, expected) => {
    expect(plural(singular)).toBe(expected)
  })
})
