import { describe, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { dealsTeam } from '../testing/deals-team.ts'
import { ask, converse, expectReading } from '../testing/describe.ts'
import { wholesaler } from '../testing/wholesaler.ts'

describe('a noun that bears the measure, acts or is acted on', () => {
  it.each<[string, string]>([
    ['rebate on orders in 2024', 'what rebate | 2024-01-01..2025-01-01'],
    ['rebate on May orders', 'what rebate | 2025-05-01..2025-06-01'],
    ['rebate by region in May', 'breakdown rebate by region | 2025-05-01..2025-06-01'],
    ['how much rebate do customers get', 'what rebate'],
    ['how much rebate does each customer get', 'breakdown rebate by customer'],
  ])('%s', (question, expected) => {
    expectReading(ask(wholesaler, question), expected)
  })
})

describe('records that are new in a period', () => {
  it.each<[string, string]>([
    ['new calls by technician', 'breakdown call_count by technician'],
    ['how many new calls last month', 'what call_count | 2025-10-01..2025-11-01'],
    ['new orders in May', 'what order_count | 2025-05-01..2025-06-01'],
  ])('%s', (question, expected) => {
    expectReading(ask(wholesaler, question), expected)
  })

  it('are counted, and neither bounded nor followed further', () => {
    expectReading(ask(wholesaler, 'new calls over 50k in May'), 'refusal unsupported_operation')
  })

  it('are not those dated by their end', () => {
    expectReading(ask(dealsTeam, 'new deals in May'), 'refusal unknown_value')
  })
})

describe('goals that a question states', () => {
  it.each<[string, string]>([
    ['will we hit 5m won revenue this year', 'target revenue | 2025-01-01..2026-01-01 | vs target | target 5000000'],
    [
      'are we on course for 40 won deals this quarter',
      'target won_deals | 2025-10-01..2026-01-01 | vs target | target 40',
    ],
    ['did we reach 2m won revenue last year', 'target revenue | 2024-01-01..2025-01-01 | vs target | target 2000000'],
    [
      'how far are we from 3m won revenue',
      'target revenue | assumed 2025-10-01..2026-01-01 | vs target | target 3000000',
    ],
    ["will we hit last year's won revenue", 'refusal unbound_words'],
    ['are we going to hit a record', 'refusal missing_metric'],
    ['when did we reach 1m won revenue', 'refusal unsupported_operation'],
  ])('%s', (question, expected) => {
    expectReading(ask(dealsTeam, question), expected)
  })
})

describe('a measure alone behind "in"', () => {
  it.each<[string, string]>([
    ['in units?', 'what units_sold | in state=Texas'],
    ['in profit', 'what gross_profit | in state=Texas'],
  ])('%s', (question, expected) => {
    expectReading(converse(retailer, ['sales in Texas', question]), expected)
  })
})

describe('why something is done more', () => {
  it.each<[string, string]>([
    [
      'why are we losing more deals in May',
      'why lost_deals | 2025-05-01..2025-06-01 | vs previous_period 2025-04-01..2025-05-01',
    ],
    [
      'why did we win fewer deals in May',
      'why won_deals | 2025-05-01..2025-06-01 | vs previous_period 2025-04-01..2025-05-01',
    ],
  ])('%s', (question, expected) => {
    expectReading(ask(dealsTeam, question), expected)
  })
})

describe('a list told behind its noun', () => {
  it.each<[string, string]>([
    ['West customer list', 'list revenue by customer | in region=West'],
    [
      'by how many percent did sales grow in 2021',
      'compare revenue | 2021-01-01..2022-01-01 | vs previous_period 2020-01-01..2021-01-01',
    ],
  ])('%s', (question, expected) => {
    expectReading(ask(retailer, question), expected)
  })
})

describe('what else is left out', () => {
  it.each<[string, string]>([
    [
      'sales excluding Texas, Paper and Consumer',
      'what revenue | not_in state=Texas | not_in sub_category=Paper | not_in segment=Consumer',
    ],
    ['sales excluding Texas and in Paper', 'what revenue | not_in state=Texas | in sub_category=Paper'],
    ['customers with max 50k orders', 'refusal invalid_number'],
  ])('%s', (question, expected) => {
    expectReading(ask(retailer, question), expected)
  })
})
