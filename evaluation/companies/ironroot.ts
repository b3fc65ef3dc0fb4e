import { cents, createRandom, integer, noise, type Random } from '@salestalk/samples'
import { around } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const firstYear = 2024
const firstMonth = 5
const months = 28

/** Club, city, district, format, manager, size in members, and the month it opened in, counted from the first. */
const clubs = [
  ['Harbor Point', 'Tacoma', 'Puget Sound', 'Full Service', 'Dana Whitfield', 2900, 0],
  ['Harbor Mills', 'Seattle', 'Puget Sound', 'Full Service', 'Marcus Oyelaran', 3400, 0],
  ['Union Station', 'Seattle', 'Puget Sound', 'Express 24/7', 'Marcus Oyelaran', 1500, 0],
  ['Westgate Mall', 'Bellevue', 'Puget Sound', 'Full Service', 'Priya Raman', 3100, 0],
  ['Capitol Lake', 'Olympia', 'Puget Sound', 'Express 24/7', 'Dana Whitfield', 1100, 9],
  ['Riverside North', 'Spokane', 'Inland Northwest', 'Full Service', 'Joel Park', 2300, 0],
  ['Riverside South', 'Spokane', 'Inland Northwest', 'Express 24/7', 'Joel Park', 1200, 0],
  ['Summit Park', 'Boise', 'Inland Northwest', 'Full Service', 'Grace Summers', 2600, 0],
  ['The Foundry', 'Boise', 'Inland Northwest', 'Strength Box', 'Trent Whitfield', 640, 4],
  ['Market Square', 'Portland', 'Willamette Valley', 'Full Service', 'Rosa Delgado-Kim', 3300, 0],
  ['Old Mill Road', 'Portland', 'Willamette Valley', "Women's Studio", 'Hannah Lindqvist', 820, 0],
  ['Campus', 'Eugene', 'Willamette Valley', 'Express 24/7', 'Owen Castellano', 1700, 0],
  ['Eastgate', 'Salem', 'Willamette Valley', 'Full Service', 'Rosa Delgado-Kim', 2100, 0],
  ['Airport Way', 'Portland', 'Willamette Valley', 'Express 24/7', 'Owen Castellano', 1000, 15],
] as const
type Format = (typeof clubs)[number][3]

/** Type, commitment, monthly dues, share of a club's members, share that leaves a month, formats without it. */
const types: readonly (readonly [string, string, number, number, number, readonly Format[]])[] = [
  ['Basic', '12 Months', 29.99, 0.27, 0.022, []],
  ['Basic Flex', 'Month-to-Month', 36.99, 0.16, 0.055, []],
  ['Plus', '12 Months', 49.99, 0.17, 0.019, []],
  ['Plus Flex', 'Month-to-Month', 58.99, 0.09, 0.048, []],
  ['Black Card', '24 Months', 79.99, 0.08, 0.012, ["Women's Studio"]],
  ['Student Saver', 'Month-to-Month', 24.99, 0.09, 0.062, ["Women's Studio"]],
  ['Family Plan', '12 Months', 99, 0.06, 0.014, ['Express 24/7', 'Strength Box', "Women's Studio"]],
  ['Corporate Wellness', '12 Months', 34.5, 0.05, 0.01, ['Strength Box']],
  ['Off-Peak', 'Month-to-Month', 19.99, 0.04, 0.05, ['Express 24/7']],
]

const trainingPerMember: Readonly<Record<Format, number>> = {
  'Full Service': 5.4,
  'Express 24/7': 1.1,
  'Strength Box': 13.5,
  "Women's Studio": 7.8,
}

const columns = [
  ...['Billing Month', 'Club', 'City', 'District', 'Format', 'Club Mgr', 'Membership Type', 'Commitment'],
  ...['Active Mbrs', 'New Joins', 'Cancels', 'Dues Billed', 'PT Rev'],
]

/** How eagerly people join in a calendar month: resolutions in January, the start of term in September. */
const eagerness = [1.9, 1.35, 1.1, 0.95, 0.9, 0.8, 0.75, 0.85, 1.3, 1.05, 0.85, 0.7]

function* rows() {
  const random = createRandom('ironroot')
  const books = clubs.flatMap((club) =>
    types.flatMap((type) => (type[5].includes(club[3]) ? [] : [{ club, type, members: 0 }])),
  )
  for (let month = 0; month < months; month++) {
    const calendar = (firstMonth - 1 + month) % 12
    const year = firstYear + Math.floor((firstMonth - 1 + month) / 12)
    const day = `${year}-${String(calendar + 1).padStart(2, '0')}-01`
    for (const book of books) {
      const [name, city, district, format, manager, size, opened] = book.club
      const [type, commitment, price, share, leaving] = book.type
      if (month < opened) continue
      const start = size * share * (opened > 0 ? 0.35 : 0.86)
      const before = month === opened ? Math.round(around(random, start, 0.12)) : book.members
      const joins = count(random, size * share * (leaving + 0.006) * (eagerness[calendar] ?? 1))
      const cancels = Math.min(before, count(random, before * leaving * (calendar === 1 ? 1.3 : 1)))
      book.members = before + joins - cancels
      const dues = cents(book.members * price * (1 + 0.0022 * month) * noise(random, 0.015))
      const training = cents(book.members * trainingPerMember[format] * (price / 45) * noise(random, 0.22))
      yield [
        ...[day, random() < 0.008 ? `${name} ` : name, city, district, format],
        ...[random() < 0.01 ? null : manager, random() < 0.008 ? type.toUpperCase() : type, commitment],
        ...[book.members, joins, cancels, dues, random() < 0.006 ? '-' : training],
      ]
    }
  }
}

function count(random: Random, expected: number): number {
  return Math.max(0, Math.round(expected * noise(random, 0.25)) + integer(random, -1, 1))
}

/** A chain of gyms: one row per month, club and membership type. */
export const company: EvaluationCompany = {
  id: 'ironroot',
  asOf: '2026-09-16',
  description:
    'A chain of fitness clubs: one row per month, club and membership type, with members, joins, cancels and revenue.',
  datasets: [table('membership_months', columns, rows)],
}
