import { describe, expect, it } from 'vitest'
import { count, createRandom, cumulate, drawIndex, integer, itemAt, normal } from './random.ts'

function draws(length: number, draw: () => number): number[] {
  return Array.from({ length }, draw)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

describe('random', () => {
  it('gives the same sequence for the same key and another for another key', () => {
    const one = draws(5, createRandom('orders', 1))
    expect(draws(5, createRandom('orders', 1))).toEqual(one)
    expect(draws(5, createRandom('orders', 2))).not.toEqual(one)
    expect(draws(5, createRandom('order', 's1'))).not.toEqual(one)
  })

  it('keeps its sequence for good: stored answers depend on it', () => {
    expect(draws(3, createRandom('frozen')).map((value) => Math.floor(value * 1e6))).toEqual([397927, 617880, 4321])
  })

  it('is spread evenly over [0, 1), also across neighboring keys', () => {
    const within = draws(20_000, createRandom('even'))
    const across = Array.from({ length: 20_000 }, (_, key) => createRandom('day', key)())
    for (const values of [within, across]) {
      expect(mean(values)).toBeCloseTo(0.5, 1)
      expect(values.every((value) => value >= 0 && value < 1)).toBe(true)
      for (let tenth = 0; tenth < 10; tenth++) {
        const share = values.filter((value) => Math.floor(value * 10) === tenth).length / values.length
        expect(Math.abs(share - 0.1)).toBeLessThan(0.01)
      }
    }
  })

  it('draws normals, counts and integers around their mean', () => {
    const random = createRandom('around')
    expect(Math.abs(mean(draws(20_000, () => normal(random))))).toBeLessThan(0.03)
    expect(Math.abs(mean(draws(20_000, () => count(random, 9))) - 9)).toBeLessThan(0.15)
    expect(new Set(draws(500, () => integer(random, 2, 4)))).toEqual(new Set([2, 3, 4]))
  })

  it('draws in proportion to the weights', () => {
    const random = createRandom('weights')
    const totals = cumulate([1, 0, 3])
    const indexes = draws(8000, () => drawIndex(random, totals))
    expect(indexes).not.toContain(1)
    expect(indexes.filter((index) => index === 2).length / indexes.length).toBeCloseTo(0.75, 1)
  })

  it('refuses an index that does not exist', () => {
    expect(() => itemAt(['a'], 1)).toThrow('No item at 1 of 1')
  })
})
