import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask, converse, describeReading } from '../testing/describe.ts'
import { emptyConversation } from '../types.ts'
import { advanceConversation } from './advance.ts'
import { preferenceOffered } from './offer-preference.ts'

const anne = ['sales for Anne', 'the first one']

describe('what an ambiguous word was chosen to mean', () => {
  it('is what it means for the rest of the conversation, marked as implied', () => {
    const reading = converse(retailer, [...anne, 'profit for Anne in 2022'])
    expect(describeReading(reading)).toBe('what gross_profit | in customer=Anne Pryor | 2022-01-01..2023-01-01')
    expect(reading.filters[0]).toMatchObject({ status: 'implied', rule: 'chosen-before' })
  })

  it('is asked again in a new conversation', () => {
    expect(describeReading(converse(retailer, [...anne, 'start over', 'profit for Anne in 2022']))).toBe(
      'clarification ambiguous_value (2)',
    )
  })

  it('is offered as what the company could always mean by it', () => {
    const asked = ask(retailer, 'sales for Anne')
    const conversation = advanceConversation(emptyConversation, 'sales for Anne', asked)
    const [, second] = asked.readings
    if (!second) throw new Error('two readings are offered')
    expect(preferenceOffered(conversation, second, retailer.lexicon)).toEqual({
      label: 'Always mean Anne McFarland (Customer Name) by "anne"',
      entry: { term: 'anne', dimension: 'customer', member: 'Anne McFarland' },
    })
    expect(preferenceOffered(emptyConversation, second, retailer.lexicon)).toBeNull()
  })
})
