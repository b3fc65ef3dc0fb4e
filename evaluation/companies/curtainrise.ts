import {
  cents,
  createRandom,
  formatDay,
  integer,
  itemAt,
  parseDay,
  pickWeighted,
  type Random,
} from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-11-23'
const bookings = 2600
const firstBooking = parseDay('2024-10-14')

const venues = [
  { name: 'Theatre Royal', city: 'Brighton', weight: 22 },
  { name: 'Pavilion Hall', city: 'Brighton', weight: 10 },
  { name: 'Old Exchange', city: 'Leeds', weight: 18 },
  { name: 'Civic Playhouse', city: 'Leeds', weight: 9 },
  { name: 'Quayside Concert Hall', city: 'Liverpool', weight: 17 },
  { name: 'Alhambra', city: 'Cardiff', weight: 14 },
  { name: 'Usher Rooms', city: 'Edinburgh', weight: 10 },
]

/** What is on, by genre, with what the best seat costs. */
const bills = {
  Musical: [
    62,
    ...['Lanterns over Lisbon', 'The Baker Street Blues', 'Rags and Roses', 'Sugar Mill Road', 'Midnight Tram'],
    ...['Paper Moon Parade', 'Wild Geese'],
  ],
  Drama: [
    44,
    ...['The Glass Orchard', 'An Honest Widow', 'Twelve Chairs', 'The Winter Ferry', 'Salt', 'A House in Trieste'],
    ...['The Clockmaker', 'Borrowed Coats'],
  ],
  Comedy: [
    38,
    ...['Two Vicars and a Goat', 'Mind the Step', 'Uncle Percy Returns', 'Bed and Breakfast', 'The Wrong Trousseau'],
  ],
  Opera: [78, ...['La Bohème', 'The Magic Flute', 'Carmen', 'Rusalka', 'Tosca']],
  Ballet: [66, ...['The Nutcracker', 'Giselle', 'Coppélia', 'Swan Lake']],
  'Classical Concert': [
    48,
    ...['Mahler Fifth', 'Brahms by Candlelight', 'New Year Gala', 'The Planets Live', 'Bach at Noon'],
  ],
  'Family Show': [26, ...['Puss in Boots', 'The Enormous Turnip', 'Captain Pickle', 'Bear Hunt Live', 'Cinderella']],
  'Stand-up': [31, ...['Mo Tavakoli: Still Here', 'Jess Ardern: Loud', 'Late Night Laughs', 'Gareth Pryce: Sorry Mam']],
  Jazz: [35, ...['Blue Hour Quintet', 'Big Band Sunday', 'Ella Remembered']],
} as const

const shows = Object.entries(bills).flatMap(([genre, [price, ...titles]]) =>
  titles.map((title) => ({ title, genre, price })),
)
// Every seventh in turn: each genre has shows that sell and shows that do not.
const bySale = shows.map((_, index) => itemAt(shows, (index * 7 + 5) % shows.length))

const channels = [
  { name: 'Website', weight: 46 },
  { name: 'Mobile App', weight: 18 },
  { name: 'Box Office', weight: 20 },
  { name: 'Phone', weight: 10 },
  { name: 'Ticket Agent', weight: 6 },
]
const ticketTypes = [
  { name: 'Full Price', share: 1, weight: 52 },
  { name: 'Concession', share: 0.8, weight: 16 },
  { name: 'Student', share: 0.6, weight: 9 },
  { name: 'Child', share: 0.5, weight: 8 },
  { name: 'Group', share: 0.75, weight: 7 },
  { name: 'Premium', share: 1.5, weight: 6 },
  { name: 'Complimentary', share: 0, weight: 2 },
]
const refundStatuses = [
  { name: 'Not Refunded', weight: 91 },
  { name: 'Refunded', weight: 5 },
  { name: 'Exchanged', weight: 3 },
  { name: 'Refund Pending', weight: 1 },
]
const sellers = ['Maeve Donnelly', 'Tobias Kerr', 'Priti Shah', 'Owain Bevan', 'Lucy Marchbanks', 'Frank Adeyemi']

const columns = [
  ...['Booking Ref', 'Booking Date', 'Performance Date', 'Show', 'Genre', 'Venue', 'City', 'Booking Channel'],
  ...['Ticket Type', 'Seats', 'Face Value', 'Booking Fee', 'Total Paid', 'Refund Status', 'sold_by'],
]

/** Most book weeks before the night, some on the day. */
function nightOf(random: Random, booked: number): number {
  return booked + Math.floor(110 * random() ** 2)
}

function* rows() {
  const random = createRandom('curtainrise')
  const span = parseDay(asOf) - firstBooking
  for (let index = 0; index < bookings; index++) {
    const booked = firstBooking + Math.floor((index * span) / bookings)
    const { title, genre, price } = pickFavorite(random, bySale)
    const venue = pickWeighted(random, venues)
    const channel = pickWeighted(random, channels).name
    const type = pickWeighted(random, ticketTypes)
    const seats = type.name === 'Group' ? integer(random, 10, 36) : integer(random, 1, 5)
    const seat = Math.round(price * type.share * (1 - 0.2 * integer(random, 0, 2)))
    const fee = channel === 'Box Office' || seat === 0 ? 0 : cents(1.95 * seats)
    yield [
      ...[`CR-${700000 + 13 * index}`, formatDay(booked), formatDay(nightOf(random, booked))],
      ...[random() < 0.01 ? `${title} ` : title, random() < 0.006 ? null : genre, venue.name],
      ...[
        venue.city === 'Cardiff' && random() < 0.05 ? 'CARDIFF' : venue.city,
        channel,
        type.name,
        seats,
        seat * seats,
      ],
      ...[random() < 0.005 ? 'n/a' : fee, cents(seat * seats + fee), pickWeighted(random, refundStatuses).name],
      channel === 'Box Office' || channel === 'Phone' ? pickFavorite(random, sellers) : null,
    ]
  }
}

/** A group of theatres and concert halls: one row per booking, with its fee and whether it was refunded. */
export const company: EvaluationCompany = {
  id: 'curtainrise',
  asOf,
  description: 'Theatres and concert halls in five cities: one row per booking, its seats, fee and refund status.',
  datasets: [table('ticket_sales', columns, rows)],
}
