import { civil, type Day } from '../calendar.ts'
import { createRandom } from '../random.ts'
import type { Customer } from './customers.ts'
import { outageMemoryDays, outageScoreLoss, scriptOf } from './events.ts'

/**
 * The customer's answer to the survey of the quarter if it came in after `previous` and up to `date`, else null.
 * Promoters count 100, passives 0, detractors -100, so the average of the column is the net promoter score.
 */
export function surveyAnswer(customer: Customer, previous: Day, date: Day, quarterStart: Day): number | null {
  const asked = quarterStart + customer.surveyDay
  if (asked <= previous || asked > date || asked < customer.signup + 30) return null
  const random = createRandom('brightloom', 'survey', customer.id, quarterStart)
  if (random() > 0.8) return null
  const loss = afterOutage(customer.region, asked) ? outageScoreLoss / 200 : 0
  const position = random()
  if (position < customer.segment.promoters - loss) return 100
  return position > 1 - customer.segment.detractors - loss ? -100 : 0
}

function afterOutage(region: string, day: Day): boolean {
  const { outage } = scriptOf(civil(day).year)
  return outage.region === region && day >= outage.start && day < outage.start + outageMemoryDays
}
