import type { FilterSlot } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import type { Fact } from '../analysis/index.ts'
import { referencesOf } from './references.ts'

const fact: Fact = {
  id: 'r1',
  kind: 'measured',
  metric: 'revenue',
  value: 600,
  unit: { kind: 'currency', currency: 'USD' },
  label: 'Q2 2025',
  start: '2025-04-01',
  end: '2025-07-01',
  group: {},
  derivedFrom: [],
  queryId: 'q1',
}
const filter = (overrides: Partial<FilterSlot>): FilterSlot => ({
  dimension: 'region',
  operator: 'in',
  values: ['East'],
  status: 'stated',
  text: null,
  span: null,
  rule: null,
  ...overrides,
})
const keyOf = (group: Fact['group'], ...filters: FilterSlot[]) => referencesOf([{ ...fact, group }], filters, 'acme')[0]

describe('referencesOf', () => {
  it('names the one member asked for as the slice', () => {
    expect(keyOf({}, filter({}))).toMatchObject({
      dimensions: { region: 'East' },
      source: { table: 'tenant-acme-metrics', pk: 'METRIC#revenue', sk: '2025-Q2#region=East', query: 'q1' },
    })
  })

  it('takes the member of a group over the filter that let it in', () => {
    const several = filter({ values: ['East', 'West'] })
    expect(keyOf({ region: 'West' }, several)?.source.sk).toBe('2025-Q2#region=West')
  })

  it('keeps filters that are no single member apart from the whole', () => {
    expect(keyOf({}, filter({ operator: 'not_in' }))?.source.sk).toBe('2025-Q2#region not_in East')
  })

  it('leaves time buckets to the period', () => {
    expect(keyOf({ quarter: 'Q2 2025' })).toMatchObject({ dimensions: {}, source: { sk: '2025-Q2' } })
  })
})
