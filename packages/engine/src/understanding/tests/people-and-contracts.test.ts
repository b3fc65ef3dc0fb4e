import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { contracts } from '../testing/contracts.ts'
import { ask, expectReading, explain } from '../testing/describe.ts'
import { placements } from '../testing/placements.ts'

const companies = { contracts, placements, retailer }
type Company = Parameters<typeof ask>[0]

function expectDeclined(company: Company, question: string): void {
  const reading = ask(company, question)
  expect(reading.kind, explain(reading)).not.toBe('answerable')
}

describe('letters for what somebody is', () => {
  it.each([
    ['MRR by CSM', 'breakdown mrr by rep'],
    ['top 2 csms by mrr', 'rank mrr by rep | top 2'],
    ['churn rate for each customer success manager', 'breakdown churn_rate by rep'],
    ['top AEs by mrr', 'rank mrr by ae | top all'],
    ['mrr by account executive', 'breakdown mrr by ae'],
    ['mrr by ae and csm', 'breakdown mrr by ae,rep'],
  ])('%s', (question, expected) => expectReading(ask(contracts, question), expected))

  it.each(['mrr by site', 'mrr by KAM'])('%s is not asked of whoever owns something else', (question) =>
    expectDeclined(contracts, question),
  )
})

describe('records that begin', () => {
  it.each([
    ['contracts', 'contracts signed in October 2025', 'what subscription_count | 2025-10-01..2025-11-01'],
    ['contracts', 'how many contracts did we sign in May 2025', 'what subscription_count | 2025-05-01..2025-06-01'],
    [
      'contracts',
      'best month of 2024 by contracts signed',
      'rank subscription_count by month | top 1 | 2024-01-01..2025-01-01',
    ],
    ['contracts', 'contracts taken out in 2024', 'what subscription_count | 2024-01-01..2025-01-01'],
    ['contracts', 'contracts beginning in May 2025', 'what subscription_count | 2025-05-01..2025-06-01'],
    ['contracts', 'which weekday do most contracts start', 'rank subscription_count by weekday | top 1'],
    ['placements', 'placements started in May 2025', 'what order_count | 2025-05-01..2025-06-01'],
    ['placements', 'when do most placements start, which month', 'rank order_count by month | top 1'],
  ] as const)('%s: %s', (company, question, expected) => expectReading(ask(companies[company], question), expected))

  it.each([
    ['contracts', 'contracts ended in October 2025'],
    ['contracts', 'contracts cancelled in October 2025'],
    ['contracts', 'contracts renewed in May 2025'],
    ['contracts', 'contracts paid in October 2025'],
    ['contracts', 'contracts billed in October 2025'],
    ['contracts', 'contracts billed in October 2025 by region'],
    ['placements', 'placements ended in May 2025'],
    ['retailer', 'orders signed in May 2022'],
    ['retailer', 'which month do most orders start'],
  ] as const)('%s: %s is not dated by their beginning', (company, question) =>
    expectDeclined(companies[company], question),
  )

  it('are all those since then where something else begins', () => {
    expectReading(ask(placements, 'revenue starting in May 2025'), 'what revenue | 2025-05-01..')
    expectReading(ask(placements, 'placements starting from May 2025'), 'what order_count | 2025-05-01..')
  })
})

describe('a word for a period that says how often something is paid', () => {
  it.each([
    ['mrr on annual billing', 'what mrr | in billing_cycle=Annual'],
    ['mrr from customers billed monthly', 'what mrr | in billing_cycle=Monthly'],
    ['contracts paid quarterly by region', 'breakdown subscription_count by region | in billing_cycle=Quarterly'],
    ['how many customers pay yearly', 'what customer_count | in billing_cycle=Annual'],
    ['churn rate of monthly contracts', 'what churn_rate | in billing_cycle=Monthly'],
    ['churn rate monthly vs annual', 'compare churn_rate | in billing_cycle=Monthly,Annual | vs entities'],
    ['annual contracts by region', 'breakdown subscription_count by region | in billing_cycle=Annual'],
    ['customers billed on a monthly basis', 'what customer_count | in billing_cycle=Monthly'],
    ['monthly mrr', 'trend mrr by month'],
    ['monthly churn rate', 'trend churn_rate by month'],
    ['mrr monthly 2025', 'trend mrr by month | 2025-01-01..2026-01-01'],
    ['quarterly contract count', 'trend subscription_count by quarter'],
    ['monthly mrr on annual billing', 'trend mrr by month | in billing_cycle=Annual'],
  ])('%s', (question, expected) => expectReading(ask(contracts, question), expected))

  it('is asked about where it may be either', () => expectDeclined(contracts, 'quarterly contracts'))

  it('is a period where nothing is paid so', () =>
    expectReading(ask(retailer, 'monthly orders in 2022'), 'trend order_count by month | 2022-01-01..2023-01-01'))
})

