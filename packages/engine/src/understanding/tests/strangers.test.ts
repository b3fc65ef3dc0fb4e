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
