import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'

const bothStates = 'compare revenue | in state=Texas,California | vs entities'

const sentences: Record<string, [string, string][]> = {
  'which members there are': [
    ['display the regions', 'list by region'],
    ['can you write out all of our segments', 'list by segment'],
    ['what are the regions called', 'list by region'],
    ['dumb question, but which segments do you have in there?', 'list by segment'],
    ['first of all, what different regions are there', 'list by region'],
    ['which regions can I pick from', 'list by region'],
  ],
  'what only sounds like it': [
    ['how many different regions are there', 'refusal unknown_metric'],
    ['what customers called', 'refusal unknown_value'],
    ['all regions', 'clarification missing_metric (4)'],
    ['show me the regions in Texas', 'clarification missing_metric (4)'],
    ['write the regions', 'refusal action_request'],
  ],
  'a figure for each of two members': [
    ['sales of Texas and California respectively', bothStates],
    ['how much sales came from Texas and how much from California', bothStates],
    ['how is Texas measuring up to California on sales', bothStates],
    ['sales split between Texas and California, nothing else', bothStates],
    ['Furniture sales in Texas and California', 'what revenue | in category=Furniture | in state=Texas,California'],
    ['sales in Texas and California', 'what revenue | in state=Texas,California'],
    ['profit from Texas and orders from California', 'what gross_profit+order_count | in state=Texas,California'],
  ],
}

describe.each(Object.entries(sentences))('%s', (_, rows) => {
  it.each(rows)('%s', (question, expected) => {
    const reading = ask(retailer, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})
