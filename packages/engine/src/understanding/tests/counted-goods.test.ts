import { describe, expect, it } from 'vitest'
import { ask, converse, expectReading } from '../testing/describe.ts'
import { printShop } from '../testing/print-shop.ts'

describe('goods sold by the name of what they are sorted into', () => {
  it.each([
    ['how many posters did we sell in May 2025', 'what units_sold | in department=Posters | 2025-05-01..2025-06-01'],
    ['how many banners did students buy', 'what units_sold | in department=Banners | in segment=Student'],
    ['posters sold in May 2025', 'what units_sold | in department=Posters | 2025-05-01..2025-06-01'],
    ['sales of posters in May 2025', 'what revenue | in department=Posters | 2025-05-01..2025-06-01'],
    ['least sold department', 'rank units_sold by department | bottom 1'],
    ['best selling department', 'rank revenue by department | top 1'],
  ])('%s', (question, expected) => {
    expectReading(ask(printShop, question), expected)
  })

  it.each([
    ['did we sell more posters in May than in April', 'units_sold'],
    ['are we selling fewer banners than last year', 'units_sold'],
    ['did we sell more in May than in April', 'revenue'],
  ])('%s compares %s', (question, metric) => {
    expect(ask(printShop, question).metrics.map(({ id }) => id)).toEqual([metric])
  })
})

describe('a heading that says what was done', () => {
  it.each([
    ['sales by who packed it', 'breakdown revenue by packed_by'],
    ['sales by packer', 'breakdown revenue by packed_by'],
    ['who packed the most banners', 'rank units_sold by packed_by | in department=Banners | top 1'],
  ])('%s', (question, expected) => {
    expectReading(ask(printShop, question), expected)
  })

  it('is asked of whom it is where several are called so', () => {
    expect(ask(printShop, "Rose's sales in May").kind).not.toBe('answerable')
  })
})

describe('an age that is written like a bound', () => {
  it.each([
    ['sales to the over 60s', 'what revenue | in segment=Over 60'],
    ['over 60 sales', 'what revenue | in segment=Over 60'],
    ['departments with over 60 units', 'list units_sold by department | units_sold gt 60'],
    ['departments with sales over 60', 'list revenue by department | revenue gt 60'],
  ])('%s', (question, expected) => {
    expectReading(ask(printShop, question), expected)
  })
})

describe('members taken out of what was asked before', () => {
  const asked = 'sales by region in 2025'
  it.each(['without the student jobs', 'excluding the student orders', 'without students'])('%s', (message) => {
    expectReading(
      converse(printShop, [asked, message]),
      'breakdown revenue by region | not_in segment=Student | 2025-01-01..2026-01-01',
    )
  })

  it('asks anew where more is said', () => {
    expectReading(
      converse(printShop, [asked, 'without students, orders by department']),
      'breakdown order_count by department | not_in segment=Student',
    )
  })
})

describe('a question asked back whom it means', () => {
  it.each(['and the month before', 'by region'])('is no question without a name: %s', (message) => {
    expect(converse(printShop, ['sales of Ida in May', message]).kind).not.toBe('answerable')
  })
})
