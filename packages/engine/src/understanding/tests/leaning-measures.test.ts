import { describe, it } from 'vitest'
import { retailer, saas } from '../testing/companies.ts'
import { converse, expectReading } from '../testing/describe.ts'

/** The last message of a conversation and what it means. */
type Row = readonly [string, string]

function follows(company: typeof retailer, rows: readonly Row[]): void {
  it.each(rows)('%s', (conversation, expected) => {
    expectReading(converse(company, conversation.split(' >> ')), expected)
  })
}

const year = '2022-01-01..2023-01-01'

describe('a measure beside those before', () => {
  const sales = 'sales by region in 2022'
  const both = `breakdown revenue+gross_profit by region | ${year}`

  follows(retailer, [
    [`${sales} >> also profit`, both],
    [`${sales} >> profit too`, both],
    [`${sales} >> profit as well please`, both],
    [`${sales} >> and profit too`, both],
    [`${sales} >> plus profit`, both],
    [`${sales} >> add profit`, both],
    [`${sales} >> show profit alongside`, both],
    [`${sales} >> profit next to it`, both],
    [`${sales} >> also sales`, `breakdown revenue by region | ${year}`],
    [`${sales} >> also profit >> by category`, `breakdown revenue+gross_profit by category | ${year}`],
    ['top 3 customers by sales in 2022 >> profit too', `rank revenue+gross_profit by customer | top 3 | ${year}`],
  ])

  describe('takes the place of those before where only it is asked for', () => {
    follows(retailer, [
      [`${sales} >> and profit?`, `breakdown gross_profit by region | ${year}`],
      [`${sales} >> also profit in 2021`, 'breakdown gross_profit by region | 2021-01-01..2022-01-01'],
      [`${sales} >> profit instead`, `breakdown gross_profit by region | ${year}`],
    ])
  })

  it('is joined to the one beside it in a question of its own', () => {
    expectReading(
      converse(retailer, ['sales plus orders by region in 2022']),
      `breakdown revenue+order_count by region | ${year}`,
    )
  })
})

describe('a measure alone', () => {
  const average = 'average monthly sales in 2022 in Texas'

  follows(retailer, [
    [`${average} >> the profit please`, `what gross_profit | in state=Texas | average per month | ${year}`],
    ['sales by region in 2022 >> ok, profit then', `breakdown gross_profit by region | ${year}`],
    ['sales by region in 2022 >> by profit', `breakdown gross_profit by region | ${year}`],
    ['top 3 customers by sales in 2022 >> by profit', `rank gross_profit by customer | top 3 | ${year}`],
    ['top 3 customers by sales in 2022 >> now by orders', `rank order_count by customer | top 3 | ${year}`],
    // Nothing says that these lean on what was asked.
    ['sales by region in 2022 >> profit', 'what gross_profit'],
    ['sales by region in 2022 >> show me the profit', 'what gross_profit'],
    ['sales in 2022 >> by profit', 'refusal unknown_dimension'],
  ])
})

describe('a member left out', () => {
  const without = 'revenue in EMEA in 2024 >> and without Germany?'
  const time = '2024-01-01..2025-01-01'

  follows(saas, [
    [without, `what revenue | not_in country=Germany | in region=EMEA | ${time}`],
    [`${without} >> by month please`, `trend revenue by month | not_in country=Germany | in region=EMEA | ${time}`],
    [`${without} >> put Germany back`, `what revenue | in region=EMEA | ${time}`],
    [`${without} >> and without France`, `what revenue | not_in country=Germany,France | in region=EMEA | ${time}`],
    [`${without} >> no, without France`, `what revenue | not_in country=France | in region=EMEA | ${time}`],
    ['revenue in EMEA in 2024 >> and Germany?', `what revenue | in country=Germany | ${time}`],
  ])
})

describe('all of what was ranked', () => {
  follows(retailer, [
    ['top 3 customers by sales in 2022 >> all of them, not only three', `rank revenue by customer | top all | ${year}`],
    ['top 3 customers by sales in 2022 >> all, not just the top 3', `rank revenue by customer | top all | ${year}`],
  ])
})

describe('the same part of a later year', () => {
  follows(saas, [
    ['revenue in May 2024 >> same month a year later', 'what revenue | 2025-05-01..2025-06-01'],
    ['revenue in Q1 2024 >> the same quarter the year after', 'what revenue | 2025-01-01..2025-04-01'],
    [
      'revenue in Q1 2025 >> same quarter a year earlier',
      'compare revenue | 2025-01-01..2025-04-01 | vs same_period_last_year 2024-01-01..2024-04-01',
    ],
  ])
})

describe('members asked about one after the other', () => {
  const both = 'sales in West in 2022 >> and East?'
  const compared = `compare revenue | in region=West,East | ${year} | vs entities`

  follows(retailer, [
    [`${both} >> which is higher?`, compared],
    [`${both} >> which one was better`, compared],
    [`${both} >> how do they compare?`, compared],
    [`${both} >> compare the two`, compared],
    [`${both} >> put them side by side`, compared],
    [
      `${both} >> and South? >> which is higher?`,
      `compare revenue | in region=West,East,South | ${year} | vs entities`,
    ],
    // One of several groups, and not two that were named.
    ['sales by region in 2022 >> which is higher?', 'refusal unsupported_operation'],
  ])
})

describe('the one that is asked for', () => {
  const sales = 'sales by region in 2022'
  const top = `rank revenue by region | top 1 | ${year}`

  follows(retailer, [
    [`${sales} >> just the biggest one`, top],
    [`${sales} >> only the highest`, top],
    [`${sales} >> the smallest one`, `rank revenue by region | bottom 1 | ${year}`],
    [`${sales} >> only the best 2`, `rank revenue by region | top 2 | ${year}`],
    [`${sales} >> and the lowest ones?`, `rank revenue by region | bottom all | ${year}`],
    // What was picked has a name that only the answer tells.
    [`${sales} >> which is the highest? >> by category for it`, 'refusal unsupported_operation'],
    [`${sales} >> which is the highest? >> for that one by category`, 'refusal unsupported_operation'],
  ])
})
