import { describe, expect, it } from 'vitest'
import { queryFilters } from './query-filters.ts'

const evidence = { status: 'stated', text: '', span: null, rule: null } as const

describe('queryFilters', () => {
  it('numbers weekdays as stores do', () => {
    const weekend = { dimension: 'weekday', operator: 'in', values: ['Saturday', 'Sunday'], ...evidence } as const
    expect(queryFilters([{ ...weekend, values: [...weekend.values] }])).toEqual([
      { dimension: 'weekday', operator: 'in', values: ['6', '7'] },
    ])
  })

  it('leaves members of other dimensions as the data writes them', () => {
    expect(queryFilters([{ dimension: 'store', operator: 'not_in', values: ['Sunday', null], ...evidence }])).toEqual([
      { dimension: 'store', operator: 'not_in', values: ['Sunday', null] },
    ])
  })
})
