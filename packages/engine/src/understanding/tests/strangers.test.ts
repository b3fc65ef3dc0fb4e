import { describe, expect, it } from 'vitest'
import { clinic } from '../testing/clinic.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'

const sentences: Record<string, [string, string][]> = {
  'names people shorten': [
    ['appointments by site', 'breakdown record_count by treatment_site'],
    ['which sites had the highest fees', 'rank treatment_fee by treatment_site | top all'],
    ['wait time by department', 'breakdown wait_minutes by department'],
    ['lab costs in Cardiology', 'what lab_cost | in department=Cardiology'],
    ['costs by doctor', 'breakdown lab_cost by doctor'],
  ],
  'columns that say yes or no': [
    ['cancelled appointments by doctor', 'breakdown record_count by doctor | in cancelled=true'],
    [
      'how many appointments were not cancelled in 2024',
      'what record_count | in cancelled=false | 2024-01-01..2025-01-01',
    ],
    ['appointments by cancelled', 'breakdown record_count by cancelled'],
    ['which doctor has the most canceled appointments', 'rank record_count by doctor | in cancelled=true | top 1'],
    ['lab cost of cancelled appointments', 'what lab_cost | in cancelled=true'],
    ['uncancelled appointments by doctor', 'breakdown record_count by doctor | in cancelled=false'],
    ['non-cancelled appointments', 'what record_count | in cancelled=false'],
  ],
  'members of which things have one or several': [
    ['lab costs of both Cardiology and Dermatology', 'what lab_cost | in department=Cardiology,Dermatology'],
    ['lab costs of either Cardiology or Dermatology', 'what lab_cost | in department=Cardiology,Dermatology'],
    ['how many patients with both Aetna and Cigna', 'refusal unsupported_operation'],
    ['customers of Downtown but not of Harbor', 'refusal unsupported_operation'],
    ['lab costs of both departments', 'refusal unsupported_operation'],
  ],
  'a part beside its whole': [
    ['share of Cardiology in lab costs by site', 'refusal unsupported_operation'],
    ['share of Cardiology lab costs by site', 'breakdown lab_cost by treatment_site | in department=Cardiology'],
    ['what percentage of appointments comes from each site', 'breakdown record_count by treatment_site'],
  ],
  'directions and orders': [
    ['are lab costs going up or down', 'trend lab_cost'],
    ['are lab costs rising this year', 'trend lab_cost | 2025-01-01..2026-01-01'],
    [
      'did lab costs go up in October 2025',
      'compare lab_cost | 2025-10-01..2025-11-01 | vs previous_period 2025-09-01..2025-10-01',
    ],
    ['doctors by lab cost in 2024', 'rank lab_cost by doctor | top all | 2024-01-01..2025-01-01'],
    ['break lab cost down by doctor', 'breakdown lab_cost by doctor'],
    ['which site is the cheapest by lab cost', 'rank lab_cost by treatment_site | bottom 1'],
    ['Downtown vs Harbor by lab cost', 'compare lab_cost | in treatment_site=Downtown,Harbor | vs entities'],
  ],
  'a measure that is called by its number': [
    [
      'lab cost and the number of appointments by month in 2024',
      'trend lab_cost+record_count by month | 2024-01-01..2025-01-01',
    ],
  ],
  'nouns that are verbs in the singular': [
    ['returns by department', 'breakdown returns by department'],
    ['return the lab cost by department', 'breakdown lab_cost by department'],
  ],
}

describe.each(Object.entries(sentences))('%s', (_, rows) => {
  it.each(rows)('%s', (question, expected) => {
    const reading = ask(clinic, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})
