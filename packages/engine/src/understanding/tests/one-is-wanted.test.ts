import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask, expectReading, explain } from '../testing/describe.ts'

describe('how many a ranking is asked for', () => {
  it.each([
    ['of the four quarters of 2022, which one had the most profit', 1],
    ['of the 12 months in 2022, which had the largest sales', 1],
    ['rank regions by sales and give me number one', 1],
    ['profit by quarter in 2022, only the best one', 1],
    ['which calendar quarter in 2022 had the lowest sales', 1],
    ['which 2022 quarter did worst on profit', 1],
    ['when in 2022 did quarterly profit peak', 1],
    ['which quarter did profit hit its low in 2022', 1],
    ['who among the customers bought the least', 1],
    ['who of the customers bought most', 1],
    ['which of the regions saw its sales fall most in 2022', 1],
    ['whose profit fell furthest in 2022, looking at the customers', 1],
    ['who came last among the customers by profit', 1],
    ['the worst performer among the states on profit', 1],
    ['which 3 Texas cities have the most orders', 3],
    ['the 2 worst offenders among the states for profit', 2],
    // Several are wanted, or all of them in their order.
    ['which quarters in 2022 had the lowest sales', null],
    ['which ones of the regions had the highest sales', null],
    ['of the top 3 regions, which had the most orders', 3],
    ['rank regions by sales', null],
    ['rank the regions by sales from the best down', null],
    ['who among the customers are the worst on profit', null],
    ['best performers among the states on profit', null],
    ['customers whose profit fell furthest in 2022', null],
  ])('%s', (question, limit) => {
    const reading = ask(retailer, question)
    expect([reading.kind, reading.rank?.limit], explain(reading)).toEqual(['answerable', limit])
  })

  it('takes no per cent for one', () => {
    expect(ask(retailer, 'top one percent of regions by sales').kind).not.toBe('answerable')
  })
})

describe('what is put in order', () => {
  it.each([
    ['rank the regions by sales from the best down', 'rank revenue by region | top all'],
    ['rank the regions by sales from the worst up', 'rank revenue by region | bottom all'],
    ['who came second among the customers by sales', 'rank revenue by customer | place 2 from the top'],
    ['which product was our biggest seller', 'rank revenue by product | top 1'],
    ['which product was our number two seller', 'rank revenue by product | place 2 from the top'],
  ])('%s', (question, expected) => {
    expectReading(ask(retailer, question), expected)
  })
})

describe('a place in an order before a month', () => {
  it.each([
    ['which region came second in March 2022 by sales', '2022-03-01', '2022-04-01'],
    ['the region that came in third in March 2022 on sales', '2022-03-01', '2022-04-01'],
    ['which region finished 2nd in March 2022 by sales', '2022-03-01', '2022-04-01'],
    ['regions by sales, lowest first for March 2022', '2022-03-01', '2022-04-01'],
    ['orders placed 2nd March 2022', '2022-03-02', '2022-03-03'],
    ['sales on the second of March 2022', '2022-03-02', '2022-03-03'],
  ])('%s', (question, start, end) => {
    const reading = ask(retailer, question)
    expect([reading.kind, reading.time?.start, reading.time?.end], explain(reading)).toEqual(['answerable', start, end])
  })
})

describe('going through a period', () => {
  it.each([
    ['go quarter by quarter through 2022 with sales by region', '2022-01-01'],
    ['sales by month through March 2022', null],
  ])('%s', (question, start) => {
    const reading = ask(retailer, question)
    expect([reading.kind, reading.time?.start], explain(reading)).toEqual(['answerable', start])
  })
})

describe('what a movement comes from', () => {
  it.each([
    'where did the rise in profit in May 2022 come from',
    'sales were lower in May 2022, what is to blame',
    'which factors were behind profit falling in May 2022',
  ])('%s', (question) => {
    const reading = ask(retailer, question)
    expect([reading.kind, reading.intent], explain(reading)).toEqual(['answerable', 'why'])
  })

  it.each(['where did most sales come from in May 2022', 'which regions did sales come from in May 2022'])(
    '%s',
    (question) => expect(ask(retailer, question).intent).not.toBe('why'),
  )
})

describe('so many units that end today', () => {
  it.each([
    ['sales for the 6 months just gone', 'sales over the last 6 months'],
    ['profit in the 45 days up to now', 'profit over the last 45 days'],
    ['orders covering the last 30 days', 'orders over the last 30 days'],
    ['so the last 90 days, how much profit are we talking about', 'profit over the last 90 days'],
  ])('%s', (question, plain) => {
    const [reading, expected] = [ask(retailer, question), ask(retailer, plain)]
    expect([reading.time?.start, reading.time?.end], explain(reading)).toEqual([
      expected.time?.start,
      expected.time?.end,
    ])
  })

  it.each(['sales, number not value', 'sales of floor covering'])('%s', (question) => {
    expect(ask(retailer, question).kind).not.toBe('answerable')
  })
})
