import { describe, expect, it } from 'vitest'
import { dealsTeam } from '../testing/deals-team.ts'
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

const whole: [string, string][] = [
  ["revenue of Sunita's team", 'what revenue | in manager=Sunita Rao'],
  ["which manager's team had the most bookings", 'rank record_count by manager | top 1'],
  ['revenue by city, loyalty members only', 'breakdown revenue by city | in loyalty_member=true'],
  ['revenue in all studios', 'what revenue'],
  ['revenue in all studios except Mt Pleasant', 'what revenue | not_in studio=Mt Pleasant'],
  ['revenue by all studios', 'breakdown revenue by studio'],
  ['list all studios', 'list by studio'],
  ["revenue of Luis Ortega's team", 'refusal unknown_dimension'],
]

/** Another title is another person, and what two names share is no name. */
const unknown = ['bookings with Mr Foss', 'bookings with Mrs Kirk', 'bookings with Foss', 'revenue at Queen St']

describe('names as people write them', () => {
  it.each(found)('%s', (question, expected) => {
    expectReading(ask(gym, question), expected)
  })
  it.each(whole)('%s', (question, expected) => {
    expectReading(ask(gym, question), expected)
  })
  it('ask for no condition that the amount has already', () => {
    expectReading(ask(dealsTeam, 'largest won deal'), 'rank revenue by deal | top 1')
  })
  it.each(unknown)('%s is not guessed', (question) => {
    expect(describeReading(ask(gym, question))).toMatch(/^(?:refusal|clarification)/)
  })
})
