import { describe, expect, it } from 'vitest'
import { dimensionColumns, formulas, proposeTable } from '../tests/propose-table.ts'

describe('opportunities whose amount is filled when they close', () => {
  const model = proposeTable(`
opportunity_id|account_id|sales_agent|product|account|deal_stage|engage_date|close_date|close_value
N4|1000|Reed|Basic|Acme|Won|2025-07-12|2025-11-01|556
TB|1000|Wilma|Pro|Acme|Lost|2025-09-15|2025-11-29|0
S3||Kami|Pro||Engaging|2025-10-30||
S4||Kami|Pro||Prospecting|||`)

  it('dates what is won by its closing and what comes up by its beginning', () => {
    const ids = [
      'revenue',
      'win_rate',
      'won_deals',
      'closed_deals',
      'avg_deal_size',
      'deal_count',
      'open_deals',
      'cycle_time',
    ]
    expect(formulas(model, ...ids)).toEqual({
      revenue: 'Sum of close_value, where deal_stage is Won @ close_date',
      win_rate: 'Won deals ÷ Decided deals @ close_date',
      won_deals: 'Number of different opportunity_id, where deal_stage is Won @ close_date',
      closed_deals: 'Number of different opportunity_id, where deal_stage is Won or Lost @ close_date',
      avg_deal_size: 'Won revenue ÷ Won deals @ close_date',
      deal_count: 'Number of different opportunity_id @ engage_date',
      open_deals: 'Number of different opportunity_id, where deal_stage is not Won or Lost @ engage_date',
      cycle_time: 'Average of days from engage_date to close_date, where deal_stage is Won or Lost @ close_date',
    })
  })

  it('offers no open pipeline value, because open deals carry none, and says so', () => {
    expect(formulas(model, 'pipeline_value')).toEqual({ pipeline_value: undefined })
    expect(model.assumptions.join(' ')).toContain('close_value is blank for opportunities that are still open')
  })

  it('answers to the words of the file: close value, agents, accounts', () => {
    expect(model.metrics.find(({ id }) => id === 'revenue')?.synonyms).toContain('close value')
    expect(dimensionColumns(model)).toMatchObject({ rep: 'sales_agent', customer: 'account', stage: 'deal_stage' })
    expect(model.record.plural).toBe('opportunities')
  })
})

describe('exports of sales systems', () => {
  it('reads deals with open amounts', () => {
    const model = proposeTable(`
Record ID|Deal Name|Deal Stage|Pipeline|Amount|Close Date|Create Date|Deal owner|Deal Type|Associated Company
1|Acme renewal|Closed Won|Sales|1000|2025-03-01|2025-01-01|Ann|existing|Acme
2|Beta new|Closed Lost|Sales|2000|2025-03-05|2025-01-11|Bob|new|Beta
3|Gamma|Contract sent|Sales|1500|2025-06-05|2025-02-11|Bob|new|Gamma`)
    expect(formulas(model, 'revenue', 'pipeline_value', 'deal_count', 'customer_count')).toEqual({
      revenue: 'Sum of Amount, where Deal Stage is Closed Won @ close_date',
      pipeline_value: 'Sum of Amount, where Deal Stage is not Closed Won or Closed Lost @ create_date',
      deal_count: 'Number of different Record ID @ create_date',
      customer_count: 'Number of different Associated Company @ close_date',
    })
    expect(dimensionColumns(model)).toMatchObject({
      rep: 'deal_owner',
      customer: 'associated_company',
      pipeline: 'pipeline',
    })
  })

  it('reads numbered stages, probability as percent and expected revenue as weighted pipeline', () => {
    const model = proposeTable(`
Opportunity ID|Opportunity Name|Account Name|Stage|Amount|Expected Revenue|Probability (%)|Close Date|Created Date|Opportunity Owner|Lead Source|Type|Industry
006A|Big|Acme|6 - Closed Won|1000|1000|100|2025-03-01|2025-01-01|Ann|Web|New|Tech
006B|Small|Beta|7 - Closed Lost|500|0|0|2025-03-02|2025-01-05|Bob|Web|New|Tech
006C|Mid|Beta|3 - Proposal|800|400|50|2025-09-02|2025-02-05|Bob|Event|New|Tech`)
    expect(formulas(model, 'won_deals', 'weighted_pipeline', 'probability')).toEqual({
      won_deals: 'Number of different Opportunity ID, where Stage is 6 - Closed Won @ close_date',
      weighted_pipeline: 'Sum of Expected Revenue @ close_date',
      probability: 'Average of Probability (%) ÷ 100 @ close_date',
    })
  })

  it('does not take paid and failed payments for won and lost deals', () => {
    const model = proposeTable(`
Payment ID|Date|Status|Amount
P1|2025-01-01|success|10.5
P2|2025-01-02|failed|20.5
P3|2025-01-03|success|30.5`)
    expect(formulas(model, 'win_rate', 'revenue')).toEqual({ win_rate: undefined, revenue: 'Sum of Amount @ date' })
  })
})
