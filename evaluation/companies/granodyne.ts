import { cents, createRandom, formatDay, integer, noise, parseDay, pick, pickWeighted } from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-04-14'
const months = 27

const plants = [
  { name: 'Leipzig', size: 1.4 },
  { name: 'Katowice', size: 1.1 },
  { name: 'Győr', size: 0.8 },
  { name: 'Monterrey', size: 1.2 },
  { name: 'Chattanooga', size: 1 },
]

const lines = [
  { name: 'Pumps', size: 1.3 },
  { name: 'Valves', size: 1 },
  { name: 'Compressors', size: 0.9 },
  { name: 'Spare Parts', size: 0.4 },
]

/** Each metric with its usual level for a plant and line of size 1, how much it strays, and the decimals it is kept with. */
const metrics = [
  { name: 'Revenue', level: 820000, spread: 0.12 },
  { name: 'EBITDA', level: 118000, spread: 0.2 },
  { name: 'Opex', level: 164000, spread: 0.08 },
  { name: 'COGS', level: 530000, spread: 0.1 },
  { name: 'Units Produced', level: 5200, spread: 0.1, whole: true },
  { name: 'Inventory', level: 410000, spread: 0.1 },
  { name: 'Cash', level: 275000, spread: 0.15 },
  { name: 'Headcount', level: 85, spread: 0.02, whole: true },
  { name: 'Energy Cost', level: 36000, spread: 0.14 },
]

/** Metrics of a rate, which no size of a plant changes. */
const rates = [
  { name: 'Scrap Rate', level: 0.034, spread: 0.3 },
  { name: 'Utilization', level: 0.78, spread: 0.08 },
  { name: 'On-Time Delivery', level: 0.91, spread: 0.04 },
]

const customers =
  'Aqualine Works|Baltic Refining|Corvo Chemicals|Delmar Foods|Ensign Oil & Gas|Fjordkraft|Grupo Sierra|Hydrotek|Imperial Paper|Jade River Mining|Kaskade Wasser|Lonestar Drilling|Mondia Pharma|Nortex|Orion Shipyards|Petrolana|Quimica Norte|Rheinwerk|Solvista|Tatra Steel'.split(
    '|',
  )

const carriers = [
  { name: 'DB Cargo', weight: 28 },
  { name: 'TransEuropa', weight: 30 },
  { name: 'BlueRoad Freight', weight: 24 },
  { name: 'Pacific Lines', weight: 18 },
]

function* figureRows() {
  const random = createRandom('granodyne figures')
  for (let index = 0; index < months; index++) {
    const month = `${2024 + Math.floor(index / 12)}-${String(1 + (index % 12)).padStart(2, '0')}`
    for (const plant of plants) {
      for (const line of lines) {
        for (const { name, level, spread, whole } of metrics) {
          const value = level * plant.size * line.size * (1 + 0.004 * index) * noise(random, spread)
          yield [month, plant.name, line.name, name, whole ? Math.round(value) : cents(value)]
        }
        for (const { name, level, spread } of rates) {
          yield [
            month,
            plant.name,
            line.name,
            name,
            Math.round(10000 * Math.min(1, level * noise(random, spread))) / 10000,
          ]
        }
      }
    }
  }
}

function* deliveryRows() {
  const random = createRandom('granodyne deliveries')
  const first = parseDay('2024-01-02')
  const last = parseDay(asOf) - 1
  for (let index = 0; index < 2600; index++) {
    const late = random() < 0.14
    const line = pickWeighted(
      random,
      lines.map((item) => ({ ...item, weight: 10 * item.size })),
    )
    const units = integer(random, 2, 60)
    yield [
      ...[`DN-${500000 + index}`, formatDay(first + Math.floor((index * (last - first)) / 2600))],
      ...[pick(random, plants).name, line.name, pickFavorite(random, customers), pickWeighted(random, carriers).name],
      ...[units, cents(units * 18 * noise(random, 0.3)), cents(units * 6.5 * noise(random, 0.4))],
      ...[integer(random, 2, 12) + (late ? integer(random, 3, 15) : 0), late ? 'Late' : 'On Time'],
    ]
  }
}

/** Pumps and valves from five plants: monthly figures in one long file, a metric a row, and a wide file of deliveries. */
export const company: EvaluationCompany = {
  id: 'granodyne',
  asOf,
  description: 'A manufacturer with five plants: monthly figures, a metric a row, and deliveries, one a row.',
  datasets: [
    table('monthly figures', ['Month', 'Plant', 'Product Line', 'Metric', 'Value'], figureRows),
    table(
      'deliveries',
      [
        ...['Delivery Note', 'Ship Date', 'Plant', 'Product Line', 'Customer', 'Carrier', 'Units Shipped'],
        ...['Weight (kg)', 'Freight Cost', 'Lead Time Days', 'Delivery Status'],
      ],
      deliveryRows,
    ),
  ],
}
