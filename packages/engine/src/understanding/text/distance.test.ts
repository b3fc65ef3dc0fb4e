import { describe, expect, it } from 'vitest'
import { allowedEdits, bitCount, editDistance, letterMask } from './distance.ts'

describe('editDistance', () => {
  it.each([
    ['sales', 'sales', 0],
    ['slaes', 'sales', 1],
    ['regoin', 'region', 1],
    ['furnitre', 'furniture', 1],
    ['tehcnolgy', 'technology', 2],
  ])('%s to %s is %i', (left, right, edits) => {
    expect(editDistance(left, right, 2)).toBe(edits)
  })

  it('stops at one more than the limit', () => {
    expect(editDistance('atlantis', 'against', 1)).toBe(2)
  })
})

describe('allowedEdits', () => {
  it('allows none for short words and none where digits carry the meaning', () => {
    expect([allowedEdits('na'), allowedEdits('q32024'), allowedEdits('region'), allowedEdits('technology')]).toEqual([
      0, 0, 1, 2,
    ])
  })
})

describe('letterMask', () => {
  it('differs in at most two bits for each edit', () => {
    expect(bitCount(letterMask('sales') ^ letterMask('slaes'))).toBe(0)
    expect(bitCount(letterMask('region') ^ letterMask('regiom'))).toBeLessThanOrEqual(2)
  })
})
