import { describe, expect, it } from 'vitest'
import { defaultTaxonomy } from '../../taxonomy/tests/default-taxonomy.ts'
import { compileLexicon } from '../lexicon/index.ts'
import { buildVocabulary, corrections } from '../lexicon/vocabulary.ts'
import { retailer } from '../testing/companies.ts'
import { ask, converse, expectReading } from '../testing/describe.ts'

const customers = ['Drum Brakes', 'United Motors', 'Blue Line', 'Form Tools', 'Quiet Garden']
const members = retailer.members.map((list) => (list.dimension === 'customer' ? { ...list, values: customers } : list))
const company = {
  ...retailer,
  members,
  lexicon: compileLexicon({ taxonomy: defaultTaxonomy, data: retailer.data, members }),
}

describe('names of two words of which one is misspelled into another word', () => {
  it.each([
    ['revenue of drum breaks', 'what revenue | in customer=Drum Brakes'],
    ['untied motors orders 2022', 'what order_count | in customer=United Motors | 2022-01-01..2023-01-01'],
    ['revenue of quite garden', 'what revenue | in customer=Quiet Garden'],
    ['revenue of blue lion', 'refusal unbound_words'],
    ['revenue from tools', 'clarification ambiguous_value (1)'],
  ])('%s: %s', (question, expected) => expectReading(ask(company, question), expected))
})

describe('words that are misspelled', () => {
  it.each([
    [
      'customers with more than 30 oders in 2022',
      'list order_count by customer | order_count gt 30 | 2022-01-01..2023-01-01',
    ],
    ['revenue in leeds', 'refusal unknown_value'],
    ['revenue at the leeds store', 'refusal unknown_value'],
  ])('%s: %s', (question, expected) => expectReading(ask(company, question), expected))

  it.each([
    ['statt over', 'control start_over'],
    ['undi', 'control undo'],
    ['thnks', 'control thanks'],
  ])('after an answer, %s: %s', (message, expected) =>
    expectReading(converse(company, ['revenue by region', message]), expected),
  )
})

describe('the first letter of a misspelled word', () => {
  it('is the one that was meant, where more than that letter is wrong', () => {
    const found = corrections(buildVocabulary(new Set(['footwear', 'cookware'])), 'footware')
    expect(found.map(({ word }) => word)).toEqual(['footwear'])
  })
})
