import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-11-23'
const firstDay = '2024-11-04'
const lines = 2800

/** Brand, category, then each product with the list price of a case. */
const range = [
  ['Sunmorn', 'Breakfast Cereals', 'Sunmorn Corn Flakes 500g', 31, 'Sunmorn Choco Rings 375g', 36],
  ['Sunmorn', 'Snack Bars', 'Sunmorn Oat Bar 6pk', 24],
  ['Kibo', 'Tea & Coffee', 'Kibo Black Tea 100s', 42, 'Kibo Instant Coffee 100g', 67],
  ['Fruvia', 'Juices', 'Fruvia Orange 1L', 19, 'Fruvia Apple 1L', 18, 'Fruvia Mango 250ml', 14],
  ['Zapp', 'Soft Drinks', 'Zapp Cola 500ml', 16, 'Zapp Lemon 500ml', 15, 'Zapp Ginger 330ml', 13],
  ['Zapp', 'Energy Drinks', 'Zapp Volt 250ml', 29],
  [
    'Crispello',
    'Crisps & Nuts',
    'Crispello Sea Salt 120g',
    22,
    'Crispello Paprika 120g',
    22,
    'Crispello Cashews 80g',
    38,
  ],
  ['Dolcetta', 'Chocolate', 'Dolcetta Milk 100g', 34, 'Dolcetta Hazelnut 100g', 37, 'Dolcetta Dark 70%', 39],
  ['Dolcetta', 'Biscuits', 'Dolcetta Wafers 150g', 21],
  ['Brightwash', 'Laundry', 'Brightwash Powder 2kg', 58, 'Brightwash Gel 1.5L', 63],
  ['Brightwash', 'Dish Care', 'Brightwash Lemon Liquid 750ml', 25],
  ['Pastamia', 'Pasta & Rice', 'Pastamia Spaghetti 500g', 17, 'Pastamia Jasmine Rice 1kg', 28],
  ['Tomara', 'Canned Food', 'Tomara Peeled Tomatoes 400g', 15, 'Tomara Baked Beans 400g', 18, 'Tomara Tuna Chunks', 52],
] as const

const products = range.flatMap(([brand, category, ...cells]) =>
  cells.flatMap((cell, index) => {
    const price = cells[index + 1]
    return typeof cell === 'string' && typeof price === 'number' ? [{ brand, category, name: cell, price }] : []
  }),
)

const managers = {
  Northern: ['Oduya Mensah', 'Carla Whitlock'],
  Central: ['Tobias Renner', 'Priyanka Rao'],
  Coastal: ['Marguerite Dube', 'Carla Whitlock'],
  Lakeside: ['Hamish Boateng'],
  Capital: ['Svetlana Orlova', 'Tobias Renner', 'Jonas Achterberg'],
} as const
type Region = keyof typeof managers

