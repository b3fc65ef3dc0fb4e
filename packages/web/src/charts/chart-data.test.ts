import type { ChartSpec } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import {
  chartDataFrom,
  nearestIndex,
  pointWords,
  runsOf,
  shorten,
  stackAt,
  stackDomain,
  thinLabels,
  valueDomain,
} from './chart-data.ts'

const spec: ChartSpec = {
  kind: 'line',
  title: 'Revenue and cost',
  x: { key: 'period', label: 'Month', type: 'time', unit: null },
  y: { key: 'revenue', label: 'Revenue', type: 'number', unit: 'USD' },
  series: [
    { key: 'revenue', label: 'Revenue' },
    { key: 'cost', label: 'Cost' },
  ],
  data: [
    { period: '2025-10', revenue: 100, cost: -40 },
    { period: '2025-11', revenue: null, cost: -60 },
    { period: '2025-12', revenue: 300, cost: 20 },
  ],
  annotations: [],
}

describe('chartDataFrom', () => {
  it('labels periods and keeps gaps as gaps', () => {
    const data = chartDataFrom(spec)
    expect(data.labels).toEqual(['Oct 2025', 'Nov 2025', 'Dec 2025'])
    expect(data.series[0]?.values).toEqual([100, null, 300])
  })

  it('gives rows of the same name places of their own', () => {
    const data = chartDataFrom({ ...spec, data: [{ period: 'a' }, { period: 'a' }, { period: null }] })
    expect(new Set(data.categories).size).toBe(3)
    expect(data.labels).toEqual(['a', 'a', '(blank)'])
  })

  it('says a point in words', () => {
    expect(pointWords(chartDataFrom(spec), 1)).toBe('Nov 2025: Revenue –, Cost -$60.00')
  })
})

describe('domains', () => {
  it('start bars at zero and leave it out for lines far from it', () => {
    expect(valueDomain([95, 100], 'always')).toEqual([0, 100])
    expect(valueDomain([90, 100], 'when_near')).toEqual([88.5, 101.5])
    expect(valueDomain([10, 100], 'when_near')).toEqual([0, 100])
    expect(valueDomain([-5, 10], 'when_near')).toEqual([-5, 10])
    expect(valueDomain([null, 0], 'always')).toEqual([0, 1])
  })

  it('hang negative parts of a stack below zero', () => {
    const { series } = chartDataFrom(spec)
    expect(stackAt(series, 0).map(({ from, to }) => [from, to])).toEqual([
      [0, 100],
      [0, -40],
    ])
    expect(stackAt(series, 2).map(({ from, to }) => [from, to])).toEqual([
      [0, 300],
      [300, 320],
    ])
    expect(stackDomain(series)).toEqual([-60, 320])
  })
})

describe('lines and labels', () => {
  it('break a line at each gap', () => {
    expect(runsOf([null, 1, 2, null, 3]).map((run) => run.map((point) => point.index))).toEqual([[1, 2], [4]])
    expect(runsOf([null])).toEqual([])
  })

  it('thin the labels to the room there is and keep the last', () => {
    expect(thinLabels(12, 240, 60)).toEqual([2, 5, 8, 11])
    expect(thinLabels(3, 600, 60)).toEqual([0, 1, 2])
    expect(thinLabels(5, 10, 60)).toEqual([4])
    expect(shorten('Stainless steel kettle', 66)).toBe('Stainless…')
    expect(shorten('Tea', 66)).toBe('Tea')
  })

  it('find the point nearest to the pointer', () => {
    expect(nearestIndex(26, [0, 10, 20, 30])).toBe(3)
    expect(nearestIndex(-100, [0, 10])).toBe(0)
  })
})
