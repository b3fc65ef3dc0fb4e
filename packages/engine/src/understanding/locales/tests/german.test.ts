import { describe, expect, it } from 'vitest'
import type { Company } from '../../testing/build-company.ts'
import { pipeline, retailer, saas } from '../../testing/companies.ts'
import { converse, describeReading } from '../../testing/describe.ts'
import { germanConversations, germanRefusals, germanSentences } from './german-sentences.ts'
import { handel } from './handel.ts'

const companies: Readonly<Record<string, Company>> = { retailer, pipeline, saas, handel }

function read(sentence: string): string {
  const [name = '', ...rest] = sentence.split(': ')
  const company = companies[name]
  if (!company) throw new Error(`No company is called ${name}`)
  return describeReading(converse(company, rest.join(': ').split(' >> '))).replace(/ \(\d+\)/, '')
}

describe('questions in German', () => {
  it.each(germanSentences.map(([text, expected]) => ({ text, expected })))('$text', ({ text, expected }) => {
    expect(read(text)).toBe(expected)
  })
})

describe('conversations in German', () => {
  it.each(germanConversations.map(([text, expected]) => ({ text, expected })))('$text', ({ text, expected }) => {
    expect(read(text)).toBe(expected)
  })
})

describe('German questions that must not be answered', () => {
  it.each(germanRefusals.map(([text, expected]) => ({ text, expected })))('$text', ({ text, expected }) => {
    expect(read(text)).toBe(expected)
  })
})
