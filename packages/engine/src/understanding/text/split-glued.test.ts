import { describe, expect, it } from 'vitest'
import { splitGlued } from './split-glued.ts'

const data = new Set(['sales', 'nations', 'region'])
const small = new Set(['do', 'by', 'the'])

function split(text: string): string {
  const word = { text, normal: text, stem: text, start: 0, end: text.length, gap: 'space' as const }
  const find = (part: string) => {
    const isData = data.has(part)
    return { key: part, data: isData, alone: isData || small.has(part), ties: part === 'by' }
  }
  return splitGlued(word, find, () => false)
    .map(({ normal }) => normal)
    .join(' ')
}

describe('words run together', () => {
  it('come apart beside a word that groups, or one of three letters', () => {
    expect(['salesby', 'byregion', 'thesales'].map(split)).toEqual(['sales by', 'by region', 'the sales'])
  })

  it('stay one word where only a word of two letters would come off', () => {
    expect(split('donations')).toBe('donations')
  })
})
