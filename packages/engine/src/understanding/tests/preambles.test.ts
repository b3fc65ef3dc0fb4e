import { describe, expect, it } from 'vitest'
import { clinic } from '../testing/clinic.ts'
import { retailer } from '../testing/companies.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'

describe('what somebody is busy with, told before the question', () => {
  it.each([
    ['I present to the site managers in an hour: lab costs by doctor', 'breakdown lab_cost by doctor'],
    [
      'I present to the partners at noon, lab costs by doctor in 2024',
      'breakdown lab_cost by doctor | 2024-01-01..2025-01-01',
    ],
    ['The CFO has me chasing this before lunch: lab costs in Cardiology', 'what lab_cost | in department=Cardiology'],
    ['Our budget meeting starts in ten minutes: lab costs by doctor', 'breakdown lab_cost by doctor'],
    ['My boss is breathing down my neck - lab costs in 2024', 'what lab_cost | 2024-01-01..2025-01-01'],
    [
      'In 2024, we need for the auditors tomorrow: lab costs by doctor',
      'breakdown lab_cost by doctor | 2024-01-01..2025-01-01',
    ],
    ['On the phone with the head nurse: lab costs by doctor', 'breakdown lab_cost by doctor'],
    ["We're all sitting in the review. Which doctor has the highest lab costs?", 'rank lab_cost by doctor | top 1'],
    [
      'I am meeting Finch on Friday: lab costs of Bo Finch in 2024',
      'what lab_cost | in customer=Bo Finch | 2024-01-01..2025-01-01',
    ],
  ])('%s', (question, expected) => {
    const reading = ask(clinic, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })

  it.each([
    [
      'Before I call Bo Finch back: how many appointments did they have in 2024?',
      'what record_count | in customer=Bo Finch | 2024-01-01..2025-01-01',
    ],
    [
      'We are meeting Aetna tomorrow: what were their treatment fees in 2024',
      'what treatment_fee | in insurance=Aetna | 2024-01-01..2025-01-01',
    ],
    [
      'Before our call with Aetna: their treatment fees by doctor',
      'breakdown treatment_fee by doctor | in insurance=Aetna',
    ],
    [
      'Ada Quill is on the line: how many appointments did they have in 2024',
      'what record_count | in customer=Ada Quill | 2024-01-01..2025-01-01',
    ],
  ])('and the one it speaks of is the one asked about: %s', (question, expected) => {
    const reading = ask(clinic, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })

  it.each([
    'Our Atlantis clinics: lab costs in 2024',
    'In our Berlin clinic: lab costs by doctor',
    'We are meeting Zorblax tomorrow: what were their treatment fees in 2024',
    'We are meeting Aetna and Cigna tomorrow: what were their treatment fees in 2024',
    'I want Atlantis only: lab costs in 2024',
    'We treated patients of Zorblax: lab costs in 2024',
    'I need the top 5: lab costs by doctor',
    'I meet the board: if we cut prices, lab costs by doctor',
  ])('but nothing that the question could mean is passed over: %s', (question) => {
    const reading = ask(clinic, question)
    const read = describeReading(reading)
    expect(
      [
        'what lab_cost | 2024-01-01..2025-01-01',
        'breakdown lab_cost by doctor',
        'what treatment_fee | 2024-01-01..2025-01-01',
      ],
      explain(reading),
    ).not.toContain(read)
  })

  it('corrects nothing', () => {
    expect(ask(retailer, 'sales in March 2021, I mean April 2021').kind).not.toBe('answerable')
  })
})
