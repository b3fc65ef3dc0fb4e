import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'

describe('ordinary English words that nobody here means anything by', () => {
  it.each([
    // Plurals of what is a filler or a verb in the singular are things.
    'how many cans did we sell',
    'how many hits did we sell in 2022',
    'sales of mines',
    // Words of two words are one.
    'wholesale revenue by region',
    'overtime sales by region',
    'withdrawals by region',
    // What another language would pass over says something in this one.
    'profit in Asia',
    'sales in asia by region',
    // No misspelling of a measure, a period or a change.
    'estate sales',
    'sales to patrols',
  ])('are never passed over or bent: %s', (question) => {
    const reading = ask(retailer, question)
    expect(reading.kind, `${describeReading(reading)}\n${explain(reading)}`).not.toBe('answerable')
  })
})
