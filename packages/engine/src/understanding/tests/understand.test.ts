import { describe, expect, it } from 'vitest'
import type { Company } from '../testing/build-company.ts'
import { pipeline, retailer, saas } from '../testing/companies.ts'
import { ask, converse, describeReading, expectReading, explain } from '../testing/describe.ts'
import { conversationsSentences } from './conversations-sentences.ts'
import { pipelineSentences } from './pipeline-sentences.ts'
import { refusedSentences } from './refused-sentences.ts'
import { retailerSentences } from './retailer-sentences.ts'
import { saasSentences } from './saas-sentences.ts'

const companies: Readonly<Record<string, Company>> = { retailer, pipeline, saas }

function companyOf(sentence: string): [Company, string] {
  const [name = '', ...rest] = sentence.split(': ')
  const company = companies[name]
  if (!company) throw new Error(`No company is called ${name}`)
  return [company, rest.join(': ')]
}

describe('questions with one meaning', () => {
  const cases = [
    ...retailerSentences.map(([text, expected]) => [retailer, text, expected] as const),
    ...pipelineSentences.map(([text, expected]) => [pipeline, text, expected] as const),
    ...saasSentences.map(([text, expected]) => [saas, text, expected] as const),
  ]
  it.each(cases.map(([company, text, expected]) => ({ company, text, expected })))(
    '$text',
    ({ company, text, expected }) => {
      const reading = ask(company, text)
      expectReading(reading, expected)
    },
  )
})

describe('questions that must not be answered', () => {
  it.each(refusedSentences.map(([text, expected]) => ({ text, expected })))('$text', ({ text, expected }) => {
    const [company, question] = companyOf(text)
    const reading = ask(company, question)
    expect(describeReading(reading).replace(/ \(\d+\)/, ''), explain(reading)).toBe(expected)
  })
})

describe('conversations', () => {
  it.each(conversationsSentences.map(([text, expected]) => ({ text, expected })))('$text', ({ text, expected }) => {
    const [company, messages] = companyOf(text)
    const reading = converse(company, messages.split(' >> '))
    expectReading(reading, expected)
  })
})

// Each of these asks many hundred questions.
describe('every answerable question', () => {
  const answered = [...retailerSentences, ...saasSentences].filter(([, meaning]) => !meaning.startsWith('control'))
  const companyFor = (text: string): Company =>
    retailerSentences.some(([sentence]) => sentence === text) ? retailer : saas

  it('means the same with politeness around it', () => {
    for (const [text] of answered) {
      const polite = `please ${text.charAt(0).toLowerCase()}${text.slice(1).replace(/\?$/, '')}, thanks`
      const plain = describeReading(ask(companyFor(text), `${text.charAt(0).toLowerCase()}${text.slice(1)}`))
      expect(describeReading(ask(companyFor(text), polite)), polite).toBe(plain)
    }
  })

  it('is never answered with a word nobody knows in it', () => {
    // What is set apart as talk about the asking may hold any word.
    const whole = answered.filter(([text]) => ask(companyFor(text), text).words.every(({ role }) => role !== 'aside'))
    expect(whole.length).toBeGreaterThan(answered.length - 10)
    for (const [text] of whole) {
      const odd = `${text.replace(/[?.]$/, '')} zorblax`
      expect(ask(companyFor(text), odd).kind, odd).not.toBe('answerable')
    }
  })

  it('has no unbound word, and each word keeps its place', () => {
    for (const [text] of answered) {
      const { words } = ask(companyFor(text), text)
      expect(words.length, text).toBeGreaterThan(0)
      for (const word of words) {
        expect(word.role, `${word.text} in "${text}"`).not.toBe('unbound')
        expect(text.slice(word.span[0], word.span[1])).toBe(word.text)
      }
    }
  })
})
