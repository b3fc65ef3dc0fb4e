import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultTaxonomy } from '../../taxonomy/tests/default-taxonomy.ts'
import { compileLexicon } from '../lexicon/index.ts'
import { retailer } from '../testing/companies.ts'
import { ask, describeReading } from '../testing/describe.ts'

describe('understanding at its limits', () => {
  it.each([
    ['', 'refusal empty'],
    ['   ?!', 'refusal empty'],
    [`sales ${'a '.repeat(1000)}`, 'refusal too_long'],
    ['undo', 'control undo'],
    ['Start over, please', 'control start_over'],
    ['thanks!', 'control thanks'],
    ['help', 'control help'],
  ])('%j is %s', (text, expected) => {
    expect(describeReading(ask(retailer, text))).toBe(expected)
  })

  it('reads no more periods than can be told apart', () => {
    const months = Array.from({ length: 52 }, (_, month) => `${1 + (month % 12)}/${2019 + Math.floor(month / 12)}`)
    expect(ask(retailer, `compare sales in ${months.slice(0, 12).join(', ')}`).periods).toHaveLength(12)
    expect(describeReading(ask(retailer, `compare sales in ${months.join(', ')}`))).toBe(
      'refusal unsupported_operation',
    )
  })

  it('takes any text without failing, and accounts for words by their place', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), (text) => {
        for (const word of ask(retailer, text).words) {
          expect(text.slice(word.span[0], word.span[1])).toBe(word.text)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('finds one member among a hundred thousand', () => {
    const values = Array.from(
      { length: 100_000 },
      (_, index) => `Buyer${index.toString(36)} Corp${(index * 7).toString(36)}`,
    )
    const members = [
      ...retailer.members,
      { dataset: 'orders', dimension: 'customer', values: [...values, 'Zanzi Bartok'] },
    ]
    const lexicon = compileLexicon({ taxonomy: defaultTaxonomy, data: retailer.data, members })
    expect(describeReading(ask({ ...retailer, lexicon }, 'sales to Zanzi Bartok in 2022'))).toBe(
      'what revenue | in customer=Zanzi Bartok | 2022-01-01..2023-01-01',
    )
  })
})

describe("a company's own words", () => {
  it('offers the measures it has for one it lacks', () => {
    const reading = ask(retailer, 'churn rate by region')
    expect(reading.reason).toBe('unknown_metric')
    expect(reading.message).toContain('churn rate')
    expect(reading.suggestions.length).toBeGreaterThan(0)
  })

  it('offers complete readings where a name is shared', () => {
    const reading = ask(retailer, 'sales for Anne')
    expect(reading.readings.map(describeReading)).toEqual([
      'what revenue | in customer=Anne Pryor',
      'what revenue | in customer=Anne McFarland',
    ])
  })

  it('answers the first of several questions and offers the others', () => {
    const reading = ask(retailer, 'What were sales in 2022? And what was profit?')
    expect(describeReading(reading)).toBe('what revenue | 2022-01-01..2023-01-01')
    expect(reading.suggestions[0]).toBe('And what was profit')
  })

  it('says the whole question back', () => {
    expect(ask(retailer, 'top 3 products by profit in the West in Q4 2022').restatement).toBe(
      'Profit by product name: the 3 highest in West, Q4 2022 (1 Oct to 31 Dec 2022)',
    )
  })
})
