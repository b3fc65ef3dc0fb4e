import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-09-16'
const firstDay = '2024-09-01'
const bookings = 2600

const properties = [
  { name: 'Gull Cottage', owner: 'Mrs P Trevaskis', resort: 'St Ives', beds: 2, night: 148 },
  { name: 'Samphire', owner: 'Hale & Rosen Ltd', resort: 'Salcombe', beds: 4, night: 312 },
  { name: 'The Old Lifeboat House', owner: 'Dr A Kessler', resort: 'Whitby', beds: 3, night: 176 },
  { name: 'Limpet Loft', owner: 'Mrs P Trevaskis', resort: 'St Ives', beds: 1, night: 112 },
  { name: 'Fellgate Barn', owner: 'Northrigg Estates', resort: 'Keswick', beds: 5, night: 334 },
  { name: 'Puffin House', owner: 'G & L Beddoes', resort: 'Tenby', beds: 4, night: 221 },
  { name: 'Saltmarsh Lodge', owner: 'Julian Ferrers', resort: 'Southwold', beds: 3, night: 205 },
  { name: 'Camel Quay 4', owner: 'Rashid Omar', resort: 'Padstow', beds: 2, night: 189 },
  { name: 'Camel Quay 7', owner: 'Rashid Omar', resort: 'Padstow', beds: 3, night: 214 },
  { name: 'Abbey Steps', owner: 'Joan Carter', resort: 'Whitby', beds: 2, night: 129 },
  { name: 'Drake Point', owner: 'Hale & Rosen Ltd', resort: 'Salcombe', beds: 5, night: 398 },
  { name: 'Skiddaw View', owner: 'Northrigg Estates', resort: 'Keswick', beds: 2, night: 144 },
  { name: 'Catbells Cabin', owner: 'Simon Carter', resort: 'Keswick', beds: 1, night: 118 },
  { name: 'Gull House', owner: 'Wenna Jago', resort: 'St Ives', beds: 4, night: 266 },
  { name: 'Castle Beach Flat', owner: 'G & L Beddoes', resort: 'Tenby', beds: 2, night: 121 },
  { name: 'Pier Cottage', owner: 'Julian Ferrers', resort: 'Southwold', beds: 2, night: 158 },
  { name: 'Jet Works Apartment', owner: 'Dr A Kessler', resort: 'Whitby', beds: 1, night: 97 },
  { name: 'Porthmeor Studio', owner: 'Wenna Jago', resort: 'St Ives', beds: 1, night: 124 },
  { name: 'Seashell Mews', owner: 'Claire Abernethy', resort: 'Tenby', beds: 3, night: 163 },
  { name: 'Ferryman', owner: 'Claire Abernethy', resort: 'Salcombe', beds: 2, night: 201 },
  { name: 'Adnams Row', owner: 'Toby Lascelles', resort: 'Southwold', beds: 4, night: 242 },
  { name: 'Stepper Point', owner: 'Toby Lascelles', resort: 'Padstow', beds: 4, night: 287 },
  { name: 'Derwent Bank', owner: 'Simon Carter', resort: 'Keswick', beds: 3, night: 195 },
  { name: 'Whalebone', owner: 'Joan Carter', resort: 'Whitby', beds: 4, night: 208 },
]

const platforms = [
  { name: 'Airbnb', commission: 0.155, weight: 36 },
  { name: 'Booking.com', commission: 0.17, weight: 25 },
  { name: 'Direct', commission: 0, weight: 20 },
  { name: 'Vrbo', commission: 0.13, weight: 12 },
  { name: 'Sykes', commission: 0.21, weight: 7 },
]

const countries = [
  { name: 'United Kingdom', weight: 66 },
  { name: 'Germany', weight: 9 },
  { name: 'Netherlands', weight: 7 },
  { name: 'USA', weight: 6 },
  { name: 'France', weight: 4 },
  { name: 'Ireland', weight: 4 },
  { name: 'Australia', weight: 2 },
  { name: 'Belgium', weight: 2 },
]

const fates = [
  { name: 'Checked Out', weight: 87 },
  { name: 'Cancelled', weight: 11 },
  { name: 'No Show', weight: 2 },
]

/** Rent and custom by month, January first. */
const seasons = [0.72, 0.78, 0.86, 1, 1.06, 1.12, 1.32, 1.4, 1.08, 0.96, 0.76, 0.9]

const columns = [
  ...['Res No', 'Check-in', 'Property', 'Owner', 'Resort', 'Bedrooms', 'Platform', 'Guest Country', 'Nts', 'Guests'],
  ...['Gross Rent', 'Clean Fee', 'Platform Comm', 'Owner Payout', 'Status', 'Review Score', 'Lead Days'],
]

/** One booking a row in the order of arrival, a few of them typed carelessly. */
function* rows() {
  const random = createRandom('stayharbor')
  const opening = parseDay(firstDay)
  const span = parseDay(asOf) - opening
  for (let booking = 0; booking < bookings; booking++) {
    const day = opening + Math.floor((booking / bookings) * span)
    const season = itemAt(seasons, Number(formatDay(day).slice(5, 7)) - 1)
    const { name, owner, resort, beds, night } = pickFavorite(random, properties)
    const { name: platform, commission } = pickWeighted(random, platforms)
    const nights = integer(random, 2, random() < 0.5 ? 4 : season > 1.1 ? 14 : 7)
    const guests = integer(random, 1, beds * 2)
    const rent = cents(nights * night * season * (1 + (0.06 * booking) / bookings) * noise(random, 0.08))
    const cleaning = 35 + beds * 18
    const status = parseDay(asOf) - day < 3 ? 'In House' : pickWeighted(random, fates).name
    const stayed = status !== 'Cancelled'
    const taken = stayed ? cents(rent * commission) : 0
    const payout = stayed ? cents((rent - taken) * 0.8) : 0
    const score = status === 'Checked Out' && random() < 0.7 ? integer(random, random() < 0.12 ? 4 : 7, 10) : null
    yield [
      ...[`SH-${40_100 + booking}`, formatDay(day), random() < 0.008 ? `${name} ` : name],
      ...[random() < 0.006 ? null : owner, resort, beds, platform === 'Vrbo' && random() < 0.2 ? 'VRBO' : platform],
      ...[random() < 0.01 ? null : pickWeighted(random, countries).name, nights, guests, rent, cleaning],
      ...[random() < 0.003 ? '-' : taken, payout, status, score, integer(random, 0, random() < 0.4 ? 30 : 210)],
    ]
  }
}

/** A manager of holiday rentals: one row per booking. */
export const company: EvaluationCompany = {
  id: 'stayharbor',
  asOf,
  description:
    'A manager of holiday rentals in seven seaside and lakeside resorts: one row per booking, with rent, commission, payout and review.',
  datasets: [table('bookings', columns, rows)],
}
