import { describe, expect, it } from 'vitest'
import type { Company } from '../../testing/build-company.ts'
import { pipeline, retailer, saas } from '../../testing/companies.ts'
import { converse, describeReading } from '../../testing/describe.ts'
import { czechConversations, czechRefusals, czechSentences } from './czech-sentences.ts'
import { germanConversations, germanRefusals, germanSentences } from './german-sentences.ts'
import { handel } from './handel.ts'

const companies: Readonly<Record<string, Company>> = { retailer, pipeline, saas, handel }

function read(sentence: string): string {
  const [name = '', ...rest] = sentence.split(': ')
  const company = companies[name]
  if (!company) throw new Error(`No company is called ${name}`)
  return describeReading(converse(company, rest.join(': ').split(' >> '))).replace(/ \(\d+\)/, '')
}

const languages = [
  {
    language: 'Czech',
    sentences: czechSentences,
    conversations: czechConversations,
    refusals: czechRefusals,
  },
  {
    language: 'German',
    sentences: germanSentences,
    conversations: germanConversations,
    refusals: germanRefusals,
  },
]

describe.each(languages)('in $language', ({ sentences, conversations, refusals }) => {
  describe('questions are understood', () => {
    it.each(sentences)('%s', (text, expected) => expect(read(text)).toBe(expected))
  })

  describe('conversations go on', () => {
    it.each(conversations)('%s', (text, expected) => expect(read(text)).toBe(expected))
  })

  describe('what cannot be answered is not', () => {
    it.each(refusals)('%s', (text, expected) => expect(read(text)).toBe(expected))
  })
})
