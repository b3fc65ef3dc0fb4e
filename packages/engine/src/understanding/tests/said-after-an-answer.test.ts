import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { converse, expectReading } from '../testing/describe.ts'

const byRegion = 'sales by region in 2021'
const year = '2021-01-01..2022-01-01'
const next = '2022-01-01..2023-01-01'

const turns: Record<string, readonly (readonly [string, string])[]> = {
  'members shown are left out': [
    ['drop the East', `breakdown revenue by region | not_in region=East | ${year}`],
    ["i don't want the East in there", `breakdown revenue by region | not_in region=East | ${year}`],
    ['same list, no East', `breakdown revenue by region | not_in region=East | ${year}`],
    ['could you strip out the East please', `breakdown revenue by region | not_in region=East | ${year}`],
  ],
  'all but one are': [
    ['limit that to the East', `breakdown revenue by region | in region=East | ${year}`],
    ['forget the others, just the East', `breakdown revenue by region | in region=East | ${year}`],
  ],
  'another period stands beside': [
    ['how does it stack up against 2022?', `compare revenue by region | ${year} | ${next} | vs periods`],
    ['and compared to 2022?', `compare revenue by region | ${year} | ${next} | vs periods`],
    ['show it alongside 2022', `compare revenue by region | ${year} | ${next} | vs periods`],
    ['great. and 2022 please', `breakdown revenue by region | ${next}`],
  ],
  'another split or measure takes the place': [
    ['not by region, by month', `trend revenue by month | ${year}`],
    ['change the split to category', `breakdown revenue by category | ${year}`],
    ['not sales, profit', `breakdown gross_profit by region | ${year}`],
    ['change the measure to profit', `breakdown gross_profit by region | ${year}`],
    ['thanks, and profit?', `breakdown gross_profit by region | ${year}`],
  ],
  'how many are wanted': [
    ['narrow that down to the two strongest', `rank revenue by region | top 2 | ${year}`],
    ['the top 2 will do', `rank revenue by region | top 2 | ${year}`],
    ['which one came last?', `rank revenue by region | bottom 1 | ${year}`],
    ['which are the worst?', `rank revenue by region | bottom all | ${year}`],
    ['add it all up', `what revenue | ${year}`],
    ['kindly give only the total', `what revenue | ${year}`],
  ],
}

for (const [topic, followUps] of Object.entries(turns)) {
  describe(`after an answer by region, ${topic}`, () => {
    it.each(followUps)('%s', (message, expected) => {
      expectReading(converse(retailer, [byRegion, message]), expected)
    })
  })
}

it('takes a misspelled word for no short one that turns the meaning round', () => {
  expectReading(converse(retailer, ['sales in Texas', 'saje for California']), 'what revenue | in state=California')
})

describe('the one that a ranking picked', () => {
  const best = 'which region had the highest sales in 2021'

  it.each([
    ['and the number of orders there', `rank revenue+order_count by region | top 1 | ${year}`],
    ['how much profit was that', `rank revenue+gross_profit by region | top 1 | ${year}`],
    ['how many orders did it have', `rank revenue+order_count by region | top 1 | ${year}`],
    ['how many orders in that region', `rank revenue+order_count by region | top 1 | ${year}`],
    // A measure alone is ranked by.
    ['and profit?', `rank gross_profit by region | top 1 | ${year}`],
  ])('%s', (message, expected) => {
    expectReading(converse(retailer, [best, message]), expected)
  })

  it.each(['orders by month there', 'which customers are in that region', 'profit of that region in 2022'])(
    'has no name that could be followed: %s',
    (message) => {
      expect(converse(retailer, [best, message]).kind).toBe('refusal')
    },
  )
})
