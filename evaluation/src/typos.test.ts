import { describe, expect, it } from 'vitest'
import { withTypos } from './typos.ts'

const question = 'What was revenue in EMEA by product for Q3 2024?'

describe('withTypos', () => {
  it('misspells as many words as asked, and no others', () => {
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f']) {
      expect(changedWords(question, withTypos(question, 1, seed))).toHaveLength(1)
      expect(changedWords(question, withTypos(question, 2, seed))).toHaveLength(2)
    }
  })

  it('makes the same mistakes from the same seed, others from another', () => {
    expect(withTypos(question, 2, 'a')).toBe(withTypos(question, 2, 'a'))
    expect(new Set(['a', 'b', 'c', 'd', 'e'].map((seed) => withTypos(question, 2, seed))).size).toBeGreaterThan(2)
  })

  it('leaves short words and words with digits as they are', () => {
    expect(withTypos('top 5 by SKU-1234 in 2024 and Q3', 2, 'a')).toBe('top 5 by SKU-1234 in 2024 and Q3')
  })

  it('keeps first letters and changes a word by two letters at most', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const typed = withTypos('revenue', 1, String(seed))
      expect(typed[0]).toBe('r')
      expect(Math.abs(typed.length - 'revenue'.length)).toBeLessThanOrEqual(1)
    }
  })
})

function changedWords(before: string, after: string): string[] {
  const words = after.split(' ')
  return before.split(' ').filter((word, index) => words[index] !== word)
}
