import { describe, expect, it } from 'vitest'
import { clinic } from '../testing/clinic.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'
import { haulier } from '../testing/haulier.ts'

const answered: [string, string][] = [
  ['which carrier is the slowest', 'rank transit_days by ship_mode | top 1'],
  ['which carrier is the fastest', 'rank transit_days by ship_mode | bottom 1'],
  ['which carrier has the heaviest shipments', 'rank weight_kg by ship_mode | top 1'],
  ['heaviest shipment', 'rank weight_kg by shipment_no | top 1'],
  ['top 5 heaviest shipments', 'rank weight_kg by shipment_no | top 5'],
  ['who is the cheapest carrier', 'rank average_freight_cost by ship_mode | bottom 1'],
  ['is DSV slower than Maersk', 'compare transit_days | in ship_mode=DSV,Maersk | vs entities'],
  ['is Maersk cheaper than Kuehne', 'compare average_freight_cost | in ship_mode=Maersk,Kuehne | vs entities'],
  ['how long does a shipment with DSV take', 'what transit_days | in ship_mode=DSV'],
  ['how long do shipments last on average', 'what transit_days'],
  ['how heavy is the average shipment', 'what weight_kg'],
  ['shipments heavier than 500', 'list | gt weight_kg=500'],
  ['how many transit days did DSV have', 'what total_transit_days | in ship_mode=DSV'],
  ['which carrier had the most transit days', 'rank total_transit_days by ship_mode | top 1'],
  ['which hub has the most planners', 'rank planner_count by hub | top 1'],
  ['slowest month for freight cost', 'rank freight_cost by month | top 1'],
]

describe('words of quality', () => {
  it.each(answered)('%s', (question, expected) => {
    const reading = ask(haulier, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })

  it.each([
    ['how far do shipments go', haulier],
    ['how long does an appointment take', clinic],
    ['which doctor has the longest appointments', clinic],
    ['which doctor has the heaviest patients', clinic],
    ['appointments longer than 20', clinic],
    ['when did DSV last deliver', haulier],
  ] as const)('measures nothing else in its place: %s', (question, company) => {
    const reading = ask(company, question)
    expect(reading.kind, explain(reading)).not.toBe('answerable')
  })
})
