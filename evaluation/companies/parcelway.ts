import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2025-08-06'
const days = 24 * 30 + 20
const shipments = 3000

const carriers = [
  { name: 'Northwind Express', weight: 28, late: 0.06 },
  { name: 'Bluebird Couriers', weight: 24, late: 0.11 },
  { name: 'Hopper & Sons', weight: 16, late: 0.09 },
  { name: 'TransAlpina', weight: 18, late: 0.17 },
  { name: 'Rapid Rail Freight', weight: 14, late: 0.13 },
]

const services = [
  { name: 'Economy', weight: 40, days: 6, rate: 0.8 },
  { name: 'Standard', weight: 34, days: 4, rate: 1 },
  { name: 'Express', weight: 18, days: 2, rate: 1.7 },
  { name: 'Same Day', weight: 8, days: 1, rate: 2.6 },
]

const hubs = [
  { name: 'Rotterdam', weight: 26 },
  { name: 'Leipzig', weight: 22 },
  { name: 'Łódź', weight: 16 },
  { name: 'Lyon South', weight: 14 },
  { name: 'Lyon North', weight: 10 },
  { name: 'Birmingham', weight: 12 },
]

const destinations = [
  { name: 'Germany', weight: 22, rate: 1 },
  { name: 'France', weight: 18, rate: 1.05 },
  { name: 'Netherlands', weight: 12, rate: 0.9 },
  { name: 'United Kingdom', weight: 12, rate: 1.3 },
  { name: 'Poland', weight: 10, rate: 0.95 },
  { name: 'Spain', weight: 8, rate: 1.2 },
  { name: 'Italy', weight: 8, rate: 1.15 },
  { name: 'Switzerland', weight: 5, rate: 1.4 },
  { name: 'Norway', weight: 3, rate: 1.6 },
  { name: 'United States', weight: 2, rate: 3.1 },
]

const packages = [
  { name: 'Envelope', weight: 24, kilograms: 0.6 },
  { name: 'Small Box', weight: 36, kilograms: 4 },
  { name: 'Large Box', weight: 28, kilograms: 14 },
  { name: 'Pallet', weight: 12, kilograms: 160 },
]

const industries = ['Apparel', 'Electronics', 'Pharma', 'Food & Drink', 'Spare Parts']

const customers = [
  ...['Acker Optik', 'Adler & Finch', 'Almond Street Bakery', 'Arbor Tea', 'Argent Watches', 'Atelier Mirabeau'],
  ...['Baltic Amber Traders', 'Baltic Books', 'Beacon Pharma', 'Bergström Skis', 'Birdsong Audio', 'Blue Kettle'],
  ...['Bramble & Rye', 'Brightwater Labs', 'Café Molinari', 'Canvas & Clay', 'Castell Bikes', 'Cedar Grove Dental'],
  ...['Cobalt Tools', 'Copperfield Shoes', 'Dalton Bearings', 'Delphi Lighting', 'Dove Cosmetics', 'Elm Row Press'],
  ...['Emerald Gardens', 'Falk Medical', 'Fennel & Fig', 'Fjord Outdoor', 'Garnet Jewellery', 'Golden Spool'],
  ...['Granite Kitchens', 'Hazel Toys', 'Heron Instruments', 'Iris Photo', 'Ivory Piano Works', 'Jasper Motors'],
  ...['Juno Sportswear', 'Kestrel Drones', 'Kite & Anchor', 'Larch Furniture', 'Lumen Electric', 'Magpie Vintage'],
  ...['Marlow Surgical', 'Meridian Maps', 'Nimbus Umbrellas', 'Nordhaus Möbel', 'Oakleaf Cosmetics', 'Opal Skincare'],
  ...['Pepper & Pine', 'Quill Stationery', 'Redwood Guitars', 'Rowan Veterinary', 'Sable Fashion', 'Saffron Spices'],
  ...['Señor Café', 'Silverline Parts', 'Tern Aviation', 'Thistle Woollens', 'Velvet Crow', 'Walnut Street Wines'],
].map((name, index) => ({
  name,
  industry: itemAt(industries, index % industries.length),
  weight: index % 9 === 0 ? 6 : 1 + (index % 4),
}))

const columns = [
  ...['Tracking No', 'Ship Date', 'Carrier', 'Service Level', 'Origin Hub', 'Destination Country', 'Customer Name'],
  ...['Customer Industry', 'Package Type', 'Weight (kg)', 'Freight Charge', 'Handling Cost', 'Delivery Days'],
  ...['On Time', 'Damaged'],
]

function* rows() {
  const random = createRandom('parcelway')
  const first = parseDay(asOf) - days
  for (let index = 0; index < shipments; index++) {
    const shipped = first + Math.floor((index * days) / shipments)
    const carrier = pickWeighted(random, carriers)
    const service = pickWeighted(random, services)
    const destination = pickWeighted(random, destinations)
    const customer = pickWeighted(random, customers)
    const parcel = pickWeighted(random, packages)
    const kilograms = Math.round(parcel.kilograms * noise(random, 0.35) * 10) / 10
    const charge = cents((6 + kilograms * 0.9) * service.rate * destination.rate * noise(random, 0.1))
    const late = random() < carrier.late
    const taken = service.days + (late ? integer(random, 1, 5) : 0)
    yield [
      ...[`PW${7000000 + index * 7}`, formatDay(shipped), carrier.name, service.name, pickWeighted(random, hubs).name],
      ...[destination.name, customer.name, customer.industry, parcel.name, kilograms, charge],
      ...[cents(charge * 0.31 * noise(random, 0.2)), taken, late ? 'No' : 'Yes', random() < 0.025 ? 'Yes' : 'No'],
    ]
  }
}

/** Parcels: one row per shipment. */
export const company: EvaluationCompany = {
  id: 'parcelway',
  asOf,
  description: 'A parcel forwarder with six hubs and sixty customers: one row per shipment.',
  datasets: [table('shipments', columns, rows)],
}
