import { describe, expect, it } from 'vitest'
import { geometricMean, median, percentile, spread } from './statistics.ts'

describe('statistics', () => {
  it('finds the middle whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([7])).toBe(7)
  })

  it('interpolates between neighbors', () => {
    expect(percentile([10, 20, 30, 40, 50], 0.95)).toBeCloseTo(48)
    expect(percentile([10, 20], 0)).toBe(10)
    expect(percentile([10, 20], 1)).toBe(20)
  })

  it('leaves the values as they were', () => {
    const values = [3, 1, 2]
    median(values)
    expect(values).toEqual([3, 1, 2])
  })

  it('says how far runs lie apart, as a share of the median', () => {
    expect(spread([100, 90, 130])).toBeCloseTo(0.3)
    expect(spread([5, 5])).toBe(0)
  })

  it('lets opposite ratios cancel out', () => {
    expect(geometricMean([0.5, 2])).toBeCloseTo(1)
    expect(geometricMean([2, 8])).toBeCloseTo(4)
  })

  it('knows nothing of nothing', () => {
    expect(median([])).toBeNaN()
    expect(geometricMean([])).toBeNaN()
  })
})
