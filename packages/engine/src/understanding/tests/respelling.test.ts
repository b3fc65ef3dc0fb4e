import { describe, expect, it } from 'vitest'
import type { Company } from '../testing/build-company.ts'
import { retailer, saas } from '../testing/companies.ts'
import { ask, describeReading } from '../testing/describe.ts'
import { slipDistance } from '../text/slips.ts'

const companies: Readonly<Record<string, Company>> = { retailer, saas }

function read(sentence: string): string {
  const [name = '', text = ''] = sentence.split(': ')
  const company = companies[name]
  if (!company) throw new Error(`No company is called ${name}`)
  return describeReading(ask(company, text))
}

describe('slips of the fingers', () => {
  it.each([
    ['orrdres', 'orders', 2],
    ['chnael', 'channel', 2],
    ['orderss', 'orders', 1],
    ['regoib', 'region', 2],
    ['sel', 'sell', 1],
    ['thus', 'this', 1],
    ['sofia', 'roma', 3],
  ])('%s is %s by %i', (typed, meant, slips) => expect(slipDistance(typed, meant, 2)).toBe(slips))
})

describe('words misspelled more than once, or into a word of plain speech', () => {
  it.each([
    ['retailer: revneu 2022', 'retailer: revenue 2022'],
    ['retailer: orderss by region 2022', 'retailer: orders by region 2022'],
    ['retailer: sales by regoib in 2022', 'retailer: sales by region in 2022'],
    ['retailer: revenue tend in 2022', 'retailer: revenue trend in 2022'],
    ['saas: revenue form EMEA', 'saas: revenue from EMEA'],
  ])('%s', (misspelled, meant) => {
    expect(read(misspelled)).toMatch(/^(?!refusal|clarification)/)
    expect(read(misspelled)).toBe(read(meant))
  })

  it.each([
    'retailer: coat sales 2022',
    'retailer: revenue in Sofiya 2022',
    'retailer: revenue by mouth',
    'retailer: shoes 2022',
    'saas: revenue from shews',
    'saas: revenue on bong',
    'saas: churn by fan',
    'retailer: shirt orders by region',
    'retailer: pet orders by region',
    'retailer: sales jumper by region',
    'retailer: cold orders by region',
  ])('%s is not bent into what it does not say', (text) => {
    expect(read(text)).toMatch(/^(refusal|clarification)/)
  })
})
