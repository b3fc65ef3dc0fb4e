import { cents, createRandom, formatDay, itemAt, noise, parseDay } from '@salestalk/samples'
import { around } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-09-07'
/** A Sunday, as all the weeks' ends are. */
const firstWeek = '2024-09-08'
const weeks = 105

const verticals = [
  { name: 'Grocery', ticket: 24, transactions: 2600, disputes: 0.0003, refunds: 0.006 },
  { name: 'Fashion', ticket: 71, transactions: 820, disputes: 0.0022, refunds: 0.09 },
  { name: 'Travel', ticket: 312, transactions: 240, disputes: 0.0061, refunds: 0.07 },
  { name: 'Restaurants', ticket: 33, transactions: 1300, disputes: 0.0006, refunds: 0.009 },
  { name: 'Electronics', ticket: 148, transactions: 430, disputes: 0.0035, refunds: 0.05 },
  { name: 'Gaming', ticket: 19, transactions: 1900, disputes: 0.0088, refunds: 0.03 },
  { name: 'Health & Beauty', ticket: 46, transactions: 690, disputes: 0.0014, refunds: 0.03 },
]

const tiers: Readonly<Record<string, number>> = { Starter: 0.029, Growth: 0.022, Scale: 0.016, 'Interchange++': 0.009 }

const merchants = [
  { name: 'Korenbloem Markt', vertical: 'Grocery', country: 'Netherlands', tier: 'Scale', from: 0, to: 105, size: 2.1 },
  { name: 'Bela Loja', vertical: 'Fashion', country: 'Portugal', tier: 'Growth', from: 0, to: 105, size: 1.3 },
  { name: 'Skyhopper', vertical: 'Travel', country: 'Ireland', tier: 'Interchange++', from: 0, to: 105, size: 3.2 },
  {
    name: 'Pizzeria Vesuvio Group',
    vertical: 'Restaurants',
    country: 'Italy',
    tier: 'Growth',
    from: 0,
    to: 105,
    size: 1.2,
  },
  { name: 'Voltkast', vertical: 'Electronics', country: 'Netherlands', tier: 'Scale', from: 0, to: 105, size: 1.9 },
  { name: 'Lootforge', vertical: 'Gaming', country: 'Poland', tier: 'Scale', from: 0, to: 105, size: 2.4 },
  { name: 'Derma Verde', vertical: 'Health & Beauty', country: 'Spain', tier: 'Growth', from: 0, to: 105, size: 1 },
  { name: 'Mercado Sol', vertical: 'Grocery', country: 'Spain', tier: 'Interchange++', from: 0, to: 105, size: 2.8 },
  { name: 'Mercado Norte', vertical: 'Grocery', country: 'Portugal', tier: 'Growth', from: 0, to: 105, size: 0.9 },
  { name: 'Threadneedle & Co', vertical: 'Fashion', country: 'Ireland', tier: 'Starter', from: 0, to: 105, size: 0.6 },
  { name: 'Nebula Games', vertical: 'Gaming', country: 'Ireland', tier: 'Growth', from: 0, to: 105, size: 1.1 },
  {
    name: 'Rotterdam Rib House',
    vertical: 'Restaurants',
    country: 'Netherlands',
    tier: 'Starter',
    from: 0,
    to: 92,
    size: 0.5,
  },
  {
    name: 'Trattoria Aurelia',
    vertical: 'Restaurants',
    country: 'Italy',
    tier: 'Starter',
    from: 0,
    to: 105,
    size: 0.7,
  },
  { name: 'Viaggi Tramontana', vertical: 'Travel', country: 'Italy', tier: 'Growth', from: 0, to: 105, size: 1.1 },
  { name: 'Krakow Komputer', vertical: 'Electronics', country: 'Poland', tier: 'Growth', from: 0, to: 105, size: 1 },
  { name: 'Zielony Sklep', vertical: 'Grocery', country: 'Poland', tier: 'Starter', from: 0, to: 105, size: 0.6 },
  {
    name: 'Glow Atelier',
    vertical: 'Health & Beauty',
    country: 'Netherlands',
    tier: 'Starter',
    from: 0,
    to: 70,
    size: 0.5,
  },
  { name: 'Camino Tours', vertical: 'Travel', country: 'Spain', tier: 'Growth', from: 0, to: 105, size: 0.9 },
  { name: 'Moda Brera', vertical: 'Fashion', country: 'Italy', tier: 'Scale', from: 0, to: 105, size: 2.2 },
  { name: 'Lisbon Byte', vertical: 'Electronics', country: 'Portugal', tier: 'Starter', from: 0, to: 105, size: 0.5 },
  {
    name: 'Paddy Fields Grocers',
    vertical: 'Grocery',
    country: 'Ireland',
    tier: 'Growth',
    from: 0,
    to: 105,
    size: 1.1,
  },
  { name: 'Pixel Bazaar', vertical: 'Gaming', country: 'Spain', tier: 'Starter', from: 9, to: 105, size: 0.6 },
  { name: 'Tapas Quince', vertical: 'Restaurants', country: 'Spain', tier: 'Growth', from: 14, to: 105, size: 1 },
  { name: 'Fado & Fork', vertical: 'Restaurants', country: 'Portugal', tier: 'Starter', from: 18, to: 105, size: 0.5 },
  { name: 'Wolna Moda', vertical: 'Fashion', country: 'Poland', tier: 'Growth', from: 22, to: 105, size: 1 },
  { name: 'Windmill Travel', vertical: 'Travel', country: 'Netherlands', tier: 'Growth', from: 27, to: 105, size: 0.8 },
  {
    name: 'Bottega Salute',
    vertical: 'Health & Beauty',
    country: 'Italy',
    tier: 'Growth',
    from: 31,
    to: 105,
    size: 1.1,
  },
  {
    name: 'Galway Gadgets',
    vertical: 'Electronics',
    country: 'Ireland',
    tier: 'Starter',
    from: 38,
    to: 105,
    size: 0.6,
  },
  { name: 'Alfacinha Voyages', vertical: 'Travel', country: 'Portugal', tier: 'Starter', from: 45, to: 98, size: 0.4 },
  {
    name: 'Nebula Cosmetics',
    vertical: 'Health & Beauty',
    country: 'Poland',
    tier: 'Starter',
    from: 50,
    to: 105,
    size: 0.7,
  },
  { name: 'Sneaker Dock', vertical: 'Fashion', country: 'Netherlands', tier: 'Scale', from: 56, to: 105, size: 1.8 },
  { name: 'Tienda Chispa', vertical: 'Electronics', country: 'Spain', tier: 'Growth', from: 64, to: 105, size: 0.9 },
  {
    name: 'Dragonkeep Online',
    vertical: 'Gaming',
    country: 'Netherlands',
    tier: 'Interchange++',
    from: 71,
    to: 105,
    size: 2.6,
  },
  { name: 'Fresco Ovunque', vertical: 'Grocery', country: 'Italy', tier: 'Growth', from: 79, to: 105, size: 1.2 },
  { name: 'Emerald Eats', vertical: 'Restaurants', country: 'Ireland', tier: 'Starter', from: 86, to: 105, size: 0.6 },
]

