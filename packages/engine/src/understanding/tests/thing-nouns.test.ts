import { describe, expect, it } from 'vitest'
import { ask, converse, describeReading, expectReading } from '../testing/describe.ts'
import { gym } from '../testing/gym.ts'
import { haulier } from '../testing/haulier.ts'
import { bistro, dealer, garage, realtor } from '../testing/trades.ts'
import { wholesaler } from '../testing/wholesaler.ts'

const companies = { bistro, dealer, garage, gym, haulier, realtor, wholesaler }

const read: [keyof typeof companies, string, string][] = [
  ['dealer', 'how many cars did we sell in 2024', 'what order_count | 2024-01-01..2025-01-01'],
  ['dealer', 'vehicles by rooftop', 'breakdown order_count by store'],
  [
    'dealer',
    'used cars sold at Lakeside in May 2025',
    'what order_count | in condition=Used | in store=Lakeside | 2025-05-01..2025-06-01',
  ],
  ['dealer', 'revenue from new vehicles', 'what revenue | in condition=New'],
  ['dealer', 'gross profit of certified cars by rooftop', 'breakdown gross_profit by store | in condition=Certified'],
  ['dealer', 'who sold the most cars', 'rank order_count by rep | top 1'],
  ['dealer', 'revenue per car', 'what aov'],
  ['dealer', 'Volvo autos by rep', 'breakdown order_count by rep | in brand=Volvo'],
  ['bistro', 'how many diners did we serve in May 2025', 'what covers | 2025-05-01..2025-06-01'],
  ['bistro', 'average check by site', 'breakdown aov by site'],
  ['bistro', 'items per bill', 'what items_per_order'],
  ['bistro', 'items per receipt by site', 'breakdown items_per_order by site'],
  ['bistro', 'revenue per bill', 'what aov'],
  ['bistro', 'revenue by plate', 'breakdown revenue by product'],
  ['realtor', 'how many homes did we sell in 2024', 'what order_count | 2024-01-01..2025-01-01'],
  ['realtor', 'properties by agent', 'breakdown order_count by rep'],
  ['realtor', 'commission on homes in Dover', 'what commission | in city=Dover'],
]

/** The same nouns where no row is one of them. */
const unknown: [keyof typeof companies, string][] = [
  ['garage', 'how many cars did we sell'],
  ['gym', 'how many cars did we sell'],
  ['haulier', 'how many homes did we sell'],
  ['wholesaler', 'how many vehicles did we sell'],
  ['dealer', 'how many houses did we sell'],
  ['bistro', 'how many cars came in'],
  // A house is one kind of home where flats are sold too.
  ['realtor', 'how many houses did we sell'],
  ['dealer', 'what do buyers say about the Bolt'],
  ['bistro', 'what are diners saying about Pad Thai'],
  ['dealer', 'car insurance by rooftop'],
  ['dealer', 'electric cars by rooftop'],
]

describe('nouns of what is sold', () => {
  it.each(read)('%s: %s', (company, question, expected) => {
    expectReading(ask(companies[company], question), expected)
  })
  it.each(unknown)('%s: %s is declined', (company, question) => {
    expect(describeReading(ask(companies[company], question)), question).toMatch(/^(refusal|clarification)/)
  })
})

describe('nouns of what is sold in a conversation', () => {
  const opened = 'gross profit by rooftop in 2024'
  const narrowed = 'breakdown gross_profit by store | in condition=Used | 2024-01-01..2025-01-01'
  it.each(['only used cars', 'just the used vehicles', 'what about used cars?', 'used cars only'])('%s', (message) => {
    expectReading(converse(dealer, [opened, message]), narrowed)
  })
  it('are counted where their number is asked for', () => {
    expectReading(converse(dealer, [opened, 'how many used cars?']), 'what order_count | in condition=Used')
  })
})

const most: [keyof typeof companies, string, string][] = [
  [
    'dealer',
    'who sold the most trucks in 2025',
    'rank order_count by rep | in body_style=Truck | top 1 | 2025-01-01..2026-01-01',
  ],
  ['dealer', 'which rooftop sold the fewest Volvos', 'rank order_count by store | in brand=Volvo | bottom 1'],
  ['bistro', 'which site sold the most desserts', 'rank units_sold by site | in course=Desserts | top 1'],
  ['bistro', 'which site sold the most soup', 'rank revenue by site | in course=Soup | top 1'],
  ['dealer', 'who sold the most', 'rank revenue by rep | top 1'],
  ['dealer', 'who sold the most in 2025', 'rank revenue by rep | top 1 | 2025-01-01..2026-01-01'],
  ['dealer', 'who sold the most to Blue Taxi', 'rank revenue by rep | in customer=Blue Taxi | top 1'],
  [
    'dealer',
    'which rooftop made the most profit on trucks',
    'rank gross_profit by store | in body_style=Truck | top 1',
  ],
]

describe('the most of a kind', () => {
  it.each(most)('%s: %s', (company, question, expected) => {
    expectReading(ask(companies[company], question), expected)
  })
})

