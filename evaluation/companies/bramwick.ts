import { cents, createRandom, formatDay, integer, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-09-16'
const firstDay = '2024-01-01'
const lines = 3400

const dealers = [
  { name: 'Küchenwelt Hagen', country: 'Germany', region: 'DACH' },
  { name: 'Elektro Brandt', country: 'Germany', region: 'DACH' },
  { name: 'Casa Bellini', country: 'Italy', region: 'Southern Europe' },
  { name: 'Maison Durand', country: 'France', region: 'Western Europe' },
  { name: 'Harrowgate Home', country: 'United Kingdom', region: 'UK & Ireland' },
  { name: 'Nordisk Hvidevarer', country: 'Denmark', region: 'Nordics' },
  { name: 'Hemköket', country: 'Sweden', region: 'Nordics' },
  { name: 'Alpenhaus Linz', country: 'Austria', region: 'DACH' },
  { name: 'Van Dijk Keukens', country: 'Netherlands', region: 'Western Europe' },
  { name: 'Cocinas Ibarra', country: 'Spain', region: 'Southern Europe' },
  { name: 'Electro Lumière', country: 'France', region: 'Western Europe' },
  { name: 'Zürcher Küchen', country: 'Switzerland', region: 'DACH' },
  { name: 'Doyle & Sons', country: 'Ireland', region: 'UK & Ireland' },
  { name: 'Kjøkkenhuset', country: 'Norway', region: 'Nordics' },
  { name: 'Pemberton Electrical', country: 'United Kingdom', region: 'UK & Ireland' },
  { name: 'Bianco Casa', country: 'Italy', region: 'Southern Europe' },
]

const products = [
  { name: 'Hand Blender HB200', group: 'Blenders', price: 34, weight: 16 },
  { name: 'Power Blender PB900', group: 'Blenders', price: 118, weight: 8 },
  { name: 'Stand Mixer Classic', group: 'Mixers', price: 229, weight: 9 },
  { name: 'Stand Mixer Pro', group: 'Mixers', price: 389, weight: 5 },
  { name: 'Espresso Duo', group: 'Coffee Machines', price: 312, weight: 8 },
  { name: 'Filter Brewer 12', group: 'Coffee Machines', price: 64, weight: 11 },
  { name: 'Toaster Two Slice', group: 'Toasters', price: 29, weight: 15 },
  { name: 'Toaster Four Slice', group: 'Toasters', price: 45, weight: 9 },
  { name: 'Glass Kettle', group: 'Kettles', price: 38, weight: 14 },
  { name: 'Air Fryer 5L', group: 'Fryers', price: 96, weight: 12 },
  { name: 'Induction Hob 60', group: 'Hobs', price: 415, weight: 4 },
  { name: 'Compact Oven', group: 'Ovens', price: 486, weight: 4 },
]

const reps = {
  DACH: [
    { name: 'Katrin Vogel', weight: 5 },
    { name: 'Stefan Huber', weight: 3 },
  ],
  Nordics: [{ name: 'Astrid Lund', weight: 1 }],
  'Southern Europe': [{ name: 'Giulia Ferri', weight: 1 }],
  'UK & Ireland': [
    { name: 'Tom Ashworth', weight: 3 },
    { name: 'Niamh Kelly', weight: 2 },
  ],
  'Western Europe': [{ name: 'Pieter Smit', weight: 1 }],
}

const columns = [
  ...['Date', 'Order No', 'Country', 'Region', 'Dealer', 'Sales Rep', 'Product', 'Product Group', 'Units'],
  ...['Net Sales', 'Cost', 'Margin'],
]

function* rows() {
  const random = createRandom('bramwick')
  const first = parseDay(firstDay)
  const days = parseDay(asOf) - first
  let order = 240100
  let dealer = pickFavorite(random, dealers)
  let day = first
  for (let index = 0; index < lines; index++) {
    if (index === 0 || random() < 0.55) {
      order++
      dealer = pickFavorite(random, dealers)
      day = first + Math.floor((index * days) / lines)
    }
    const product = pickWeighted(random, products)
    const units = integer(random, 2, product.price > 200 ? 12 : 60)
    const sales = cents(product.price * units * noise(random, 0.08))
    const cost = cents(sales * (product.group === 'Toasters' ? 0.74 : 0.63) * noise(random, 0.05))
    yield [
      ...[formatDay(day), `${order}`, dealer.country, dealer.region, dealer.name],
      pickWeighted(random, reps[dealer.region as keyof typeof reps]).name,
      ...[product.name, product.group, units, sales, cost, cents(sales - cost)],
    ]
  }
}

/** A maker of kitchen appliances: one row per order line of its dealers. */
export const company: EvaluationCompany = {
  id: 'bramwick',
  asOf,
  description:
    'A maker of kitchen appliances that sells to dealers in Europe: one row per order line, with its margin.',
  datasets: [table('sales', columns, rows)],
}
