import {
  type Cell,
  cents,
  createRandom,
  formatDay,
  integer,
  noise,
  parseDay,
  pick,
  pickWeighted,
} from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-08-19'
const days = 960
const deals = 2100

const header = [
  ...['Opportunity Ref', 'Account', 'Sector', 'Regional Office', 'Sales Agent', 'Manager', 'Product', 'Series'],
  ...['Lead Origin', 'Deal Type', 'Deal Stage', 'Created On', 'Close Date', 'Deal Amount'],
]

/** Agents by manager and office. */
const teams = [
  { manager: 'Rosalind Achterberg', office: 'Amsterdam', agents: ['Joost van Dijk', 'Mina Farahani', 'Pieter Claes'] },
  { manager: 'Desmond Oyelaran', office: 'London', agents: ['Harriet Sloane', 'Imran Qureshi', 'Gwen Pritchard'] },
  { manager: 'Celia Montero', office: 'Madrid', agents: ['Álvaro Rey', 'Lucía Benavides'] },
  {
    manager: 'Walter Knapp',
    office: 'Chicago',
    agents: ['Darcy Whitlock', 'Reggie Hobbs', 'Tamsin Oduya', 'Darcy Nolan'],
  },
  { manager: 'Sunita Rao', office: 'Singapore', agents: ['Kenji Mori', 'Wei Ling Tan', 'Arif Hidayat'] },
]

const products = [
  { name: 'Atlas Core', series: 'Atlas', weight: 26, price: 18000 },
  { name: 'Atlas Plus', series: 'Atlas', weight: 20, price: 34000 },
  { name: 'Atlas Enterprise', series: 'Atlas', weight: 9, price: 92000 },
  { name: 'Relay Basic', series: 'Relay', weight: 18, price: 7500 },
  { name: 'Relay Advanced', series: 'Relay', weight: 13, price: 15500 },
  { name: 'Vaultline', series: 'Vault', weight: 9, price: 41000 },
  { name: 'Vaultline Cloud', series: 'Vault', weight: 5, price: 56000 },
]

const origins = [
  { name: 'Website', weight: 27 },
  { name: 'Cold Call', weight: 19 },
  { name: 'Partner', weight: 17 },
  { name: 'Trade Fair', weight: 13 },
  { name: 'Webinar', weight: 13 },
  { name: 'Word of Mouth', weight: 11 },
]

const openStages = [
  { name: 'Qualifying', weight: 30 },
  { name: 'Discovery', weight: 26 },
  { name: 'Proof of Concept', weight: 18 },
  { name: 'Quote Sent', weight: 15 },
  { name: 'Contracting', weight: 11 },
]

const firstWords =
  'Acorn|Belmont|Calder|Drayton|Elmwood|Finch|Garnet|Harrow|Isomer|Jutland|Keystone|Lindale|Mulberry|Norcross|Oriel|Plymouth|Quantock|Ravenhill|Solent|Tarn'.split(
    '|',
  )
const secondWords = ['Mutual', 'Networks', 'Stores', 'Clinics', 'Power', 'Freight', 'College']
const accounts = firstWords.flatMap((first, index) =>
  [0, 1, 2, 3].map((step) => {
    const kind = (index + step * 2) % secondWords.length
    return { name: `${first} ${secondWords[kind]}`, sector: sectorOf(kind) }
  }),
)

function sectorOf(kind: number): string {
  return ['Insurance', 'Telecom', 'Retail', 'Medical', 'Energy', 'Logistics', 'Higher Education'][kind] ?? 'Retail'
}

function* dealRows(): Iterable<readonly Cell[]> {
  const random = createRandom('sableworks', 'deals')
  const today = parseDay(asOf)
  for (let index = 0; index < deals; index++) {
    const created = today - days + Math.floor((index * days) / deals)
    const close = created + integer(random, 12, 140)
    const isClosed = close < today
    const isWon = random() < 0.36
    const account = pickFavorite(random, accounts)
    const team = pickFavorite(random, teams)
    const product = pickWeighted(random, products)
    const type = pick(random, ['New Logo', 'New Logo', 'New Logo', 'Expansion', 'Renewal'])
    const stage = isClosed ? (isWon ? 'Won' : 'Lost') : pickWeighted(random, openStages).name
    yield [
      ...[`SW-${10001 + index}`, account.name, account.sector, team.office, pick(random, team.agents), team.manager],
      ...[product.name, product.series, pickWeighted(random, origins).name, type, stage, formatDay(created)],
      ...[formatDay(close), cents(product.price * noise(random, 0.35))],
    ]
  }
}

/** A software vendor's deals as one CRM export: agents under managers, products in series, won, lost and open. */
export const company: EvaluationCompany = {
  id: 'sableworks',
  asOf,
  description:
    'A vendor of business software with five offices: one CRM export, a row for every deal, won, lost and open.',
  datasets: [table('crm_export', header, dealRows)],
}