const channels = ['Partner Referral', 'Outbound', 'Self-Serve', 'ISV Integration', 'Events']

const managers: Readonly<Record<string, readonly string[]>> = {
  Netherlands: ['Femke Dijkstra'],
  Ireland: ['Ciaran Nolan', 'Aoife Brennan'],
  Italy: ['Marco Bellini'],
  Spain: ['Lucía Ferrer', 'Marta Ruiz'],
  Portugal: ['Marta Ruiz', 'Marta Carvalho'],
  Poland: ['Tomasz Wrona'],
}

const columns = [
  ...['wk_ending', 'mid', 'Merchant', 'Industry', 'Country', 'Pricing Tier', 'Acq Channel', 'Acct Mgr', 'Txns'],
  ...['TPV', 'Fees', 'CB Count', 'CB Amt', 'Refund Count', 'Refund Amt'],
]

function* rows() {
  const random = createRandom('paylane')
  const opening = parseDay(firstWeek)
  for (let week = 0; week < weeks; week++) {
    const day = opening + week * 7
    const month = formatDay(day).slice(5, 7)
    const season = month === '12' ? 1.45 : month === '11' ? 1.2 : month === '02' ? 0.86 : 1
    for (const [index, merchant] of merchants.entries()) {
      if (week < merchant.from || week >= merchant.to) continue
      const { name, vertical, country, tier, size } = merchant
      const kind = verticals.find((entry) => entry.name === vertical) ?? itemAt(verticals, 0)
      const growth = 1 + (0.3 * week) / weeks
      const transactions = Math.max(5, Math.round(around(random, kind.transactions * size * season * growth, 0.18)))
      const volume = cents(transactions * kind.ticket * noise(random, 0.05))
      const disputes = Math.round(transactions * kind.disputes * 2 * random())
      const refunds = Math.round(transactions * kind.refunds * 2 * random())
      const team = managers[country] ?? ['Femke Dijkstra']
      yield [
        ...[formatDay(day), `M-${70410 + index * 13}`, random() < 0.006 ? `${name} ` : name, vertical],
        ...[random() < 0.008 ? `${country} ` : country, tier, itemAt(channels, (index * 3 + 1) % channels.length)],
        ...[random() < 0.01 ? null : itemAt(team, index % team.length), transactions, volume],
        ...[cents(volume * (tiers[tier] ?? 0.02) + transactions * 0.09), disputes],
        random() < 0.004 ? '-' : cents(disputes * kind.ticket * noise(random, 0.1)),
        ...[refunds, cents(refunds * kind.ticket * noise(random, 0.1))],
      ]
    }
  }
}

/** A processor of card payments: one row per merchant and week. */
export const company: EvaluationCompany = {
  id: 'paylane',
  asOf,
  description:
    'A card payment processor with merchants in six countries: one row per merchant per week, with transactions, volume, fees, chargebacks and refunds.',
  datasets: [table('merchant_weeks', columns, rows)],
}
