import { describe, expect, it } from 'vitest'
import { phrases } from '../testing/answer-reading.ts'
import { periodPhrase } from './scope.ts'

describe('a period in a sentence', () => {
  it.each([
    ['Q3 2025', '2025-07-01', '2025-10-01', 'in Q3 2025'],
    ['3 Mar 2025', '2025-03-03', '2025-03-04', 'on 3 Mar 2025'],
    ['1 Jan to 15 Feb 2024', '2024-01-01', '2024-02-16', 'from 1 Jan to 15 Feb 2024'],
    ['Summer 2026 (Jun to Aug 2026)', '2026-06-01', '2026-09-01', 'in Summer 2026 (Jun to Aug 2026)'],
  ])('%s', (label, start, end, expected) => {
    const sentence = periodPhrase({ label, start, end }, phrases)
    expect(sentence.map((part) => part.text).join('')).toBe(expected)
  })
})
