import { describe, expect, it } from 'vitest'
import { writeCsv } from './csv.ts'
import type { DemoDataset, Row } from './types.ts'

function dataset(rows: readonly Row[]): DemoDataset {
  return {
    name: 'things',
    label: 'Things',
    columns: [
      { name: 'name', type: 'text' },
      { name: 'price, net', type: 'decimal' },
    ],
    rows: () => rows,
  }
}

function csv(rows: readonly Row[]): string {
  return [...writeCsv(dataset(rows), '2026-11-22')].join('')
}

describe('writeCsv', () => {
  it('writes a header and a line per row, ended by LF', () => {
    expect(csv([['Lamp', 49.99]])).toBe('name,"price, net"\nLamp,49.99\n')
  })

  it('writes the header of an empty dataset', () => {
    expect(csv([])).toBe('name,"price, net"\n')
  })

  it.each([
    ['a comma', 'Oak, large', '"Oak, large"'],
    ['quotes', 'the "good" one', '"the ""good"" one"'],
    ['a line break', 'two\nlines', '"two\nlines"'],
    ['a carriage return', 'two\rlines', '"two\rlines"'],
    ['outer space', ' padded', '" padded"'],
    ['nothing', '', '""'],
  ])('quotes text with %s', (_, text, written) => {
    expect(csv([[text, 1]])).toBe(`name,"price, net"\n${written},1\n`)
  })

  it('writes null as an empty field', () => {
    expect(csv([[null, null]])).toBe('name,"price, net"\n,\n')
  })

  it('yields large datasets in pieces that lose no row', () => {
    const chunks = [...writeCsv(dataset(Array.from({ length: 2500 }, (_, index) => ['row', index])), '2026-11-22')]
    expect(chunks.length).toBe(3)
    const lines = chunks.join('').trimEnd().split('\n')
    expect(lines.length).toBe(2501)
    expect(lines.at(-1)).toBe('row,2499')
  })
})
