import { describe, expect, it } from 'vitest'
import { dealsTeam } from '../testing/deals-team.ts'
import { ask, expectReading, explain } from '../testing/describe.ts'
import { marketStall } from '../testing/market-stall.ts'
import { orderDesk } from '../testing/order-desk.ts'

describe('records in a state that a condition counts', () => {
  it.each([
    ['customers with over two wins', 'list won_deals by customer | won_deals gt 2'],
    ['customers having at least 3 wins', 'list won_deals by customer | won_deals gte 3'],
    ['reps with fewer than two wins', 'list won_deals by rep | won_deals lt 2'],
  ])('%s', (question, expected) => expectReading(ask(dealsTeam, question), expected))

  it.each([
    ['customers with over 3 cancelled orders', 'list order_count by customer | in status=Cancelled | order_count gt 3'],
    ['customers with over 3 orders', 'list order_count by customer | order_count gt 3'],
  ])('%s', (question, expected) => expectReading(ask(orderDesk, question), expected))
})

describe('a split that is asked along with a figure', () => {
  it.each([
    ['how many deals did we lose in May 2025, and for what reasons?', 'breakdown lost_deals by reason'],
    ['how many deals did we win in May 2025 and with which products', 'breakdown won_deals by product'],
  ])('%s', (question, expected) => {
    const reading = ask(dealsTeam, question)
    expect([reading.kind, reading.intent, ...reading.breakdown].join(' '), explain(reading)).toBe(
      `answerable breakdown ${expected.split(' ').at(-1)}`,
    )
  })

  it('lists what is asked for alone', () => {
    expect(ask(dealsTeam, 'for what reasons did we lose deals').intent).toBe('list')
  })
})

describe('the order of all behind a question for one', () => {
  it.each([
    ['which stall had the most sales? All stalls in order please', null],
    ['which stall had the most sales? rank them all', null],
    ['which stall had the most sales', 1],
  ])('%s', (question, limit) => {
    const reading = ask(marketStall, question)
    expect([reading.kind, reading.rank?.limit], explain(reading)).toEqual(['answerable', limit])
  })

  it('takes no orders for an order', () => {
    expectReading(
      ask(orderDesk, 'growth in orders by territory'),
      'compare order_count by territory | assumed 2025-10-01..2025-11-01 | vs previous_period 2025-09-01..2025-10-01',
    )
  })

  it.each([
    ['of all the reps, who has the fewest won deals', 1],
    ['of all the reps, who have the fewest won deals', null],
  ])('%s', (question, limit) => {
    expect(ask(dealsTeam, question).rank?.limit).toBe(limit)
  })
})

describe('a running tally', () => {
  it.each([
    [orderDesk, 'running tally of orders in 2025', 'order_count'],
    [marketStall, 'running count of returned units in 2025', 'return_count'],
  ])('%#', (company, question, metric) => {
    const reading = ask(company, question)
    expect([reading.calculation?.kind, reading.metrics[0]?.id], explain(reading)).toEqual(['running_total', metric])
  })

  it('adds up no customers, who are the same in each month', () => {
    expect(ask(orderDesk, 'cumulative customers in 2025').kind).not.toBe('answerable')
  })
})

describe('a share of what was sold', () => {
  it.each([
    ['what proportion of units is returned by stall', 'breakdown return_rate by store'],
    ['what share of units come back', 'what return_rate'],
    ['units returned by stall', 'breakdown return_count by store'],
  ])('%s', (question, expected) => expectReading(ask(marketStall, question), expected))

  it('is none of what came back', () => {
    expect(ask(marketStall, 'share of returned units by stall').metrics[0]?.id).toBe('return_count')
  })
})

describe('what is left after discounts', () => {
  it.each([
    ['sales net of discounts', 'what revenue'],
    ['sales by stall after discounts', 'breakdown revenue by store'],
    ['sales before discounts', 'what gross_revenue'],
    ['sales and discounts by stall', 'breakdown revenue+discount_amount by store'],
  ])('%s', (question, expected) => expectReading(ask(marketStall, question), expected))

  it('is not known where nothing is sold before them', () => {
    expect(ask(orderDesk, 'sales net of freight').kind).not.toBe('answerable')
  })
})

describe('what is owed', () => {
  it.each([
    'who still has to pay us',
    'what does Nordlys Energy still have to pay us',
    'which customers are behind with their payments',
    'which customers are behind on their bills',
  ])('%s', (question) => expect(ask(orderDesk, question).kind).not.toBe('answerable'))

  it('is not what was paid', () => {
    expectReading(ask(orderDesk, 'what did Nordlys Energy pay us'), 'what revenue | in customer=Nordlys Energy')
  })
})

describe('a noun of a verb', () => {
  it.each(["what is Northgate's sell-through like", 'sell-through by piece'])('%s', (question) => {
    expect(ask(marketStall, question).reason).toBe('unknown_metric')
  })
})

describe('money won, in a currency', () => {
  it.each(['how much did we win in May 2025, in dollars', 'what did we win in May 2025, in money terms'])(
    '%s',
    (question) => expect(ask(dealsTeam, question).metrics.map(({ id }) => id)).toEqual(['revenue']),
  )
})

describe('other words for a course, a cause and an order', () => {
  it.each([
    ['what went wrong with sales in May 2025', 'why'],
    ['stalls by sales, biggest on top', 'rank'],
    ['most heavily discounted pieces', 'rank'],
    ['which stalls have cut back most in 2025', 'rank'],
    ['which stalls have stepped up most in 2025', 'rank'],
  ])('%s', (question, intent) => {
    const reading = ask(marketStall, question)
    expect([reading.kind, reading.intent], explain(reading)).toEqual(['answerable', intent])
  })
})
