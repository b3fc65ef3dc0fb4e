import { describe, expect, it } from 'vitest'
import { ask, describeReading, expectReading } from '../testing/describe.ts'
import { gym } from '../testing/gym.ts'

const found: [string, string][] = [
  ['revenue at King Street Studio', 'what revenue | in studio=King St Studio'],
  ['revenue at Park St', 'what revenue | in studio=Park Street'],
  ['revenue in Mount Pleasant', 'what revenue | in studio=Mt Pleasant'],
  ['revenue of Saint Johns Wood', "what revenue | in studio=St John's Wood"],
  ['revenue of harbor yard', 'what revenue | in studio=Harbour Yard'],
  ['bookings with Dr Foss', 'what record_count | in trainer=Dr Amy Foss'],
  ['bookings with Professor Kirk', 'what record_count | in trainer=Prof Jane Kirk'],
  ['revenue of gynecological fitness', 'what revenue | in activity=Gynaecological Fitness'],
  ['revenue of class pass 20', 'what revenue | in product=Summit 20 Class Pass'],
]

/** Another title is another person, and what two names share is no name. */
const unknown = ['bookings with Mr Foss', 'bookings with Mrs Kirk', 'bookings with Foss', 'revenue at Queen St']

describe('names as people write them', () => {
  it.each(found)('%s', (question, expected) => {
    expectReading(ask(gym, question), expected)
  })
  it.each(unknown)('%s is not guessed', (question) => {
    expect(describeReading(ask(gym, question))).toMatch(/^(?:refusal|clarification)/)
  })
})
