import {
  cents,
  createRandom,
  formatDay,
  integer,
  itemAt,
  noise,
  parseDay,
  pick,
  pickWeighted,
  type Random,
} from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-04-16'
const opened = parseDay('2024-03-04')
const hires = 1850

const depots = [
  { depot: 'Taunton', county: 'Somerset', manager: 'Gareth Pugh', weight: 18 },
  { depot: 'Yeovil', county: 'Somerset', manager: 'Gareth Pugh', weight: 11 },
  { depot: 'Exeter', county: 'Devon', manager: 'Tracey Holman', weight: 22 },
  { depot: 'Barnstaple', county: 'Devon', manager: 'Colin Westaway', weight: 10 },
  { depot: 'Truro', county: 'Cornwall', manager: 'Colin Westaway', weight: 14 },
  { depot: 'Poole', county: 'Dorset', manager: 'Bernadette Quigley', weight: 13 },
  { depot: 'Swindon', county: 'Wiltshire', manager: 'Raj Bhandari', weight: 12 },
]

const fleet = [
  { kind: 'Excavators', machine: 'Mini Digger 1.5T', rate: 85, weight: 15 },
  { kind: 'Excavators', machine: 'Midi Excavator 8T', rate: 165, weight: 8 },
  { kind: 'Excavators', machine: 'Tracked Excavator 13T', rate: 240, weight: 6 },
  { kind: 'Dumpers', machine: 'Skip Dumper 3T', rate: 75, weight: 10 },
  { kind: 'Dumpers', machine: 'Swivel Dumper 6T', rate: 118, weight: 6 },
  { kind: 'Telehandlers', machine: 'Telehandler 6m', rate: 140, weight: 7 },
  { kind: 'Telehandlers', machine: 'Telehandler 14m', rate: 210, weight: 5 },
  { kind: 'Access Platforms', machine: 'Scissor Lift 8m', rate: 95, weight: 9 },
  { kind: 'Access Platforms', machine: 'Cherry Picker 12m', rate: 175, weight: 6 },
  { kind: 'Rollers', machine: 'Tandem Roller 120', rate: 92, weight: 5 },
  { kind: 'Generators', machine: 'Generator 20kVA', rate: 48, weight: 8 },
  { kind: 'Generators', machine: 'Generator 100kVA', rate: 125, weight: 5 },
  { kind: 'Vans', machine: 'Transit Tipper', rate: 79, weight: 8 },
  { kind: 'Vans', machine: 'Long Wheelbase Van', rate: 68, weight: 8 },
  { kind: 'Vans', machine: 'Pickup 4x4', rate: 82, weight: 6 },
]

const trades = [
  {
    trade: 'Groundworks',
    firms: [
      ...['Tamar Groundworks', 'Quantock Civils', 'Blackdown Excavation', 'Redgate Drainage', 'Torridge Earthmoving'],
      ...['Parrett Foundations', 'Brue Piling'],
    ],
  },
  {
    trade: 'House Building',
    firms: [
      ...['Cob & Thatch Homes', 'Larkspur Developments', 'Kingsmead Homes', 'Wessex Timber Frames'],
      ...['Penrose Builders', 'Ottery Construction', 'Chesil Homes', 'Harbour View Developments'],
    ],
  },
  {
    trade: 'Landscaping',
    firms: ['Greenacre Landscapes', 'Hedgerow & Sons', 'Fernhill Gardens', 'Stonewall Paving', 'Bluebell Tree Care'],
  },
  {
    trade: 'Utilities',
    firms: ['Peninsula Water', 'Southwest Fibre', 'Jurassic Power Networks', 'Moorland Gas Services'],
  },
  {
    trade: 'Agriculture',
    firms: ['Coombe Farm', 'Higher Barton Dairy', 'Levels Growers', 'Tolpuddle Estates', 'Bodmin Livestock'],
  },
  {
    trade: 'Events',
    firms: ['Festival Infrastructure', 'Marquee Masters', 'Eden Stages', 'Bath Road Showground', 'Tidewater Events'],
  },
  {
    trade: 'Roofing',
    firms: [
      'Apex Roofing',
      'Slate & Lead',
      'Cornish Solar',
      'Skyline Cladding',
      'Mendip Scaffolding',
      'Poole Roofcare',
    ],
  },
]

const clients = trades
  .flatMap(({ trade, firms }) => firms.map((firm, index) => ({ firm, trade, order: (index * 11 + firm.length) % 40 })))
  .sort((one, other) => one.order - other.order || one.firm.localeCompare(other.firm))

const terms = ['30 Days', 'Cash on Hire', '14 Days', '60 Days']

const columns = [
  ...['Contract No', 'Customer', 'Trade', 'Depot', 'County', 'Equipment Class', 'Machine', 'Hire Start', 'Hire End'],
  ...[
    'Days on Hire',
    'Daily Rate',
    'Hire Charge',
    'delivery_charge',
    'Damage Charge',
    'Acct Mgr',
    'Status',
    'Pymt Terms',
  ],
]

function statusOf(random: Random, daysLeft: number): string {
  if (random() < 0.05) return 'Cancelled'
  if (daysLeft > 0) return 'On Hire'
  return daysLeft > -25 && random() < 0.3 ? 'Overdue' : 'Returned'
}

function* rows() {
  const random = createRandom('axlehire')
  const open = parseDay(asOf) - opened
  for (let hire = 0; hire < hires; hire++) {
    const begun = opened + Math.floor((hire * open) / hires)
    const { firm, trade } = pickFavorite(random, clients)
    const { depot, county, manager } = pickWeighted(random, depots)
    const { kind, machine, rate } = pickWeighted(random, fleet)
    const length = pickWeighted(random, [
      { days: integer(random, 1, 4), weight: 40 },
      { days: integer(random, 5, 21), weight: 42 },
      { days: integer(random, 22, 75), weight: 18 },
    ]).days
    const status = statusOf(random, begun + length - parseDay(asOf))
    const daily = Math.round(rate * noise(random, 0.05))
    const cancelled = status === 'Cancelled'
    const damage = cancelled || random() < 0.91 ? 0 : cents(rate * (1 + 6 * random()))
    yield [
      ...[`HC${30400 + hire}`, firm, trade, depot, random() < 0.008 ? county.toUpperCase() : county, kind, machine],
      ...[formatDay(begun), formatDay(begun + length), cancelled ? 0 : length, daily],
      ...[cancelled ? 0 : daily * length, cancelled ? 0 : pick(random, [0, 45, 60, 85, 120]), damage],
      ...[random() < 0.012 ? null : manager, status, itemAt(terms, Math.floor(4 * random() ** 2))],
    ]
  }
}

/** A plant and vehicle hire firm: one row per hire contract, its end the day agreed. */
export const company: EvaluationCompany = {
  id: 'axlehire',
  asOf,
  description:
    'A plant and vehicle hire firm in the south west of England: one row per hire contract, with its charges and whether the machine is back.',
  datasets: [table('hire_contracts', columns, rows)],
}
