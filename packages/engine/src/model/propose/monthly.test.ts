import { describe, expect, it } from 'vitest'
import { proposeTable } from '../tests/propose-table.ts'

function grainOf(...days: string[]): string | undefined {
  const rows = [...days, ...days].map((day, index) => `${day}|${100.5 + index}`)
  return proposeTable(['Date|Revenue', ...rows].join('\n')).metrics.find(({ id }) => id === 'revenue')?.grain
}

describe('dates that stand for months', () => {
  it('are those that are all the first of one', () => {
    expect(grainOf('2025-01-01', '2025-02-01', '2025-04-01')).toBe('month')
  })

  it('are none where a day stands among them, or too few to tell', () => {
    expect([grainOf('2025-01-01', '2025-02-01', '2025-02-15'), grainOf('2025-01-01', '2025-02-01')]).toEqual([
      'day',
      'day',
    ])
  })
})