const kinds: [keyof typeof companies, string, string][] = [
  [
    'bistro',
    'best selling dessert in 2025',
    'rank revenue by product | in course=Desserts | top 1 | 2025-01-01..2026-01-01',
  ],
  ['bistro', 'worst selling soup', 'rank revenue by product | in course=Soup | bottom 1'],
  ['dealer', 'top selling crossover by profit', 'rank gross_profit by product | in body_style=Crossover | top 1'],
  ['dealer', 'best selling Mazda', 'rank revenue by product | in brand=Mazda | top 1'],
  ['dealer', 'how many CX-5s did we sell', 'what order_count | in product=CX-5'],
  ['dealer', 'XC90s by rooftop', 'breakdown order_count by store | in product=XC90'],
  ['dealer', 'who sold the most MX-30s', 'rank order_count by rep | in product=MX-30 | top 1'],
  ['dealer', 'how many Volvos did we sell', 'what order_count | in brand=Volvo'],
  ['dealer', 'Bolts still on order', 'what order_count | in product=Bolt | in status=On Order'],
  ['bistro', 'how many dishes did we sell in 2025', 'what units_sold | 2025-01-01..2026-01-01'],
  ['bistro', 'how many different dishes did we sell', 'what product_count'],
  ['bistro', 'how many plates of Pad Thai did we sell', 'what units_sold | in product=Pad Thai'],
  ['bistro', 'how many desserts did we sell', 'what units_sold | in course=Desserts'],
  ['dealer', 'list cancelled sales of Joe Pratt', 'list | in status=Cancelled | in rep=Joe Pratt'],
  ['dealer', 'list cancelled sales by rooftop', 'breakdown revenue by store | in status=Cancelled'],
  ['dealer', 'total of cancelled sales', 'what revenue | in status=Cancelled'],
  ['bistro', 'list voided bills in June 2025', 'list by bill_no | in voided=true | 2025-06-01..2025-07-01'],
]

/** Nouns before a measure's name that make another measure of it. */
const compounds = [
  ...[
    'table turnover last month',
    'staff turnover by site',
    'seat turnover',
    'stock turnover',
    'order book',
    'cover charge',
  ],
  ...['sales floor', 'order backlog', 'customer turnover'],
]

const declined: [keyof typeof companies, string][] = [
  ['dealer', 'best selling Northgate'],
  ['dealer', 'buyers in their 30s'],
  ['dealer', 'revenue in the 90s'],
]

describe('compounds of a measure', () => {
  it.each(compounds)('%s is declined', (question) => {
    expect(describeReading(ask(bistro, question)), question).toMatch(/^(refusal|clarification)/)
  })
  it.each([
    ['turnover by site', 'breakdown revenue by site'],
    ['Quayside turnover', 'what revenue | in site=Quayside'],
    ['monthly turnover', 'trend revenue by month'],
    ['what was our turnover in 2024', 'what revenue | 2024-01-01..2025-01-01'],
  ])('%s', (question, expected) => {
    expectReading(ask(bistro, question), expected)
  })
})

describe('kinds and names of things', () => {
  it.each(kinds)('%s: %s', (company, question, expected) => {
    expectReading(ask(companies[company], question), expected)
  })
  it.each(declined)('%s: %s is declined', (company, question) => {
    expect(describeReading(ask(companies[company], question)), question).toMatch(/^(refusal|clarification)/)
  })
})

const unsold: [keyof typeof companies, string, string][] = [
  ['dealer', 'which model sat longest in stock', 'rank days_in_stock by product | top 1'],
  ['dealer', 'slowest moving model in 2025', 'rank days_in_stock by product | top 1 | 2025-01-01..2026-01-01'],
  ['dealer', 'which make was on the lot the longest', 'rank days_in_stock by brand | top 1'],
  ['dealer', 'fastest moving crossover', 'rank days_in_stock by product | in body_style=Crossover | bottom 1'],
  ['dealer', 'top 5 models by revenue', 'rank revenue by product | top 5'],
  ['dealer', 'revenue on sat', 'what revenue | 2025-11-08..2025-11-09'],
  // Nothing tells how long a dish is kept.
  ['bistro', 'slowest moving dish', 'clarification missing_metric (4)'],
]

describe('how long things stay unsold', () => {
  it.each(unsold)('%s: %s', (company, question, expected) => {
    expectReading(ask(companies[company], question), expected)
  })
})

const acts: [keyof typeof companies, string, string][] = [
  ['dealer', 'how many sales fell through', 'what order_count | in status=Fell Through'],
  ['dealer', 'list the sales that fell through', 'list | in status=Fell Through'],
  // As well all sales until June, and how they fell.
  ['dealer', 'list the sales that fell through in June 2025', 'clarification ambiguous_metric (2)'],
  ['dealer', 'how many used sales in 2024', 'what order_count | in condition=Used | 2024-01-01..2025-01-01'],
  ['dealer', 'how many sales did we make in 2024', 'what order_count | 2024-01-01..2025-01-01'],
  [
    'dealer',
    'Volvos sold at Lakeside in 2024',
    'what order_count | in brand=Volvo | in store=Lakeside | 2024-01-01..2025-01-01',
  ],
  ['dealer', 'which rooftop sold the most used cars', 'rank order_count by store | in condition=Used | top 1'],
  ['dealer', 'how much sales in 2024', 'what revenue | 2024-01-01..2025-01-01'],
  ['dealer', 'sales in 2024', 'what revenue | 2024-01-01..2025-01-01'],
  ['dealer', 'revenue through June 2025', 'what revenue | ..2025-07-01'],
]

describe('sales that are counted', () => {
  it.each(acts)('%s: %s', (company, question, expected) => {
    expectReading(ask(companies[company], question), expected)
  })
})
