import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Company } from '../testing/build-company.ts'
import { pipeline, retailer, saas } from '../testing/companies.ts'
import { dealsTeam } from '../testing/deals-team.ts'
import { ask, converse, describeReading, expectReading, explain } from '../testing/describe.ts'
import { businessConversations, businessRefusals, businessSentences } from './business-sentences.ts'

const companies: Readonly<Record<string, Company>> = { retailer, pipeline, saas, deals: dealsTeam }

function companyOf(sentence: string): [Company, string] {
  const [name = '', ...rest] = sentence.split(': ')
  const company = companies[name]
  if (!company) throw new Error(`No company is called ${name}`)
  return [company, rest.join(': ')]
}

describe('business speech', () => {
  it.each(businessSentences.map(([text, expected]) => ({ text, expected })))('$text', ({ text, expected }) => {
    const [company, question] = companyOf(text)
    const reading = ask(company, question)
    expectReading(reading, expected)
  })
})

describe('business speech that must not be answered', () => {
  it.each(businessRefusals.map(([text, expected]) => ({ text, expected })))('$text', ({ text, expected }) => {
    const [company, question] = companyOf(text)
    const reading = ask(company, question)
    expect(describeReading(reading).replace(/ \(\d+\)/, ''), explain(reading)).toBe(expected)
  })
})

describe('business conversations', () => {
  it.each(businessConversations.map(([text, expected]) => ({ text, expected })))('$text', ({ text, expected }) => {
    const [company, messages] = companyOf(text)
    const reading = converse(company, messages.split(' >> '))
    expectReading(reading, expected)
  })
})

const sentence = fc.constantFrom(...businessSentences)

// Each of these asks hundreds of questions.
describe('the same question in other clothes', () => {
  const clothes: readonly (readonly [string, (text: string) => string])[] = [
    ['in capitals', (text) => text.toUpperCase()],
    ['in small letters', (text) => text.toLowerCase()],
    ['with please behind it', (text) => `${text.replace(/[?.!]+$/, '')} please`],
    ['with hey before it', (text) => `hey, ${text}`],
    ['with a question mark', (text) => `${text.replace(/[?.!]+$/, '')}?`],
    ['with an exclamation mark', (text) => `${text.replace(/[?.!]+$/, '')}!`],
    ['with doubled spaces', (text) => `  ${text.replaceAll(' ', '  ')} `],
  ]
  it.each(clothes)('means the same %s', (_, dress) => {
    fc.assert(
      fc.property(sentence, ([text, expected]) => {
        const [company, question] = companyOf(text)
        const reading = ask(company, dress(question))
        expect(describeReading(reading), `${dress(question)} ${explain(reading)}`).toBe(expected)
      }),
      { numRuns: businessSentences.length },
    )
  })

  it('is never answered with a word nobody knows in it', () => {
    const nonsense = fc.constantFrom('blorptang', 'qwuxle', 'zzyvva', 'frobnitz')
    // The words of an aside are accounted for, whatever they are.
    const whole = fc.constantFrom(...businessSentences.filter(([text]) => !text.includes('board deck')))
    fc.assert(
      fc.property(whole, nonsense, fc.nat(), ([text], word, at) => {
        const [company, question] = companyOf(text)
        const words = question.split(' ')
        const position = at % (words.length + 1)
        const inserted = [...words.slice(0, position), word, ...words.slice(position)].join(' ')
        const reading = ask(company, inserted)
        expect(reading.kind, `${inserted}: ${describeReading(reading)}`).not.toBe('answerable')
      }),
      { numRuns: 300 },
    )
  })
})

describe('confidence', () => {
  it.each([
    ['retailer: sales by region', 'retailer: saels by region'],
    ['retailer: sales for Tamara Chand', 'retailer: sales for Tamara'],
    ['retailer: profit by region in Texas in 2022', 'retailer: sales by region in Texas in 2022 >> and profit'],
    ['retailer: sales by region', 'retailer: sales by region for the board deck tomorrow'],
  ])('is higher for "%s" than for "%s"', (plain, leaning) => {
    const confidenceFor = (text: string): number => {
      const [company, messages] = companyOf(text)
      return converse(company, messages.split(' >> ')).confidence.overall
    }
    expect(confidenceFor(plain)).toBeGreaterThan(confidenceFor(leaning))
  })
})
