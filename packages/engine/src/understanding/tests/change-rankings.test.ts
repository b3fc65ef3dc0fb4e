import { describe, expect, it } from 'vitest'
import { retailer, saas } from '../testing/companies.ts'
import { ask, expectReading } from '../testing/describe.ts'

const quarter = '2022-10-01..2023-01-01 | vs previous_period 2022-07-01..2022-10-01'
const year = '2022-01-01..2023-01-01'

describe('rankings by change', () => {
  it.each([
    ['which region grew sales the most in Q4 2022', `rank revenue by region | top 1 by growth | ${quarter}`],
    ['region with the strongest sales growth in Q4 2022', `rank revenue by region | top 1 by growth | ${quarter}`],
    ['fastest growing customers in Q4 2022', `rank revenue by customer | top all by growth | ${quarter}`],
    ['slowest growing category by profit, Q4 2022', `rank gross_profit by category | bottom 1 by growth | ${quarter}`],
    [
      "which segment's profit fell the most in Q4 2022",
      `rank gross_profit by segment | bottom 1 by change | ${quarter}`,
    ],
    ['top 5 states by increase in orders in Q4 2022', `rank order_count by state | top 5 by change | ${quarter}`],
    ['regions with the smallest drop in sales in Q4 2022', `rank revenue by region | top all by change | ${quarter}`],
  ])('%s', (question, expected) => {
    const reading = ask(retailer, question)
    expectReading(reading, expected)
  })

  it('sets two named periods against each other', () => {
    const reading = ask(retailer, 'slowest growing category in 2022 vs 2021')
    expect(reading).toMatchObject({ kind: 'answerable', intent: 'rank', rank: { direction: 'bottom', by: 'growth' } })
    expect(reading.periods.map((period) => period.start)).toEqual(['2022-01-01', '2021-01-01'])
    expect(reading.comparison?.kind).toBe('periods')
  })

  it('calls a fall of the churn rate an improvement', () => {
    const reading = ask(saas, 'most improved plan by churn rate in Q2 2025')
    expect(reading.rank).toMatchObject({ direction: 'bottom', limit: 1 })
  })

  it('says by what it ranks when it says the question back', () => {
    expect(ask(retailer, 'fastest growing region in Q4 2022').restatement).toMatch(
      /^Relative change in sales by region/,
    )
  })
})

describe('words of falling and rising', () => {
  const fell = `rank gross_profit by segment | bottom 1 by change | ${quarter}`
  const rose = `rank gross_profit by segment | top 1 by change | ${quarter}`
  it.each([
    ['which segment had the biggest reduction in profit in Q4 2022', fell],
    ['which segment slumped the most in profit in Q4 2022', fell],
    ['segment with the sharpest drop in profit in Q4 2022', fell],
    ['segment with the most severe decline in profit in Q4 2022', fell],
    ['which segment was hit hardest in profit in Q4 2022', fell],
    ['which segment took the biggest hit in profit in Q4 2022', fell],
    ['which segment saw the biggest blow to profit in Q4 2022', fell],
    ['which segment gave up the most profit in Q4 2022', fell],
    ['which segment had the biggest loss of profit in Q4 2022', fell],
    ['biggest profit loser by segment in Q4 2022', fell],
    ['find the segment where profit tanked most in Q4 2022', fell],
    ['the segment whose profit fell furthest in Q4 2022', fell],
    ['which segment had the biggest gain in profit in Q4 2022', rose],
    ['segment with the biggest profit gain in Q4 2022', rose],
    ['which segment had the largest upswing in profit in Q4 2022', rose],
    ['which segment added the most profit in Q4 2022 versus the quarter before', rose],
    ['segment with the deepest fall in profit in percent in Q4 2022', fell.replace('change', 'growth')],
    ['which segment fell most in percentage terms in profit in Q4 2022', fell.replace('change', 'growth')],
    ['segment with the largest % increase in profit in Q4 2022', rose.replace('change', 'growth')],
    ['which segment grew the most in absolute terms by profit in Q4 2022', rose],
    ['growth leaders by segment in profit in Q4 2022', rose.replace('change', 'growth').replace('1', 'all')],
    [
      'which regions have grown fastest in Q4 2022, measured by sales',
      `rank revenue by region | top all by growth | ${quarter}`,
    ],
    [
      'profit in 2022: segment with the steepest fall',
      `rank gross_profit by segment | bottom 1 by change | ${year} | vs previous_period 2021-01-01..2022-01-01`,
    ],
  ])('%s', (question, expected) => {
    expectReading(ask(retailer, question), expected)
  })

  it('does not take a success or what was reached for a fall', () => {
    expectReading(
      ask(retailer, 'which product was the biggest hit in 2022'),
      `rank revenue by product | top 1 | ${year}`,
    )
    expectReading(ask(retailer, 'which region hit the most sales in 2022'), `rank revenue by region | top 1 | ${year}`)
  })

  it.each([
    // Which of them took a hit would be a condition on the change.
    'which region took a hit in Q4 2022',
    // What is steep without a movement is something of its own.
    'sharpest products by sales',
    'hardest region by sales',
    // Added in all, or more than before?
    'which region added the most sales in 2022',
  ])('%s is refused', (question) => {
    expect(ask(retailer, question).kind).toBe('refusal')
  })

  it('does not count a number with a mark behind it', () => {
    expectReading(ask(retailer, 'sales in 2022, region with the most'), `rank revenue by region | top 1 | ${year}`)
  })

  it('takes no unknown place for a misspelled leap', () => {
    expect(ask(retailer, 'sales at the Leeds shop in 2022').kind).not.toBe('answerable')
  })
})

describe('a place in a ranking', () => {
  it.each([
    ['second best region by sales', 'rank revenue by region | place 2 from the top'],
    ['3rd lowest state by profit', 'rank gross_profit by state | place 3 from the bottom'],
    ['who is the second biggest customer', 'rank revenue by customer | place 2 from the top'],
    ['what was the second highest month for sales in 2022', `rank revenue by month | place 2 from the top | ${year}`],
  ])('%s', (question, expected) => {
    const reading = ask(retailer, question)
    expectReading(reading, expected)
  })
})

describe('the same period of another year', () => {
  it.each([
    ['revenue same quarter last year', '2025-10-01..2026-01-01'],
    ['revenue in the same month last year', '2025-11-01..2025-12-01'],
  ])('%s is of the running one where nothing else is named', (question, running) => {
    const reading = ask(saas, question)
    expect(reading.comparison?.kind).toBe('same_period_last_year')
    expect(`${reading.time?.start}..${reading.time?.end}`).toBe(running)
  })

  it('may be asked for in percent', () => {
    expect(ask(saas, 'revenue change vs last year in %')).toMatchObject({ kind: 'answerable', intent: 'compare' })
  })
})

describe('a clause that begins like a period', () => {
  it.each(['sales since the launch', 'sales before my holiday', 'sales since the start zorblax of 2021'])(
    '%s is not taken for talk',
    (question) => {
      expect(ask(retailer, question).kind).toBe('refusal')
    },
  )
})
