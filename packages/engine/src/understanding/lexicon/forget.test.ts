import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask, describeReading } from '../testing/describe.ts'
import { forgetPhrase } from './forget.ts'

describe('forgetting a phrase', () => {
  it('leaves a question that needs it unanswered', () => {
    const lexicon = forgetPhrase(retailer.lexicon, 'discounts')
    expect(describeReading(ask(retailer, 'discounts in 2021'))).toContain('what')
    expect(lexicon && describeReading(ask({ ...retailer, lexicon }, 'discounts in 2021'))).toContain('refusal')
  })

  it('leaves the lexicon it started from as it was', () => {
    forgetPhrase(retailer.lexicon, 'discounts')
    expect(retailer.lexicon.vocabulary.known.has('discount')).toBe(true)
  })

  it('has nothing to forget where a phrase means nothing', () => {
    expect(forgetPhrase(retailer.lexicon, 'discombobulation')).toBeNull()
  })
})
