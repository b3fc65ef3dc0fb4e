import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'

const withoutPaper = 'breakdown revenue by region | not_in sub_category=Paper'

const sentences: Record<string, [string, string][]> = {
  'members taken out by words around them': [
    ['sales by region with Paper stripped out', withoutPaper],
    ['once Paper is left out, what are sales by region', withoutPaper],
    ['put Paper aside and show me sales by region', withoutPaper],
    ['filter out Paper and give me sales by region', withoutPaper],
    ['sales by region if we take Paper out of the picture', withoutPaper],
    ['after removing Paper, sales by region', withoutPaper],
    ['ignore Paper, then show sales by region', withoutPaper],
    [
      'sales taking Paper and Binders out, by region',
      'breakdown revenue by region | not_in sub_category=Paper,Binders',
    ],
  ],
  'members with their article or noun': [
    ['taking the Furniture out, what are sales by region', 'breakdown revenue by region | not_in category=Furniture'],
    ['taking out the Furniture, sales by region', 'breakdown revenue by region | not_in category=Furniture'],
    ['leaving Corporate customers aside, sales by region', 'breakdown revenue by region | not_in segment=Corporate'],
    [
      'sales with the Corporate customers taken out by region',
      'breakdown revenue by region | not_in segment=Corporate',
    ],
    ['excluding Paper orders, how many units did we sell', 'what units_sold | not_in sub_category=Paper'],
    ['how many orders excluding Paper orders', 'what order_count | not_in sub_category=Paper'],
    ['excluding Paper, how many orders', 'what order_count | not_in sub_category=Paper'],
  ],
  'members taken away by what is said behind them': [
    ['sales by region, Paper stripped out', withoutPaper],
    ['sales by region, Paper left out', withoutPaper],
    ["Paper doesn't count: sales by region", withoutPaper],
    ['sales by region if we leave Paper aside', withoutPaper],
    ['sales in East leaving aside Texas', 'what revenue | in region=East | not_in state=Texas'],
    ['sales if we leave Texas', 'refusal hypothetical'],
    ['sales excluding East and the Paper orders', 'what revenue | not_in region=East | not_in sub_category=Paper'],
    ['sales excluding East and in Texas', 'what revenue | not_in region=East | in state=Texas'],
    ['ignore the Paper orders and show me sales by region', withoutPaper],
    ['excluding Paper orders and units', 'what order_count+units_sold | not_in sub_category=Paper'],
    ['take out Texas', 'refusal unbound_words'],
    ['sales all regions except East', 'what revenue | not_in region=East'],
    ['all regions except East by sales', 'rank revenue by region | not_in region=East | top all'],
  ],
  'members taken away from what stands before them': [
    ['sales minus Paper', 'what revenue | not_in sub_category=Paper'],
    ['everything bar Paper, sales by region', withoutPaper],
    ['sales by region exclusive of Paper', withoutPaper],
    [
      'did we sell less Paper than Binders in 2021',
      'compare revenue | in sub_category=Paper,Binders | 2021-01-01..2022-01-01 | vs entities',
    ],
    ['how much less Paper did we sell', 'refusal unbound_words'],
  ],
  'what only sounds like it': [
    ["don't take Paper out, what are sales", 'refusal unbound_words'],
    ['remove Paper', 'refusal action_request'],
    ['drop the orders and show me sales', 'refusal action_request'],
    ['what happens to sales if we drop Paper', 'refusal hypothetical'],
  ],
  'bounds said in other words': [
    ['which states passed 10k in sales', 'list revenue by state | revenue gt 10000'],
    ['states past the 10 000 mark in sales', 'list revenue by state | revenue gt 10000'],
    ['which states went over 12 500 in profit', 'list gross_profit by state | gross_profit gt 12500'],
    ['which states passed 3 orders', 'refusal unknown_value'],
    ['filter states to sales over 10k', 'list revenue by state | revenue gt 10000'],
  ],
}

describe.each(Object.entries(sentences))('%s', (_, rows) => {
  it.each(rows)('%s', (question, expected) => {
    const reading = ask(retailer, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})
