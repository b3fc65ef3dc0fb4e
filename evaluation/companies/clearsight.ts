import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-10-08'
const firstDay = '2024-09-02'
const tillLines = 3200

const branches = [
  { name: 'Bath Milsom Street', area: 'South West', weight: 13, staff: ['Rose Whitcombe', 'Dev Mistry'] },
  { name: 'Bristol Park Street', area: 'South West', weight: 15, staff: ['Callum Hale', 'Faith Adeyemi'] },
  { name: 'Bristol Clifton', area: 'South West', weight: 8, staff: ['Callum Rigby'] },
  { name: 'Exeter High Street', area: 'South West', weight: 9, staff: ['Morwenna Tregear', 'Rose Pascoe'] },
  { name: 'Taunton High Street', area: 'South West', weight: 6, staff: ['Neil Frost'] },
  { name: 'Cardiff Queen Street', area: 'South Wales', weight: 12, staff: ['Bethan Prosser', 'Idris Vaughan'] },
  { name: 'Newport Friars Walk', area: 'South Wales', weight: 6, staff: ['Carys Nott'] },
  { name: 'Swansea Quadrant', area: 'South Wales', weight: 7, staff: ['Gethin Rowlands'] },
  { name: 'Reading Broad Street', area: 'Thames Valley', weight: 11, staff: ['Mark Penhallow', 'Sunita Bains'] },
  { name: 'Oxford Westgate', area: 'Thames Valley', weight: 10, staff: ['Hugo Lanchester', 'Ines Barroso'] },
  { name: 'Newbury Market Place', area: 'Thames Valley', weight: 4, staff: ['Joy Pemberton'] },
]

/** Department, brand, then each item with its price and how often it is sold. */
const shelves: readonly (readonly [string, string, number, readonly (readonly [string, number, number])[]])[] = [
  [
    'Frames',
    'Harlow & Finch',
    0.36,
    [
      ['Finch Round Tortoise', 145, 8],
      ['Harlow Square Black', 139, 9],
      ['Harlow Rimless', 169, 4],
    ],
  ],
  [
    'Frames',
    'Nordvik',
    0.41,
    [
      ['Nordvik Titan Slim', 219, 5],
      ['Nordvik Aviator', 189, 4],
    ],
  ],
  [
    'Frames',
    'Little Owl',
    0.33,
    [
      ['Little Owl Flexi Junior', 59, 7],
      ['Little Owl Sport Junior', 69, 4],
    ],
  ],
  [
    'Lenses',
    'Visalux',
    0.24,
    [
      ['Single Vision Standard', 49, 15],
      ['Single Vision Thin 1.6', 89, 10],
      ['Varifocal Essential', 149, 9],
      ['Varifocal Premium', 279, 8],
      ['Blue Filter Coating', 35, 9],
      ['Transition Tint', 75, 5],
    ],
  ],
  [
    'Contact Lenses',
    'Aqualine',
    0.52,
    [
      ['Aqualine Dailies 30pk', 24, 14],
      ['Aqualine Monthly 6pk', 38, 8],
      ['Aqualine Toric Dailies 30pk', 33, 5],
    ],
  ],
  ['Contact Lenses', 'PureDrop', 0.45, [['PureDrop Solution 360ml', 11, 8]]],
  [
    'Sunglasses',
    'Solana',
    0.39,
    [
      ['Solana Wayfarer', 119, 6],
      ['Solana Polarised Aviator', 159, 5],
    ],
  ],
  [
    'Eye Care',
    'Clearsight',
    0.12,
    [
      ['Eye Test', 30, 17],
      ['OCT Scan', 25, 8],
      ['Contact Lens Check', 20, 5],
    ],
  ],
  [
    'Accessories',
    'Clearsight',
    0.3,
    [
      ['Hard Case', 12, 5],
      ['Cleaning Kit', 8, 7],
      ['Spectacle Cord', 9, 2],
    ],
  ],
]

const items = shelves.flatMap(([department, brand, cost, goods]) =>
  goods.map(([name, price, weight]) => ({ department, brand, cost, name, price, weight })),
)

const patients = [
  { name: 'Private', weight: 58 },
  { name: 'Over 60', weight: 21 },
  { name: 'Child', weight: 12 },
  { name: 'Student', weight: 9 },
]

const tenders = [
  { name: 'Card', weight: 61 },
  { name: 'NHS Voucher', weight: 14 },
  { name: 'Cash', weight: 11 },
  { name: 'Finance Plan', weight: 8 },
  { name: 'Gift Card', weight: 6 },
]

const columns = [
  ...[
    'Txn Date',
    'Receipt No',
    'Branch',
    'Area',
    'Dispensed By',
    'Patient Type',
    'Department',
    'Brand',
    'Item Description',
  ],
  ...['Line Type', 'Tender', 'Qty', 'Gross Amt', 'Disc Amt', 'Net Amt', 'Cost'],
]

/** Lines of the tills, several to a receipt; shops are closed on Sundays, and what is taken back is negative. */
function* rows() {
  const random = createRandom('clearsight')
  const first = parseDay(firstDay)
  const days = parseDay(asOf) - first
  let receipt = 880100
  let branch = pickWeighted(random, branches)
  let patient = pickWeighted(random, patients).name
  let tender = 'Card'
  let day = formatDay(first)
  for (let line = 0; line < tillLines; line++) {
    if (random() < 0.48) {
      receipt++
      branch = pickWeighted(random, branches)
      patient = pickWeighted(random, patients).name
      tender = pickWeighted(random, tenders).name
      const at = first + Math.floor((line / tillLines) * days)
      day = formatDay(new Date(`${formatDay(at)}T00:00:00Z`).getUTCDay() === 0 ? at - 1 : at)
    }
    const item = pickWeighted(random, items)
    const back = item.department !== 'Eye Care' && random() < 0.04
    const pieces = (item.department === 'Contact Lenses' ? integer(random, 1, 6) : 1) * (back ? -1 : 1)
    const gross = cents(pieces * item.price * (1 + (0.07 * line) / tillLines))
    const off = patient === 'Student' ? 0.15 : patient === 'Over 60' ? 0.1 : random() < 0.25 ? 0.2 : 0
    const discount = cents(gross * off * (off > 0 ? noise(random, 0.1) : 1))
    yield [
      ...[day, `R${receipt}`, random() < 0.01 ? `${branch.name} ` : branch.name, branch.area],
      random() < 0.012 ? null : itemAt(branch.staff, random() < 0.62 ? 0 : branch.staff.length - 1),
      ...[patient, random() < 0.008 ? item.department.toUpperCase() : item.department, item.brand, item.name],
      ...[back ? 'Refund' : 'Sale', tender, pieces, gross, discount, cents(gross - discount)],
      random() < 0.006 ? '-' : cents(pieces * item.price * item.cost * noise(random, 0.05)),
    ]
  }
}

/** A chain of opticians: one row per line of a till receipt, glasses, lenses, eye tests and what was taken back. */
export const company: EvaluationCompany = {
  id: 'clearsight',
  asOf,
  description:
    'A chain of opticians in the west of England and South Wales: one row per till line of its branches, with department, brand, discount, net amount and cost.',
  datasets: [table('till_lines', columns, rows)],
}
