import { describe, expect, it } from 'vitest'
import { readQuestion } from '../../question/index.ts'
import { buildCompany, type Company, counted, currency, sum } from '../testing/build-company.ts'
import { retailer } from '../testing/companies.ts'
import { ask, describeReading, today } from '../testing/describe.ts'
import { withVocabulary } from '../testing/with-vocabulary.ts'
import { defaultCalendar } from '../time/index.ts'
import { emptyConversation } from '../types.ts'
import { understand } from '../understand.ts'

const read = (company: Company, question: string) => describeReading(ask(company, question))

/** A carrier whose measures and places no common vocabulary knows. */
const carrier = buildCompany('carrier', [
  {
    dataset: 'runs',
    record: { singular: 'run', plural: 'runs' },
    timeColumn: 'day',
    identifier: null,
    span: { start: '2024-01-01', end: '2025-09-30' },
    dimensions: [
      { id: 'depot', values: ['Springfield', 'Ultra Hub North', 'Aurora'] },
      { id: 'town', values: ['Springfield', 'Oakdale', 'Aurora'] },
    ],
    metrics: [
      { id: 'toll_paid', label: 'Toll paid', aggregation: sum('toll_paid'), unit: currency },
      { id: 'parcels_moved', label: 'Parcels moved', aggregation: sum('parcels_moved'), unit: counted },
    ],
  },
])

describe("a company's own words", () => {
  it('name a metric that only its data has', () => {
    expect(read(carrier, 'road charges by town')).not.toContain('toll_paid')
    const own = withVocabulary(carrier, {
      synonyms: { metrics: { toll_paid: [{ text: 'road charges', weight: 1 }] } },
    })
    expect(read(own, 'road charges by town')).toBe('breakdown toll_paid by town')
  })

  it('name a dimension that only its data has', () => {
    const own = withVocabulary(carrier, {
      synonyms: { dimensions: { depot: [{ text: 'yard', weight: 1 }] } },
    })
    expect(read(own, 'parcels moved by yard')).toBe('breakdown parcels_moved by depot')
  })

  it('give members further names', () => {
    const own = withVocabulary(carrier, { aliases: { depot: { 'Ultra Hub North': ['the big one', 'UHN'] } } })
    expect(read(own, 'parcels moved at UHN')).toBe('what parcels_moved | in depot=Ultra Hub North')
  })

  it('take a name away, and leave the other names', () => {
    expect(read(retailer, 'turnover in the East region')).toBe('what revenue | in region=East')
    const own = withVocabulary(retailer, { forbid: { metrics: { revenue: ['turnover'] } } })
    expect(read(own, 'turnover in the East region')).not.toContain('revenue |')
    expect(read(own, 'sales in the East region')).toBe('what revenue | in region=East')
  })

  it('take away a name that a member would have', () => {
    expect(read(retailer, 'sales in CA')).toBe('clarification ambiguous_value (2)')
    const own = withVocabulary(retailer, { forbid: { aliases: { state: { California: ['CA'] } } } })
    expect(read(own, 'sales in CA')).toBe('what revenue | in country=Canada')
  })

  it('give an everyday word the one meaning that people chose', () => {
    const own = withVocabulary(retailer, { preferences: [{ term: 'turnover', metric: 'units_sold' }] })
    expect(read(own, 'turnover by region')).toBe('breakdown units_sold by region')
    expect(read(own, 'sales by region')).toBe('breakdown revenue by region')
  })

  it('say which of two places with one name is meant', () => {
    expect(ask(carrier, 'parcels moved in Springfield').kind).toBe('clarification')
    const own = withVocabulary(carrier, {
      preferences: [{ term: 'Springfield', dimension: 'town', member: 'Springfield' }],
    })
    expect(read(own, 'parcels moved in Springfield')).toBe('what parcels_moved | in town=Springfield')
  })

  it('replace what the common vocabulary says of a phrase', () => {
    const own = withVocabulary(retailer, {
      synonyms: { metrics: { units_sold: [{ text: 'turnover', weight: 1 }] } },
      forbid: { metrics: { revenue: ['turnover'] } },
    })
    expect(read(own, 'turnover by region')).toBe('breakdown units_sold by region')
  })

  it('change nothing for another company', () => {
    withVocabulary(carrier, { synonyms: { metrics: { toll_paid: [{ text: 'road charges', weight: 1 }] } } })
    expect(read(carrier, 'road charges by town')).not.toContain('toll_paid')
  })
})

describe('the period that a company assumes', () => {
  it.each([
    ['this_year', '2022-01-01', '2023-01-01'],
    ['last_quarter', '2022-07-01', '2022-10-01'],
    ['last_month', '2022-11-01', '2022-12-01'],
    // The 31st of December is the day after the data ends: the days before it are assumed.
    ['last_30_days', '2022-12-01', '2022-12-31'],
  ])('is %s where a question names none', (defaultPeriod, start, end) => {
    const own = withVocabulary(retailer, { settings: { defaultPeriod } })
    expect(ask(own, 'sales by region').time).toMatchObject({ status: 'assumed', start, end })
  })

  it('is fiscal where that is wanted', () => {
    const calendar = { ...defaultCalendar, fiscalYearStartMonth: 4 }
    const { lexicon } = withVocabulary(retailer, { settings: { defaultPeriod: 'last_fiscal_year', calendar } })
    const context = { lexicon, calendar, conversation: emptyConversation, today }
    // The data ends in December 2022, in the year that began in April 2022.
    expect(understand(readQuestion('sales by region'), context).time).toMatchObject({
      start: '2021-04-01',
      end: '2022-04-01',
    })
  })

  it('gives way to what the question says', () => {
    const own = withVocabulary(retailer, { settings: { defaultPeriod: 'this_year' } })
    expect(ask(own, 'sales in 2021').time).toMatchObject({ status: 'stated', start: '2021-01-01', end: '2022-01-01' })
  })
})
