import { describe, expect, it } from 'vitest'
import { mannKendall } from './mann-kendall.ts'

describe('mannKendall', () => {
  it('calls five rising points a rise: S = 10, variance 50/3, z = 9 / 4.082', () => {
    const test = mannKendall([1, 2, 3, 4, 5])
    expect(test).toMatchObject({ direction: 'rising', slope: 1, points: 5 })
    expect(test?.pValue).toBeCloseTo(0.0275, 3)
  })

  it('calls the mirror image a fall', () => {
    expect(mannKendall([5, 4, 3, 2, 1])).toMatchObject({ direction: 'falling', slope: -1 })
  })

  it('finds nothing in points that go up and down, or are all equal', () => {
    expect(mannKendall([3, 1, 4, 1, 5, 2])?.direction).toBe('none')
    expect(mannKendall([2, 2, 2, 2, 2])).toMatchObject({ direction: 'none', pValue: 1, slope: 0 })
  })

  it('does not test fewer than five points', () => {
    expect(mannKendall([1, 2, 3, 4])).toBeNull()
  })
})
