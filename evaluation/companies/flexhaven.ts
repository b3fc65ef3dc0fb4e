import {
  cents,
  createRandom,
  formatDay,
  integer,
  itemAt,
  noise,
  normal,
  parseDay,
  pickWeighted,
} from '@salestalk/samples'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-04-22'
const days = 365 * 2 + 51
const visits = 2600

const studios = [
  { name: 'Riverside', city: 'Bristol', country: 'United Kingdom', weight: 16, level: 1 },
  { name: 'Temple Quay', city: 'Bristol', country: 'United Kingdom', weight: 9, level: 1.05 },
  { name: 'Canal Street', city: 'Manchester', country: 'United Kingdom', weight: 15, level: 1.02 },
  { name: 'Deansgate', city: 'Manchester', country: 'United Kingdom', weight: 11, level: 1.1 },
  { name: 'Headingley', city: 'Leeds', country: 'United Kingdom', weight: 10, level: 0.92 },
  { name: 'Merchant City', city: 'Glasgow', country: 'United Kingdom', weight: 9, level: 0.95 },
  { name: 'Grand Canal Dock', city: 'Dublin', country: 'Ireland', weight: 14, level: 1.25 },
  { name: 'Rathmines', city: 'Dublin', country: 'Ireland', weight: 8, level: 1.15 },
  { name: 'Shandon', city: 'Cork', country: 'Ireland', weight: 8, level: 1 },
]

const services = [
  { name: 'Spin', category: 'Group Class', weight: 20, fee: 14, minutes: 45 },
  { name: 'HIIT', category: 'Group Class', weight: 17, fee: 15, minutes: 45 },
  { name: 'Vinyasa Yoga', category: 'Group Class', weight: 14, fee: 16, minutes: 60 },
  { name: 'Hot Yoga', category: 'Group Class', weight: 8, fee: 19, minutes: 75 },
  { name: 'Reformer Pilates', category: 'Group Class', weight: 13, fee: 24, minutes: 50 },
  { name: 'Personal Training', category: 'One-to-One', weight: 14, fee: 55, minutes: 60 },
  { name: 'Nutrition Consult', category: 'One-to-One', weight: 4, fee: 48, minutes: 40 },
  { name: 'Sports Massage', category: 'Therapy', weight: 6, fee: 62, minutes: 60 },
  { name: 'Physio Assessment', category: 'Therapy', weight: 4, fee: 78, minutes: 50 },
]

const trainers = [
  ...['Aoife Brennan', 'Callum Reid', 'Danielle Osei', 'Ewan McAllister', 'Farah Siddiqui', 'Gabriel Costa'],
  ...['Hanna Virtanen', 'Imogen Clarke', 'José Medina', 'Kwame Boateng', 'Laura Finch', 'Laura Pettersson'],
  ...['Niamh Gallagher', 'Oliver Stone', 'Rhys Morgan', 'Saoirse Kelly', 'Tomasz Zieliński', 'Yuki Tanaka'],
]

const memberTypes = [
  { name: 'Unlimited', weight: 30, price: 0.7 },
  { name: 'Off-Peak', weight: 18, price: 0.75 },
  { name: 'Student', weight: 14, price: 0.65 },
  { name: 'Corporate', weight: 15, price: 0.9 },
  { name: 'Family', weight: 9, price: 0.8 },
  { name: 'Drop-in', weight: 14, price: 1.2 },
]

const sources = [
  { name: 'Mobile App', weight: 46 },
  { name: 'Website', weight: 24 },
  { name: 'Front Desk', weight: 16 },
  { name: 'GymHopper', weight: 10 },
  { name: 'Phone', weight: 4 },
]

const columns = [
  ...['Visit ID', 'Visit Date', 'Studio', 'City', 'Country', 'Trainer', 'Service', 'Service Category', 'Member Type'],
  ...['Booking Source', 'Duration (min)', 'Fee', 'Trainer Pay', 'No-Show', 'First Visit', 'Satisfaction Score'],
]

function* rows() {
  const random = createRandom('flexhaven')
  const first = parseDay(asOf) - days
  for (let index = 0; index < visits; index++) {
    const visited = first + Math.floor((index * days) / visits)
    const place = integer(random, 0, studios.length - 1)
    const studio = random() < 0.5 ? pickWeighted(random, studios) : itemAt(studios, place)
    const service = pickWeighted(random, services)
    const trainer = itemAt(trainers, (studios.indexOf(studio) * 2 + integer(random, 0, 1)) % trainers.length)
    const member = pickWeighted(random, memberTypes)
    const source = pickWeighted(random, sources)
    const missed = random() < (source.name === 'GymHopper' ? 0.2 : 0.07)
    const growth = 1 + 0.15 * (index / visits)
    const fee = missed ? 5 : cents(service.fee * studio.level * member.price * growth * noise(random, 0.06))
    const score = missed || random() < 0.4 ? null : Math.max(1, Math.min(5, Math.round(4.3 + 0.8 * normal(random))))
    yield [
      ...[`V-${20000 + index * 3}`, formatDay(visited), studio.name, studio.city, studio.country, trainer],
      ...[service.name, service.category, member.name, source.name, missed ? 0 : service.minutes, fee],
      ...[cents(fee * 0.42 * noise(random, 0.1)), missed ? 'Yes' : 'No', random() < 0.12 ? 'Yes' : 'No', score],
    ]
  }
}

/** Fitness studios: one row per booked visit, some missed, some unrated. */
export const company: EvaluationCompany = {
  id: 'flexhaven',
  asOf,
  description: 'Nine fitness studios in five cities: one row per booked visit.',
  datasets: [table('visits', columns, rows)],
}
