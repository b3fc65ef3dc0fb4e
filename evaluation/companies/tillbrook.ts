import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-09-15'
const days = 366 + 365 + 257
const policies = 2900

const lines = [
  { name: 'Motor', premium: 620, rate: 0.1, loss: 0.3, weight: 34 },
  { name: 'Home', premium: 410, rate: 0.15, loss: 0.16, weight: 24 },
  { name: 'Travel', premium: 95, rate: 0.2, loss: 0.12, weight: 14 },
  { name: 'Life', premium: 880, rate: 0.28, loss: 0.02, weight: 9 },
  { name: 'Professional Indemnity', premium: 2400, rate: 0.17, loss: 0.08, weight: 7 },
  { name: 'Commercial Property', premium: 5200, rate: 0.16, loss: 0.11, weight: 6 },
  { name: 'Marine Cargo', premium: 7400, rate: 0.14, loss: 0.14, weight: 3 },
  { name: 'Cyber', premium: 3100, rate: 0.18, loss: 0.06, weight: 3 },
]
const insurers = ['Aldgate Mutual', 'Northstar', 'Helvion', 'Crown & Anchor', 'Pelican Direct', 'Sentry General']
const brokers = [
  { name: 'Joanna Pike', office: 'Leeds' },
  { name: 'Samir Haddad', office: 'Bristol' },
  { name: 'Oliver Grant', office: 'Leeds' },
  { name: 'Tamsin Rowe', office: 'Norwich' },
  { name: 'Declan Murphy', office: 'Belfast' },
  { name: 'Ewa Nowak', office: 'Bristol' },
  { name: 'Gareth Lloyd', office: 'Cardiff' },
  { name: 'Oliver Stone', office: 'Norwich' },
]
const personal = [
  { name: 'Personal', weight: 80 },
  { name: 'Sole Trader', weight: 20 },
]
const commercial = [
  { name: 'SME', weight: 62 },
  { name: 'Sole Trader', weight: 18 },
  { name: 'Corporate', weight: 20 },
]

const columns = [
  ...['Policy No', 'Start Date', 'Product Line', 'Insurer', 'Broker', 'Office', 'Customer Segment'],
  ...['Premium', 'Commission', 'Claims Paid', 'Renewed'],
]

function* rows() {
  const random = createRandom('tillbrook')
  const first = parseDay(asOf) - days
  for (let index = 0; index < policies; index++) {
    const line = pickWeighted(random, lines)
    const broker = pickFavorite(random, brokers)
    const segment = pickWeighted(random, line.premium < 1000 ? personal : commercial)
    const premium = cents(line.premium * noise(random, 0.3) * (1 + (0.15 * index) / policies))
    const claims = random() < line.loss ? cents(premium * (0.4 + 3 * random() ** 2)) : 0
    yield [
      ...[`POL-${20000 + index}`, formatDay(first + Math.floor((index * days) / policies)), line.name],
      ...[itemAt(insurers, integer(random, 0, insurers.length - 1)), broker.name, broker.office, segment.name],
      ...[premium, cents(premium * line.rate), claims, random() < (claims > 0 ? 0.58 : 0.76) ? 'Yes' : 'No'],
    ]
  }
}

/** An insurance broker with five offices: one row per policy. */
export const company: EvaluationCompany = {
  id: 'tillbrook',
  asOf,
  description:
    'An insurance broker with five offices: one row per policy with its premium, commission, claims paid and renewal.',
  datasets: [table('policies', columns, rows)],
}
