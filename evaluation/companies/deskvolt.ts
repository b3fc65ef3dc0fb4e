import { type Cell, cents, createRandom, formatDay, integer, parseDay, pick, pickWeighted } from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-06-10'

const header = [
  ...['Line ID', 'Order No', 'Order Date', 'Dispatch Date', 'Dispatch Method', 'Client', 'Client Segment'],
  ...['Sales Territory', 'Country', 'City', 'Warehouse', 'Department', 'Product Group', 'Item Description'],
  ...['Sales (EUR)', 'Qty', 'Discount', 'Profit (EUR)'],
]

/** Cities by territory and country. */
const territories: Record<string, Record<string, readonly string[]>> = {
  Nordics: {
    Sweden: ['Stockholm', 'Gothenburg', 'Malmö'],
    Denmark: ['Copenhagen', 'Aarhus'],
    Norway: ['Oslo', 'Bergen'],
    Finland: ['Helsinki', 'Tampere'],
  },
  Benelux: {
    Netherlands: ['Amsterdam', 'Rotterdam', 'Eindhoven'],
    Belgium: ['Antwerp', 'Ghent'],
    Luxembourg: ['Esch-sur-Alzette'],
  },
  Iberia: { Spain: ['Madrid', 'Valencia', 'Seville'], Portugal: ['Lisbon', 'Porto'] },
  'British Isles': { 'United Kingdom': ['Leeds', 'Bristol', 'Glasgow', 'Cardiff'], Ireland: ['Dublin', 'Cork'] },
}

const warehouses: Record<string, string> = {
  Nordics: 'Jönköping DC',
  Benelux: 'Venlo DC',
  Iberia: 'Zaragoza DC',
  'British Isles': 'Daventry DC',
}

const methods = [
  { name: 'Economy', weight: 55, days: 5 },
  { name: 'Standard Plus', weight: 22, days: 3 },
  { name: 'Express', weight: 16, days: 1 },
  { name: 'Same Day', weight: 7, days: 0 },
]

const segments = [
  { name: 'Reseller', weight: 44 },
  { name: 'Corporate', weight: 30 },
  { name: 'Public Sector', weight: 16 },
  { name: 'Home Office', weight: 10 },
]

/** Items by department and product group, each with its price. */
const departments: Record<string, Record<string, string>> = {
  Electronics: {
    Monitors: 'Lumera 24 Office Monitor:119|Lumera 27 QHD Monitor:205|Lumera 34 Curved Monitor:389',
    Laptops: 'Corvid Air 13 Laptop:745|Corvid Pro 15 Laptop:1120|Tessel Flex Laptop:640',
    Headsets: 'Hushline Duo Headset:74|Hushline Mono Headset:52|Aerotone Wireless Headset:129',
    'Phones & Tablets': 'Tessel Tab 10:265|Corvid One Smartphone:480|Aerotone Desk Phone:88',
    Accessories: 'Pebble Wireless Mouse:17|Slate Mechanical Keyboard:61|USB-C Dock 9-in-1:96|Webcam HD Pro:58',
  },
  Furniture: {
    Chairs: 'Nordhus Task Chair:168|Nordhus Executive Chair:329|Fika Visitor Chair:79',
    Desks: 'Fika Sit-Stand Desk:412|Nordhus Corner Desk:285',
    Storage: 'Kubo Filing Cabinet:149|Kubo Bookcase 5-Shelf:118|Kubo Mobile Pedestal:96',
  },
  'Office Supplies': {
    Paper: 'Snowpeak A4 Copy Paper:4.8|Snowpeak A3 Copy Paper:9.6|Recycled Notepad 10-Pack:11',
    Binders: 'Ringmaster Lever Arch File:2.9|Ringmaster Presentation Binder:5.2',
    'Pens & Markers': 'Inkwell Gel Pen Box:8.4|Inkwell Whiteboard Marker Set:6.9',
    'Toner & Ink': 'Pigmenta Black Toner:69|Pigmenta Color Ink Multipack:54',
    Labels: 'Tackit Address Labels:7.3|Tackit Thermal Label Roll:12',
  },
}

const clientWords =
  'Amberly|Brightwater|Cobalt|Delphine|Everard|Foxglove|Granby|Halcyon|Ingram Vale|Jasper|Kingsmere|Lowell|Marlow|Nimbus|Orchard|Pemberton|Quillon|Rosemount|Sterling Row|Tamarind'.split(
    '|',
  )
const clientKinds = ['Office Solutions', 'Trading', 'Group', 'Schools', 'Systems', 'Retail']
const clients = clientWords.flatMap((word, index) =>
  [0, 1, 2].map((step) => `${word} ${clientKinds[(index * 2 + step) % clientKinds.length]}`),
)

function* orderLines(): Iterable<readonly Cell[]> {
  const random = createRandom('deskvolt', 'orders')
  const last = parseDay(asOf) - 1
  let line = 1
  let day = parseDay('2023-01-02')
  for (let order = 70001; day <= last; order++) {
    const client = pickFavorite(random, clients)
    const segment = pickWeighted(random, segments).name
    const [territory, countries] = pickFavorite(random, Object.entries(territories))
    const [country, cities] = pickFavorite(random, Object.entries(countries))
    const city = pickFavorite(random, cities)
    const method = pickWeighted(random, methods)
    const dispatched = day + method.days + (random() < 0.2 ? integer(random, 0, 2) : 0)
    for (let lines = integer(random, 1, 3); lines > 0; lines--) {
      const [department, groups] = pick(random, Object.entries(departments))
      const [group, items] = pickFavorite(random, Object.entries(groups))
      const [item = '', price = '0'] = pickFavorite(random, items.split('|')).split(':')
      const quantity = integer(random, 1, 14)
      const discount = pick(random, [0, 0, 0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4])
      const gross = Number(price) * quantity
      const sales = gross * (1 - discount)
      const profit = sales - gross * around(random, 0.72, 0.14)
      yield [
        ...[line++, `DV-${order}`, formatDay(day), formatDay(dispatched), method.name, client, segment],
        ...[territory, country, city, warehouses[territory] ?? null, department, group, item],
        ...[cents(sales), quantity, discount, cents(profit)],
      ]
    }
    if (random() < 0.62) day += 1
  }
}

/** A wholesaler's order lines as its order system exports them, Sales and Profit with a currency in their headings. */
export const company: EvaluationCompany = {
  id: 'deskvolt',
  asOf,
  description:
    'A wholesaler of electronics, office furniture and supplies in northern and western Europe: a row for every order line, in euros.',
  datasets: [table('order_export', header, orderLines)],
}