describe('the last word of a name of a kind', () => {
  it.each([
    [
      'how many nurses did we place in May 2025',
      'what order_count | in role=Registered Nurse | 2025-05-01..2025-06-01',
    ],
    ['revenue from chefs', 'what revenue | in role=Head Chef'],
    ['assistants by city', 'breakdown order_count by city | in role=Care Assistant'],
    ['nurse placements', 'what order_count | in role=Registered Nurse'],
    ['welders placed in 2025', 'what order_count | in role=Welder | 2025-01-01..2026-01-01'],
    ['nurses vs welders', 'compare order_count | in role=Registered Nurse,Welder | vs entities'],
    ['how many walk-ins did we place', 'what order_count | in source=Walk-in'],
    ['revenue from walk ins', 'what revenue | in source=Walk-in'],
    ['walkins by month', 'trend order_count by month | in source=Walk-in'],
  ])('%s', (question, expected) => expectReading(ask(placements, question), expected))

  it.each(['how many drivers did we place', 'revenue from drivers'])('%s is asked about', (question) =>
    expect(ask(placements, question)).toMatchObject({ kind: 'clarification', reason: 'ambiguous_value' }),
  )

  it.each(['fords in May 2025', 'revenue by nurse'])('%s names nobody and nothing', (question) =>
    expectDeclined(placements, question),
  )

  it('asks for causes where it speaks of a measure', () =>
    expect(ask(placements, 'what are the drivers of revenue').intent).toBe('why'))
})

describe("a column's own noun behind one of its members", () => {
  it.each([
    ['revenue of temp to perm contracts in 2025', 'what revenue | in kind=Temp-to-Perm | 2025-01-01..2026-01-01'],
    ['temp contracts by city', 'breakdown order_count by city | in kind=Temp'],
    ['contract placements', 'what order_count | in kind=Contract'],
    ['temp and contract placements', 'what order_count | in kind=Temp,Contract'],
    ['temp vs contract revenue', 'compare revenue | in kind=Temp,Contract | vs entities'],
  ])('%s', (question, expected) => expectReading(ask(placements, question), expected))
})

describe('the unit of a measure that is money and a share', () => {
  it.each([
    ['gross margin $ by city', 'breakdown gross_profit by city'],
    ['margin in dollars', 'what gross_profit'],
    ['$ margin by recruiter', 'breakdown gross_profit by recruiter'],
    ['gross margin in euros', 'refusal unsupported_operation'],
    ['margin amount', 'what gross_profit'],
    ['margin in %', 'what gm_pct'],
    ['margin in percent by city', 'breakdown gm_pct by city'],
    ['gross margin', 'what gm_pct'],
    ['revenue in dollars', 'what revenue'],
  ])('%s', (question, expected) => expectReading(ask(placements, question), expected))

  it.each(['churn rate in dollars', 'churn rate $', 'mrr in France'])('%s is no share', (question) =>
    expectDeclined(contracts, question),
  )
})

describe('people that are the records', () => {
  it.each([
    ['how many people did we place in May 2025', 'what order_count | 2025-05-01..2025-06-01'],
    ['who placed the most people in June 2025', 'rank order_count by recruiter | top 1 | 2025-06-01..2025-07-01'],
    ['which recruiter placed the most people', 'rank order_count by recruiter | top 1'],
  ])('%s', (question, expected) => expectReading(ask(placements, question), expected))

  it.each(['how many people left', 'how many people work for us', 'people by city'])(
    '%s is not their number',
    (question) => expectDeclined(placements, question),
  )

  it('are nobody the data knows elsewhere', () => expectDeclined(contracts, 'how many people did we place in May 2025'))
})
