import { cents, createRandom, formatDay, integer, noise, normal, parseDay, pickWeighted } from '@salestalk/samples'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-03-18'
const days = 24 * 30 + 30
const bookings = 3000

const properties = [
  { name: 'Harbour House', city: 'Lisbon', country: 'Portugal', weight: 12, level: 1.05 },
  { name: 'Harbour View Suites', city: 'Porto', country: 'Portugal', weight: 8, level: 1 },
  { name: 'Grand Hotel Élysée', city: 'Paris', country: 'France', weight: 11, level: 1.6 },
  { name: 'Maison Bellecour', city: 'Lyon', country: 'France', weight: 5, level: 1.1 },
  { name: 'The Fox & Lantern', city: 'Bath', country: 'United Kingdom', weight: 6, level: 1.1 },
  { name: 'Old Mill Inn', city: 'Edinburgh', country: 'United Kingdom', weight: 8, level: 0.95 },
  { name: 'Old Town Lofts', city: 'Salzburg', country: 'Austria', weight: 5, level: 1.05 },
  { name: 'Kaiser Palace', city: 'Vienna', country: 'Austria', weight: 10, level: 1.4 },
  { name: 'Casa del Río', city: 'Seville', country: 'Spain', weight: 8, level: 0.9 },
  { name: 'Prado Court', city: 'Madrid', country: 'Spain', weight: 9, level: 1.1 },
  { name: 'Alster Palace', city: 'Hamburg', country: 'Germany', weight: 7, level: 1.2 },
  { name: 'Linden Court', city: 'Munich', country: 'Germany', weight: 7, level: 1.15 },
  { name: 'Nyhavn Lodge', city: 'Copenhagen', country: 'Denmark', weight: 4, level: 1.3 },
]

const rooms = [
  { name: 'Standard Double', weight: 34, rate: 118 },
  { name: 'Standard Twin', weight: 18, rate: 112 },
  { name: 'Deluxe King', weight: 22, rate: 165 },
  { name: 'Family Room', weight: 12, rate: 178 },
  { name: 'Junior Suite', weight: 10, rate: 240 },
  { name: 'Penthouse', weight: 4, rate: 420 },
]

const channels = [
  { name: 'Direct Website', weight: 30, commission: 0 },
  { name: 'Phone', weight: 9, commission: 0 },
  { name: 'RoomHub', weight: 27, commission: 0.17 },
  { name: 'StayFinder', weight: 16, commission: 0.15 },
  { name: 'Travel Agency', weight: 10, commission: 0.1 },
  { name: 'Walk-in', weight: 8, commission: 0 },
]

const segments = [
  { name: 'Business', weight: 36 },
  { name: 'Leisure', weight: 40 },
  { name: 'Groups', weight: 14 },
  { name: 'Weddings & Events', weight: 10 },
]

const tiers = [
  { name: 'Non-member', weight: 52 },
  { name: 'Bronze', weight: 22 },
  { name: 'Silver', weight: 14 },
  { name: 'Gold', weight: 9 },
  { name: 'Platinum', weight: 3 },
]

const columns = [
  ...['Booking ID', 'Arrival Date', 'Property', 'City', 'Country', 'Room Type', 'Booking Channel', 'Guest Segment'],
  ...['Loyalty Tier', 'Nights', 'Room Revenue', 'Extras Revenue', 'Total Revenue', 'Commission Cost', 'Cancelled'],
  'Guest Rating',
]

function* rows() {
  const random = createRandom('staylight')
  const first = parseDay(asOf) - days
  for (let index = 0; index < bookings; index++) {
    const arrival = first + Math.floor((index * days) / bookings)
    const property = pickWeighted(random, properties)
    const room = pickWeighted(random, rooms)
    const channel = pickWeighted(random, channels)
    const cancelled = random() < (channel.commission > 0.12 ? 0.19 : 0.08)
    const nights = integer(random, 1, 4) + (random() < 0.15 ? 3 : 0)
    const growth = 1 + 0.12 * (index / bookings)
    const price = cancelled ? 0 : cents(nights * room.rate * property.level * growth * noise(random, 0.12))
    const extras = cancelled || random() < 0.3 ? 0 : cents(nights * 24 * noise(random, 0.5))
    const rating = cancelled || random() < 0.35 ? null : Math.round(10 * Math.min(10, 8.3 + normal(random))) / 10
    yield [
      ...[`SL-${100000 + index}`, formatDay(arrival), property.name, property.city, property.country, room.name],
      ...[channel.name, pickWeighted(random, segments).name, pickWeighted(random, tiers).name, nights, price, extras],
      ...[cents(price + extras), cents(price * channel.commission), cancelled ? 'Yes' : 'No', rating],
    ]
  }
}

/** Hotels: one row per booking, some cancelled, some unrated. */
export const company: EvaluationCompany = {
  id: 'staylight',
  asOf,
  description: 'A group of thirteen hotels in seven countries: one row per booking.',
  datasets: [table('bookings', columns, rows)],
}
