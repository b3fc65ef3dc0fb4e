import { describe, expect, it } from 'vitest'
import { clinic } from '../testing/clinic.ts'
import { retailer } from '../testing/companies.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'
import { lettings } from '../testing/lettings.ts'

const sentences: Record<string, [string, string][]> = {
  'what people of a column are paid': [
    ['what did the landlords get last month', 'what landlord_payout | 2025-10-01..2025-11-01'],
    ['how much did Ida Croft get from us', 'what landlord_payout | in rep=Ida Croft'],
    ['what did we pay the Keswick landlords', 'what landlord_payout | in town=Keswick'],
    ['how much was paid out to landlords by town', 'breakdown landlord_payout by town'],
    ['what did each landlord receive', 'breakdown landlord_payout by rep'],
    ['which landlord got the most', 'rank landlord_payout by rep | top 1'],
    ['what did Wray get paid', 'clarification ambiguous_value (2)'],
  ],
  'clauses with what as measures': [
    [
      'by town the gross rent, what the landlords got and what the portals took in commission',
      'breakdown gross_rent+landlord_payout+portal_comm by town',
    ],
  ],
  'the money of what is counted': [
    ['which town gave back the most money in refunds', 'rank refund_amount by town | top 1'],
    ['how much was refunded by town', 'breakdown refund_amount by town'],
    ['refunds in money terms by town', 'breakdown refund_amount by town'],
    ['how many refunds by town', 'breakdown refund_count by town'],
    ['which town has the most refunds', 'rank refund_count by town | top 1'],
  ],
  'cash that comes in': [
    ['how much cash did each town get in', 'breakdown collected by town'],
    ['cash received by town', 'breakdown collected by town'],
    ['how much cash do we have', 'refusal unknown_metric'],
  ],
  'how far ahead': [
    ['how far ahead do guests book, by town', 'breakdown lead_days by town'],
    ['which town is booked furthest in advance', 'rank lead_days by town | top 1'],
    ['how far ahead are we this month', 'clarification missing_metric (4)'],
    ['do bookings made further ahead get better ratings', 'refusal unsupported_operation'],
  ],
  'who does it is no measure': [
    ['bookings that guests made direct', 'what record_count | in portal=Direct'],
    ['bookings which guests cancelled by town', 'breakdown record_count by town | in status=Cancelled'],
    ['guests in Whitby by portal', 'breakdown guests by portal | in town=Whitby'],
  ],
  'those set apart of whom one is asked for': [
    [
      'Direct portals: who is number two on gross rent',
      'rank gross_rent by portal | in portal=Direct | place 2 from the top',
    ],
    ['among the Keswick landlords, who had the highest gross rent', 'rank gross_rent by rep | in town=Keswick | top 1'],
  ],
  'whoever is left out': [
    ['gross rent by town, everyone but Ida Croft', 'breakdown gross_rent by town | not_in rep=Ida Croft'],
    ['gross rent by town but leave out everyone in Keswick', 'breakdown gross_rent by town | not_in town=Keswick'],
    ['gross rent excluding lets made direct', 'what gross_rent | not_in portal=Direct'],
    ['gross rent without lets in Keswick', 'what gross_rent | not_in town=Keswick'],
    [
      'take out all those in Keswick and show gross rent by portal',
      'breakdown gross_rent by portal | not_in town=Keswick',
    ],
    ['gross rent excluding anyone in Keswick with Ida Croft', 'refusal unknown_value'],
  ],
  'the rate of what was lost': [
    ['what percentage of guests did we lose', 'what loss_rate'],
    ['what share of guests stays by town', 'refusal unsupported_operation'],
  ],
}

describe('money that goes out', () => {
  for (const [what, all] of Object.entries(sentences)) {
    it.each(all)(`reads ${what}: %s`, (text, expected) => {
      const reading = ask(lettings, text)
      expect(describeReading(reading), explain(reading)).toBe(expected)
    })
  }

  it.each([
    ['treatment fee of Aetna owners', 'what treatment_fee | in insurance=Aetna'],
    ['treatment fee of Ada Quill owners', 'refusal unknown_dimension'],
    ['average waiting time by doctor', 'breakdown wait_minutes by doctor'],
  ])('reads of a clinic: %s', (text, expected) => {
    const reading = ask(clinic, text)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })

  it.each([
    ['what share of orders were Furniture by region', 'refusal unsupported_operation'],
    ['sales by region, everybody except Texas', 'breakdown revenue by region | not_in state=Texas'],
    ['chase Texas for the bill', 'refusal action_request'],
  ])('reads of a retailer: %s', (text, expected) => {
    const reading = ask(retailer, text)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})
