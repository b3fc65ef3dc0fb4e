import type { DatasetProfile, LongMetricProfile } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { defaultTaxonomy } from '../../taxonomy/tests/default-taxonomy.ts'
import { profileTable } from '../tests/profile-table.ts'
import { formulas, proposeProfile, proposeTable } from '../tests/propose-table.ts'
import { findLongLayout } from './long-layout.ts'

const figures = `
metric|period|value|unit|department|region
revenue|2025-01|1000|USD|Sales|EMEA
gross_profit|2025-01|400|USD|Sales|EMEA
gm_pct|2025-01|40|%|Sales|EMEA
headcount|2025-01|10|count|Sales|EMEA
NPS score|2025-01|42|score|Sales|APAC
Office rent|2025-01|500|USD|Sales|APAC`

function withMetric(
  metric: Partial<LongMetricProfile> & { member: string },
  long: Partial<NonNullable<DatasetProfile['long']>> = {},
): DatasetProfile {
  const stated = { rows: 10, units: [], grains: [], maximum: null, slices: [], ...metric }
  return { ...profileTable(figures), long: { grainColumn: null, totalMembers: {}, metrics: [stated], ...long } }
}

describe('a file of (metric, period, value)', () => {
  it('is recognized by its headers, with the other columns as dimensions', () => {
    expect(findLongLayout(profileTable(figures), defaultTaxonomy)).toEqual({
      metric: 'metric',
      period: 'period',
      value: 'value',
      unit: 'unit',
      dimensions: ['department', 'region'],
    })
  })

  it('is recognized by its members when the header says too little', () => {
    const table = (first: string, second: string): string =>
      `name|date|amount\n${first}|2025-01-01|10\n${second}|2025-01-02|20`
    expect(findLongLayout(profileTable(table('Revenue', 'COGS')), defaultTaxonomy)?.metric).toBe('name')
    expect(findLongLayout(profileTable(table('Ann', 'Bob')), defaultTaxonomy)).toBeNull()
  })

  it('has one metric per member, aggregated as the vocabulary says', () => {
    const model = proposeTable(figures)
    expect(model.layout).toBe('long')
    expect(formulas(model, 'revenue', 'headcount', 'nps', 'office_rent')).toEqual({
      revenue: 'Sum of value, where metric is revenue @ period',
      headcount: 'Sum of value at the latest date, where metric is headcount @ period',
      nps: 'Average of value, where metric is NPS score @ period',
      office_rent: 'Sum of value, where metric is Office rent @ period',
    })
    expect(model.metrics.find(({ id }) => id === 'revenue')?.grain).toBe('month')
  })

  it('computes a stated ratio from its parts when the file has them', () => {
    expect(formulas(proposeTable(figures), 'gm_pct')).toEqual({ gm_pct: 'Gross profit ÷ Revenue @ period' })
    const alone = proposeTable(figures.replace('gross_profit', 'ebitda'))
    expect(formulas(alone, 'gm_pct')).toEqual({ gm_pct: 'Average of value, where metric is gm_pct @ period' })
    expect(alone.assumptions.join(' ')).toContain(
      'Gross margin % over several rows is the average of the stated values.',
    )
  })

  it('takes units and grains from the file', () => {
    const model = proposeProfile(withMetric({ member: 'Office rent', units: ['EUR'], grains: ['quarter'] }))
    const rent = model.metrics.find(({ id }) => id === 'office_rent')
    expect(rent?.unit).toEqual({ kind: 'currency', currency: 'EUR' })
    expect(rent?.grain).toBe('quarter')
    const share = proposeProfile(withMetric({ member: 'NPS score', units: ['%'], maximum: 42 }))
    expect(formulas(share, 'nps').nps).toBe('Average of value ÷ 100, where metric is NPS score @ period')
  })

  it('uses the finest of several grains only', () => {
    const model = proposeProfile(
      withMetric({ member: 'revenue', grains: ['month', 'quarter'] }, { grainColumn: 'period_grain' }),
    )
    expect(formulas(model, 'revenue').revenue).toBe(
      'Sum of value, where metric is revenue and period_grain is month @ period',
    )
  })

  it('takes a few blank cells for blanks, not for totals', () => {
    const slices = [
      { columns: ['department', 'region'], rows: 96 },
      { columns: ['department'], rows: 3 },
    ]
    const model = proposeProfile(withMetric({ member: 'revenue', slices }))
    expect(model.metrics.find(({ id }) => id === 'revenue')?.slices).toBeUndefined()
  })

  it('states that a metric without parts cannot be broken down', () => {
    const model = proposeProfile(withMetric({ member: 'revenue', slices: [{ columns: [], rows: 1 }] }))
    expect(model.metrics.find(({ id }) => id === 'revenue')?.slices?.map(({ dimensions }) => dimensions)).toEqual([[]])
  })

  it('keeps totals and parts of one metric apart', () => {
    const slices = [
      { columns: ['region'], rows: 2 },
      { columns: [], rows: 1 },
    ]
    const model = proposeProfile(withMetric({ member: 'revenue', slices }, { totalMembers: { region: ['All'] } }))
    expect(model.metrics.find(({ id }) => id === 'revenue')?.slices).toEqual([
      {
        dimensions: [],
        where: [
          { column: 'department', operator: 'in', values: [null] },
          { column: 'region', operator: 'in', values: ['All', null] },
        ],
      },
      {
        dimensions: ['region'],
        where: [
          { column: 'department', operator: 'in', values: [null] },
          { column: 'region', operator: 'not_in', values: ['All', null] },
        ],
      },
    ])
  })
})
