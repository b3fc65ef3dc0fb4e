import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { defaultShape, generateOrders, orderColumns } from './generate-orders.ts'
import { customerName, productName } from './names.ts'

const csvOf = (rows: number, seed = 1) => [...generateOrders({ ...defaultShape, rows, seed })].join('')
// Enough of CSV for lines without line breaks in cells.
const cellsOf = (line: string): readonly string[] => line.match(/(?<=^|,)(?:"(?:[^"]|"")*"|[^,"]*)(?=,|$)/g) ?? []
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

describe('generated orders', () => {
  it('are the same bytes for the same seed, and others for another', () => {
    expect(hashOf(csvOf(3000))).toBe(hashOf(csvOf(3000)))
    expect(hashOf(csvOf(3000))).not.toBe(hashOf(csvOf(3000, 2)))
  })

  it.each([0, 1, 1999, 2000, 2001])('have a header and exactly %i rows', (rows) => {
    expect(csvOf(rows).trimEnd().split('\n')).toHaveLength(rows + 1)
  })

  it('have twelve columns, with a total that is quantity times price', () => {
    const [header = [], ...rows] = csvOf(3000).trimEnd().split('\n').map(cellsOf)
    expect(header).toEqual([...orderColumns])
    expect(header).toHaveLength(12)
    const [quantity, price, revenue] = ['quantity', 'unit_price', 'revenue'].map((name) => header.indexOf(name))
    for (const row of rows) {
      expect(row).toHaveLength(12)
      const cents = Number(row[quantity ?? 0]) * Math.round(Number(row[price ?? 0]) * 100)
      expect(Math.round(Number(row[revenue ?? 0]) * 100)).toBe(cents)
    }
  })

  it('reach over three years in order of time', () => {
    const days = csvOf(2192)
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[1])
    expect(days[0]).toBe('2023-01-01')
    expect(days.at(-1)).toBe('2025-12-31')
    expect([...days].sort()).toEqual(days)
  })

  it('hold names with commas and quotes', () => {
    expect(csvOf(500)).toMatch(/,"""\w+"" \w+/)
  })
})

describe('names', () => {
  it('are distinct', () => {
    const distinct = (count: number, nameOf: (index: number) => string) =>
      new Set(Array.from({ length: count }, (_, index) => nameOf(index))).size
    expect(distinct(100_000, customerName)).toBe(100_000)
    expect(distinct(500, productName)).toBe(500)
  })
})
