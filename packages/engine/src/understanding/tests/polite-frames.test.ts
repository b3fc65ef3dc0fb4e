import { describe, expect, it } from 'vitest'
import { clinic } from '../testing/clinic.ts'
import { retailer } from '../testing/companies.ts'
import { dealsTeam } from '../testing/deals-team.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'

const atClinic: Record<string, [string, string][]> = {
  'who asks and why, before and between what is asked': [
    ['our auditors asked for lab costs in Cardiology', 'what lab_cost | in department=Cardiology'],
    ['The chairman, who never comes late, would like to see lab costs by doctor', 'breakdown lab_cost by doctor'],
    [
      'I would be grateful if you could let me know, since the landlord will surely ask, lab costs by doctor',
      'breakdown lab_cost by doctor',
    ],
    ['I need for the supervisory board tomorrow: lab costs in 2024', 'what lab_cost | 2024-01-01..2025-01-01'],
    ['lab costs since the bank opened', 'refusal unbound_words'],
    ['The chairman wants appointments that were not billed', 'refusal unbound_words'],
  ],
  'members taken away by the words behind them': [
    ['lab costs ex Cardiology', 'what lab_cost | not_in department=Cardiology'],
    [
      'treatment fees, downtown excluded, 2025',
      'what treatment_fee | not_in treatment_site=Downtown | 2025-01-01..2026-01-01',
    ],
    ['lab costs by doctor, cardiology aside', 'breakdown lab_cost by doctor | not_in department=Cardiology'],
    [
      'lab costs in cardiology, downtown excluded, harbor',
      'what lab_cost | in department=Cardiology | not_in treatment_site=Downtown | in treatment_site=Harbor',
    ],
    ['lab costs with cardiology, downtown excluded and harbor', 'refusal unbound_words'],
    ['lab costs with cardiology and downtown excluded', 'refusal unbound_words'],
    ['ex patients by site', 'refusal unbound_words'],
  ],
  'places in an order': [
    ['who is second by lab cost', 'rank lab_cost by doctor | place 2 from the top'],
    ['which site came third in appointments', 'rank record_count by treatment_site | place 3 from the top'],
    ['which site was first in 2024', 'refusal unbound_words'],
    [
      'which doctor was second in Cardiology by lab cost',
      'rank lab_cost by doctor | in department=Cardiology | place 2 from the top',
    ],
    ['which doctor had more appointments than any other', 'rank record_count by doctor | top 1'],
    ['which doctor had fewer appointments than any other', 'refusal unbound_words'],
  ],
  'how often, counted': [
    ['how often did we have cancelled appointments', 'what record_count | in cancelled=true'],
    ['how often did we have lab costs', 'refusal unsupported_operation'],
    ['how often did patients have appointments', 'refusal unbound_words'],
  ],
  'amounts that are beaten': [
    ['which sites beat 50000 lab cost', 'list lab_cost by treatment_site | lab_cost gt 50000'],
    ['which doctors did not beat 50000 lab cost', 'list lab_cost by doctor | lab_cost lte 50000'],
  ],
}

describe.each(Object.entries(atClinic))('%s', (_, rows) => {
  it.each(rows)('%s', (question, expected) => {
    const reading = ask(clinic, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})

describe('other companies', () => {
  it.each([
    [dealsTeam, 'does a longer sales cycle hurt win rate', 'correlation cycle_time+win_rate'],
    [dealsTeam, 'what hurt revenue last month', 'refusal unbound_words'],
    [dealsTeam, 'which product is hurting revenue', 'refusal unbound_words'],
    [retailer, 'sales in Texas, Furniture excluded', 'what revenue | in state=Texas | not_in category=Furniture'],
    [retailer, 'is Furniture included in sales', 'what revenue | in category=Furniture'],
  ])('%# %s', (company, question, expected) => {
    const reading = ask(company, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})
