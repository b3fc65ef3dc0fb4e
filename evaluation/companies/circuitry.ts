import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-03-18'
const firstDay = parseDay('2024-01-02')
const lines = 2400

const territories = {
  Americas: { countries: ['USA', 'Canada', 'Mexico'], managers: ['Dana Whitlock', 'Hector Salinas'] },
  DACH: { countries: ['Germany', 'Austria', 'Switzerland'], managers: ['Jonas Brandt', 'Petra Vogel'] },
  Nordics: { countries: ['Sweden', 'Denmark', 'Finland'], managers: ['Linnea Aalto'] },
  'Southern Europe': { countries: ['Italy', 'Spain', 'Portugal'], managers: ['Gianna Conti'] },
  'Asia Pacific': { countries: ['Japan', 'Taiwan', 'Singapore'], managers: ['Kenji Mori', 'Mei Lin Tan'] },
}

const lots = {
  Resistors: { price: 0.04, parts: ['Thin Film 0603', 'Thick Film 0805', 'Shunt R050'] },
  Capacitors: { price: 0.11, parts: ['Ceramic X7R', 'Tantalum 47uF', 'Film Cap 630V'] },
  Inductors: { price: 0.38, parts: ['Shielded Coil 10uH', 'Ferrite Bead 600R'] },
  Connectors: { price: 0.9, parts: ['USB-C Receptacle', 'Board-to-Board 40P', 'M12 Plug'] },
  Microcontrollers: { price: 3.6, parts: ['Falcon M4', 'Falcon M7', 'Sparrow 8-bit'] },
  Sensors: { price: 2.4, parts: ['Hall Switch H3', 'Pressure Die P20', 'Temp Probe T9'] },
  'Power Modules': { price: 11.5, parts: ['Buck 5A', 'Isolated DC-DC 30W'] },
  Relays: { price: 1.7, parts: ['Signal Relay 5V', 'Solid State 40A'] },
}

const names = [
  ...['Arvello Robotics', 'Bergmann Antriebe', 'Brightwater Marine', 'Cascadia Avionics', 'Cobalt Ridge Systems'],
  ...['Delmora Audio', 'Dynatec Lighting', 'Eastgate Telecom', 'Elektra Nord', 'Fabrizi Motori', 'Fennimore Medical'],
  ...['Gullfoss Instruments', 'Halden Marine', 'Helvetic Drives', 'Hoshino Denki', 'Iberia Solar', 'Inari Sensors'],
  ...['Jade River Electronics', 'Kestrel Drones', 'Kobe Precision', 'Lakefront Controls', 'Lumark Displays'],
  ...['Maranello Scooters', 'Meridian Elevators', 'Nakamura Optics', 'Nordlys Energy', 'Novatek Appliances'],
  ...['Orsted Pumps', 'Pallas Metering', 'Pinnacle Rail', 'Quito Charging', 'Rheintal Automation', 'Sakura Medical'],
  ...['Sierra Telematics', 'Stahlberg Presses', 'Sunda Semicon', 'Tampere Tools', 'Tessaro Coffee Machines'],
  ...['Toledo Wind', 'Umbra Security', 'Vantaa Vehicles', 'Verdant Agritech', 'Wexler Imaging', 'Yarrow Hearing'],
]

const statuses = [
  { name: 'Shipped', weight: 84 },
  { name: 'On Hold', weight: 6 },
  { name: 'Cancelled', weight: 5 },
  { name: 'Backordered', weight: 5 },
]

const columns = [
  ...['Order No', 'Order Date', 'SHIP_DATE', 'Status', 'Customer Name', 'Acct Manager', 'Territory', 'Country'],
  ...['Product Line', 'part_name', 'Qty', 'Unit Price', 'Sales Amt', 'Freight', 'DEALSIZE'],
]

function* rows() {
  const random = createRandom('circuitry')
  const customers = names.map(buyerOf)
  const days = parseDay(asOf) - firstDay
  for (let index = 0; index < lines; index++) {
    const day = firstDay + Math.floor((index * days) / lines)
    const customer = pickFavorite(random, customers)
    const [line, lot] = pickFavorite(random, Object.entries(lots))
    const status = pickWeighted(random, statuses).name
    const quantity = integer(random, 2, 60) * 50
    const price = Math.round(lot.price * noise(random, 0.3) * 1000) / 1000
    const amount = cents(quantity * price)
    yield [
      ...[`C${20400 + Math.floor(index * 0.6)}`, formatDay(day)],
      status === 'Shipped' ? formatDay(day + integer(random, 1, 12)) : null,
      ...[random() < 0.01 ? status.toUpperCase() : status, customer.name],
      ...[random() < 0.008 ? null : customer.manager, customer.territory, customer.country],
      ...[line, itemAt(lot.parts, integer(random, 0, lot.parts.length - 1)), quantity, price],
      ...[random() < 0.01 ? `$${amount.toFixed(2)}` : amount, cents(6 + amount * 0.02 * noise(random, 0.4))],
      amount > 5000 ? 'Large' : amount > 700 ? 'Medium' : 'Small',
    ]
  }
}

function buyerOf(name: string) {
  const random = createRandom(`circuitry ${name}`)
  const entries = Object.entries(territories)
  const [territory, { countries, managers }] = itemAt(entries, integer(random, 0, entries.length - 1))
  const country = itemAt(countries, integer(random, 0, countries.length - 1))
  return { name, territory, country, manager: itemAt(managers, integer(random, 0, managers.length - 1)) }
}

/** A distributor of electronic parts to manufacturers: one row per order line. */
export const company: EvaluationCompany = {
  id: 'circuitry',
  asOf,
  description:
    'A distributor of electronic parts to manufacturers: one row per order line, most shipped, some on hold.',
  datasets: [table('sales_data', columns, rows)],
}