/** Chain, outlet type, what it takes of all invoices, its discount, then the regions and places of its outlets. */
const chains: readonly (readonly [string, string, number, number, readonly (readonly [Region, string])[]])[] = [
  [
    'FreshMart',
    'Supermarket',
    26,
    0.14,
    [
      ['Capital', 'Harbor Road'],
      ['Capital', 'Elm Plaza'],
      ['Central', 'Stonebridge'],
      ['Coastal', 'Palm Beach'],
      ['Northern', 'Kilnworth'],
      ['Lakeside', 'Pier 9'],
    ],
  ],
  [
    'Valuco',
    'Hypermarket',
    22,
    0.18,
    [
      ['Capital', 'Ring West'],
      ['Central', 'Orchard Park'],
      ['Northern', 'Gatefield'],
      ['Coastal', 'Marina'],
    ],
  ],
  [
    'Green Basket',
    'Supermarket',
    14,
    0.11,
    [
      ['Capital', 'Old Town'],
      ['Central', 'Mill Lane'],
      ['Lakeside', 'Boathouse'],
      ['Coastal', 'Sandhill'],
      ['Coastal', 'Lighthouse'],
    ],
  ],
  [
    'QuickStop',
    'Petrol Station',
    11,
    0.07,
    [
      ['Northern', 'A4 North'],
      ['Northern', 'Junction 12'],
      ['Central', 'Bypass'],
      ['Capital', 'Airport'],
      ['Coastal', 'Ferry'],
    ],
  ],
  [
    'Corner & Co',
    'Convenience',
    9,
    0.06,
    [
      ['Capital', 'Station Street'],
      ['Capital', 'Union Square'],
      ['Central', 'Tannery'],
      ['Lakeside', 'Swan Court'],
      ['Northern', 'Foundry'],
    ],
  ],
  [
    'Bulkhaus',
    'Cash & Carry',
    8,
    0.16,
    [
      ['Central', 'Depot 1'],
      ['Northern', 'Depot 2'],
      ['Coastal', 'Depot 3'],
    ],
  ],
  [
    'Independent',
    'Kiosk',
    10,
    0.03,
    [
      ['Capital', "Mama Joy's Kiosk"],
      ['Capital', 'Metro Kiosk 14'],
      ['Capital', 'Tram Stop Kiosk'],
      ['Coastal', 'Beachfront Kiosk'],
      ['Coastal', "Pablo's Corner"],
      ['Lakeside', 'Ferry Landing Kiosk'],
      ['Lakeside', 'Duckpond Kiosk'],
      ['Northern', 'Miners Gate Kiosk'],
      ['Northern', 'Uplands Newsstand'],
      ['Central', 'University Kiosk'],
      ['Central', 'Market Hall Kiosk'],
      ['Central', 'Clocktower Kiosk'],
    ],
  ],
]

const outlets = chains.flatMap(([chain, type, weight, discount, places]) =>
  places.map(([region, place]) => ({
    ...{ chain, type, discount, region },
    name: chain === 'Independent' ? place : `${chain} ${place}`,
    weight: weight / places.length,
    manager: itemAt(managers[region], place.length % managers[region].length),
  })),
)

const statuses = [
  { name: 'Paid', weight: 78 },
  { name: 'Overdue', weight: 9 },
  { name: 'Credited', weight: 4 },
]

const columns = [
  ...['Invoice Date', 'Inv No', 'outlet_name', 'Retail Chain', 'Outlet Type', 'Region', 'Key Acct Mgr', 'Brand'],
  ...['Category', 'Product Desc', 'Cases', 'Gross Sales', 'Trade Disc', 'Net Sales', 'Promo?', 'Inv Status'],
]

function* rows() {
  const random = createRandom('pantrylink')
  const first = parseDay(firstDay)
  const days = parseDay(asOf) - first
  let invoice = 70310
  let outlet = pickWeighted(random, outlets)
  let day = first
  let status = 'Paid'
  for (let index = 0; index < lines; index++) {
    if (index === 0 || random() < 0.45) {
      invoice++
      outlet = pickWeighted(random, outlets)
      day = first + Math.floor((index * days) / lines)
      status = index > lines * 0.96 && random() < 0.6 ? 'Open' : pickWeighted(random, statuses).name
    }
    const product = pickFavorite(random, products)
    const cases = integer(random, 1, outlet.type === 'Kiosk' ? 6 : outlet.type === 'Hypermarket' ? 48 : 24)
    const promo = random() < (outlet.type === 'Kiosk' ? 0.04 : 0.21)
    const gross = cents(product.price * cases * (1 + (0.09 * index) / lines))
    const discount = cents(gross * (outlet.discount + (promo ? 0.1 : 0)) * noise(random, 0.15))
    yield [
      ...[formatDay(day), `INV-${invoice}`, outlet.name, outlet.chain, outlet.type],
      ...[random() < 0.012 ? outlet.region.toUpperCase() : outlet.region, random() < 0.008 ? null : outlet.manager],
      ...[product.brand, random() < 0.01 ? `${product.category} ` : product.category, product.name, cases],
      ...[gross, random() < 0.007 ? 'n/a' : discount, cents(gross - discount), promo ? 'Y' : 'N', status],
    ]
  }
}

/** A distributor of packaged food and household goods: one row per invoice line of its supermarkets and kiosks. */
export const company: EvaluationCompany = {
  id: 'pantrylink',
  asOf,
  description:
    'A distributor of packaged food and household goods: one row per invoice line of the supermarkets, petrol stations and kiosks it sells to.',
  datasets: [table('invoice_lines', columns, rows)],
}
