import { type Preference, vocabularyContentSchema } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { hasPreference, withPreference } from './with-preference.ts'

const net: Preference = { term: 'sales', metric: 'net_revenue' }
const gross: Preference = { term: 'Sales ', metric: 'gross_revenue' }
const north: Preference = { term: 'north', dimension: 'region', member: 'North' }
const content = vocabularyContentSchema.parse({ hide: { metrics: ['tolls'] }, preferences: [north] })

describe('what a word shall mean for good', () => {
  it('is added to the rest of the vocabulary', () => {
    expect(withPreference(content, net)).toEqual({ ...content, preferences: [north, net] })
  })

  it('takes the place of what the word meant before, however it was written', () => {
    expect(withPreference(withPreference(content, net), gross).preferences).toEqual([north, gross])
  })

  it('is known when it is there already, and only with the same meaning', () => {
    const saved = withPreference(content, net)
    expect(hasPreference(saved, { ...net, term: 'SALES' })).toBe(true)
    expect(hasPreference(saved, gross)).toBe(false)
    expect(hasPreference(content, { ...north, member: 'South' })).toBe(false)
    expect(hasPreference(content, { ...north })).toBe(true)
  })
})
