import { cents, createRandom, formatDay, integer, parseDay, pick, pickWeighted } from '@salestalk/samples'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-03-11'
const days = 365 + 366 + 69
const gifts = 4200
const donors = 1300

const places = [
  { country: 'United Kingdom', city: 'London', weight: 24 },
  { country: 'United Kingdom', city: 'Manchester', weight: 12 },
  { country: 'United Kingdom', city: 'Glasgow', weight: 9 },
  { country: 'Ireland', city: 'Dublin', weight: 14 },
  { country: 'Ireland', city: 'Cork', weight: 6 },
  { country: 'Netherlands', city: 'Amsterdam', weight: 9 },
  { country: 'Netherlands', city: 'Utrecht', weight: 5 },
  { country: 'Canada', city: 'Toronto', weight: 12 },
  { country: 'Canada', city: 'Vancouver', weight: 6 },
  { country: 'Switzerland', city: 'Zurich', weight: 3 },
]

const campaigns = [
  { name: 'Clean Water Appeal', fund: 'Wells', weight: 20 },
  { name: 'Christmas Appeal', fund: 'Unrestricted', weight: 20 },
  { name: 'Flood Emergency', fund: 'Emergency Relief', weight: 14 },
  { name: 'Spring Walk', fund: 'Unrestricted', weight: 11 },
  { name: 'Giving Tuesday', fund: 'Unrestricted', weight: 9 },
  { name: 'School Taps', fund: 'Schools', weight: 12 },
  { name: 'Legacy Circle', fund: 'Endowment', weight: 3 },
  { name: 'General Giving', fund: 'Unrestricted', weight: 11 },
]

const channels = [
  { name: 'Online', fee: 0.029, weight: 38 },
  { name: 'Direct Mail', fee: 0.012, weight: 20 },
  { name: 'Bank Transfer', fee: 0, weight: 14 },
  { name: 'Telephone', fee: 0.021, weight: 9 },
  { name: 'Face to Face', fee: 0.034, weight: 12 },
  { name: 'Event', fee: 0.018, weight: 7 },
]

const donorTypes = [
  { name: 'Individual', size: 1, weight: 82 },
  { name: 'Company', size: 9, weight: 9 },
  { name: 'Trust', size: 26, weight: 4 },
  { name: 'Church', size: 4, weight: 5 },
]

const columns = [
  ...['Date', 'Campaign', 'Channel', 'Donor Type', 'Donor ID', 'Country', 'City', 'Fund', 'Amount', 'Fee'],
  ...['Recurring', 'First Gift'],
]

function* rows() {
  const random = createRandom('rivermercy')
  const first = parseDay(asOf) - days
  const people = Array.from({ length: donors }, (_, index) => ({
    id: `D${30210 + index}`,
    place: pickWeighted(random, places),
    type: pickWeighted(random, donorTypes),
    monthly: random() < 0.3,
    known: random() < 0.35,
  }))
  const seen = new Set<string>()
  for (let index = 0; index < gifts; index++) {
    const person = pick(() => random() ** 1.5, people)
    const campaign = pickWeighted(random, campaigns)
    const channel = pickWeighted(random, channels)
    const recurring = person.monthly && campaign.name === 'General Giving'
    const amount = recurring ? pick(random, [5, 10, 15, 25, 50]) : 5 * integer(random, 2, 30) * person.type.size
    const firstGift = !person.known && !seen.has(person.id)
    seen.add(person.id)
    yield [
      ...[formatDay(first + Math.floor((index * days) / gifts)), campaign.name, channel.name, person.type.name],
      ...[person.id, person.place.country, person.place.city, campaign.fund, cents(amount)],
      ...[cents(amount * channel.fee), recurring ? 'Yes' : 'No', firstGift ? 'Yes' : 'No'],
    ]
  }
}

/** A charity for clean water: one row per gift received. */
export const company: EvaluationCompany = {
  id: 'rivermercy',
  asOf,
  description: 'A charity for clean water with donors in five countries: one row per gift, with the fee paid on it.',
  datasets: [table('donations', columns, rows)],
}
