import { cents, createRandom, noise } from '@salestalk/samples'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-10-08'
const months = 33

const cities = [
  { name: 'Porto', size: 900 },
  { name: 'Lisbon', size: 1400 },
  { name: 'Braga', size: 420 },
  { name: 'Coimbra', size: 380 },
  { name: 'Faro', size: 260 },
  { name: 'Vila Nova de Gaia', size: 330 },
]
const plans = [
  { name: 'Fibre 500', technology: 'Fibre', price: 32, share: 0.34, growth: 0.012 },
  { name: 'Fibre Gigabit', technology: 'Fibre', price: 45, share: 0.2, growth: 0.02 },
  { name: 'DSL Basic', technology: 'DSL', price: 22, share: 0.22, growth: -0.015 },
  { name: 'Mobile 20GB', technology: 'Mobile', price: 12, share: 0.5, growth: 0.004 },
  { name: 'Mobile Unlimited', technology: 'Mobile', price: 25, share: 0.3, growth: 0.01 },
]

const columns = [
  ...['Month', 'City', 'Plan', 'Technology', 'Subscribers', 'New Subscribers', 'Churned Subscribers', 'MRR'],
  ...['Tickets', 'Avg Resolution Hours', 'Outages'],
]

function* rows() {
  const random = createRandom('hexalink')
  for (let index = 0; index < months; index++) {
    const month = `${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`
    for (const city of cities) {
      for (const plan of plans) {
        const subscribers = Math.round(city.size * plan.share * (1 + plan.growth) ** index)
        const churned = Math.round(subscribers * (plan.technology === 'DSL' ? 0.035 : 0.018) * noise(random, 0.3))
        const joined = Math.max(0, churned + Math.round(subscribers * plan.growth * noise(random, 0.2)))
        yield [
          ...[month, city.name, plan.name, plan.technology, subscribers, joined, churned],
          ...[cents(subscribers * plan.price), Math.round(subscribers * 0.06 * noise(random, 0.4))],
          ...[cents((plan.technology === 'DSL' ? 19 : 11) * noise(random, 0.35)), Math.floor(4 * random() ** 2)],
        ]
      }
    }
  }
}

/** An internet and mobile provider: one row per month, city and plan. */
export const company: EvaluationCompany = {
  id: 'hexalink',
  asOf,
  description:
    'An internet and mobile provider in six cities: one row per month, city and plan with its subscribers, MRR, tickets and outages.',
  datasets: [table('monthly_plans', columns, rows)],
}
