import { describe, expect, it } from 'vitest'
import { slipCost } from './slips.ts'

describe('slipCost', () => {
  it.each([
    ['swapped letters', 'cilcks', 'clicks'],
    ['a doubled letter', 'clickks', 'clicks'],
    ['a letter left out', 'clcks', 'clicks'],
    ['the key to the right', 'clocks', 'clicks'],
    ['the key to the left', 'clixks', 'clicks'],
    ['the key above', 'spejd', 'spend'],
  ])('is nothing for %s', (_, typed, meant) => {
    expect(slipCost(typed, meant)).toBe(0)
  })

  it.each([
    ['another letter', 'atlantis', 'atlantic'],
    ['a letter from nowhere', 'cliacks', 'clicks'],
    ['a letter that closes a word', 'planz', 'plan'],
  ])('is one for %s', (_, typed, meant) => {
    expect(slipCost(typed, meant)).toBe(1)
  })
})
