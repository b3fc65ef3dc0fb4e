import { describe, expect, it } from 'vitest'
import { dealsTeam } from '../testing/deals-team.ts'
import { ask, converse, describeReading, expectReading } from '../testing/describe.ts'
import { gym } from '../testing/gym.ts'

const counted: [string, string][] = [
  ['no shows last month by studio', 'breakdown record_count by studio | in status=No-Show | 2025-10-01..2025-11-01'],
  ['number of no-shows in 2024', 'what record_count | in status=No-Show | 2024-01-01..2025-01-01'],
  ['how many cancellations in May', 'what record_count | in status=Cancelled | 2025-05-01..2025-06-01'],
  ['cancelations per month', 'trend record_count by month | in status=Cancelled'],
  ['renewals by city', 'breakdown record_count by city | in status=Renewed'],
  ['is the number of no shows going up or down', 'trend record_count | in status=No-Show'],
  ['which studio cancels the most', 'rank record_count by studio | in status=Cancelled | top 1'],
  ['studios with more than 20 no-shows', 'list record_count by studio | in status=No-Show | record_count gt 20'],
  [
    'any unusual days for cancellations in 2024',
    'anomaly record_count by day | in status=Cancelled | 2024-01-01..2025-01-01',
  ],
  ['list no-shows in May 2025', 'list | in status=No-Show | 2025-05-01..2025-06-01'],
  ['bookings that did not show up by city', 'breakdown record_count by city | in status=No-Show'],
  ['missed bookings by trainer', 'breakdown record_count by trainer | in status=No-Show'],
  ['revenue from cancellations', 'what revenue | in status=Cancelled'],
  ['key accounts per country', 'breakdown account_count by country | in tier=Key Account'],
  ['how many prospects in Spain', 'what account_count | in tier=Prospect | in country=Spain'],
  ['how many vouchers in Leeds', 'what record_count | in payment_method=Voucher | in city=Leeds'],
]

/** A member that only says whose figures are meant leaves the measure open. */
const measureless = [
  'Leeds by month',
  'Gold by month',
  'Pilates by month',
  'vouchers by month',
  'only key accounts',
  'what did we get from cancellations',
]

const narrowed: [string, string][] = [
  ['churned accounts by country', 'breakdown row_count by country | in account_status=Churned'],
  ['how many accounts churned', 'what row_count | in account_status=Churned'],
  ['active accounts by country', 'breakdown account_count by country | in account_status=Active'],
  ['dormant accounts by country', 'breakdown account_count by country | in account_status=Dormant'],
  ['seats of churned accounts', 'refusal unsupported_operation'],
]

const deals: [string, string][] = [
  ['wins per month', 'trend won_deals by month'],
  ['how many wins did Hana Mori have in 2025', 'what won_deals | in rep=Hana Mori | 2025-01-01..2026-01-01'],
  ['wins and losses by rep', 'breakdown won_deals+lost_deals by rep'],
]

describe('members that are counted', () => {
  it.each(counted)('%s', (question, expected) => {
    expectReading(ask(gym, question), expected)
  })
  it.each(measureless)('%s is asked about', (question) => {
    expect(describeReading(ask(gym, question))).toMatch(/^clarification missing_metric/)
  })
  it.each(deals)('%s', (question, expected) => {
    expectReading(ask(dealsTeam, question), expected)
  })
})

describe('members that a count leaves out, or that are only a part of it', () => {
  it.each(narrowed)('%s', (question, expected) => {
    expectReading(ask(gym, question), expected)
  })
})

describe('a member in a conversation', () => {
  it('narrows what was measured', () => {
    expectReading(converse(gym, ['revenue by city', 'only no-shows']), 'breakdown revenue by city | in status=No-Show')
    expectReading(converse(gym, ['revenue by city', 'no-shows']), 'breakdown revenue by city | in status=No-Show')
  })
  it('is counted where a question of its own is made of it', () => {
    expectReading(
      converse(gym, ['no shows in May', 'by studio', 'and cancellations?']),
      'breakdown record_count by studio | in status=Cancelled | 2025-05-01..2025-06-01',
    )
  })
})
