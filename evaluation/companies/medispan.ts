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

const firstDay = '2024-03-01'
const asOf = '2026-04-15'
const lines = 2400

const products = [
  { name: 'FlowMate 300', family: 'Infusion Pumps', price: 1450, weight: 9 },
  { name: 'FlowMate 500 Dual', family: 'Infusion Pumps', price: 2280, weight: 6 },
  { name: 'SyrinX Driver', family: 'Infusion Pumps', price: 1180, weight: 5 },
  { name: 'VitaScope M4', family: 'Patient Monitors', price: 2600, weight: 7 },
  { name: 'VitaScope M8', family: 'Patient Monitors', price: 4100, weight: 5 },
  { name: 'CardioShock AED', family: 'Defibrillators', price: 1320, weight: 8 },
  { name: 'CardioShock Pro', family: 'Defibrillators', price: 5400, weight: 4 },
  { name: 'HipLine Stem', family: 'Orthopedic Implants', price: 980, weight: 7 },
  { name: 'HipLine Cup', family: 'Orthopedic Implants', price: 740, weight: 6 },
  { name: 'KneeFlex Tibial Tray', family: 'Orthopedic Implants', price: 860, weight: 5 },
  { name: 'ClearView Gastroscope', family: 'Endoscopy', price: 8900, weight: 3 },
  { name: 'ClearView Colonoscope', family: 'Endoscopy', price: 9600, weight: 3 },
  { name: 'AeroVent T1', family: 'Ventilators', price: 7800, weight: 3 },
  { name: 'AeroVent Neo', family: 'Ventilators', price: 9200, weight: 2 },
  { name: 'StapleSure 60', family: 'Surgical Staplers', price: 210, weight: 9 },
  { name: 'StapleSure Curved', family: 'Surgical Staplers', price: 265, weight: 6 },
  { name: 'DermaSeal Foam', family: 'Wound Care', price: 38, weight: 10 },
  { name: 'DermaSeal Vac Kit', family: 'Wound Care', price: 145, weight: 6 },
]

const territories = {
  'UK North': ['Gemma Thwaite', 'Rory Calder'],
  'UK South': ['Alistair Penrose', 'Shreya Menon'],
  Benelux: ['Joost van Dijk', 'Lotte Claes'],
  Nordics: ['Elin Sandberg', 'Mikkel Thorsen'],
  DACH: ['Jürgen Brandl', 'Sabine Kessler', 'Felix Auer'],
  Iberia: ['Nuria Casals', 'Tiago Moreira'],
}
type Territory = keyof typeof territories

function hospitalsOf(territory: Territory, country: string, names: readonly string[]) {
  return names.map((name) => ({ name, territory, country }))
}

const german = ['Klinikum Erlental', 'Charlottenburger Klinik', 'St. Elisabeth Krankenhaus', 'Nordstadt Klinikum']
const hospitals = [
  ...hospitalsOf('UK South', 'United Kingdom', ['St Barnabas Hospital', 'Thamesview Hospital', 'Royal Kent Infirmary']),
  ...hospitalsOf('DACH', 'Germany', [...german, 'Universitätsklinikum Lahnau', 'Rheinpark Klinik']),
  ...hospitalsOf('Benelux', 'Netherlands', ['Amstel Medisch Centrum', 'Ziekenhuis Maasoever', 'Sint Lucas Tilburg']),
  ...hospitalsOf('UK North', 'United Kingdom', ['Pennine General', 'Tyneside Royal', 'Calderbrook Hospital']),
  ...hospitalsOf('Nordics', 'Sweden', ['Mälarsjukhuset', 'Göta University Hospital', 'Lund Södra Sjukhus']),
  ...hospitalsOf('Iberia', 'Spain', ['Hospital San Telmo', 'Clínica del Turia', 'Hospital Vall Verda']),
  ...hospitalsOf('DACH', 'Austria', ['Landesklinik Wachau', 'AKH Traunstadt', 'Klinik Wörthersee']),
  ...hospitalsOf('Benelux', 'Belgium', ['AZ Scheldeland', 'Clinique Sainte-Odile', 'UZ Haspengouw']),
  ...hospitalsOf('Nordics', 'Denmark', ['Fyns Hospital', 'Vejle Fjord Klinik', 'Amager Universitetshospital']),
  ...hospitalsOf('Iberia', 'Portugal', ['Hospital da Ribeira', 'Centro Hospitalar do Mondego', 'Clínica Boavista']),
  ...hospitalsOf('UK South', 'United Kingdom', ['Wessex Spire Clinic', 'Severnside General', 'Queen Maud Hospital']),
  ...hospitalsOf('UK North', 'United Kingdom', ['Strathmore Infirmary', 'Lochside Hospital', 'Humber Royal']),
  ...hospitalsOf('DACH', 'Germany', ['Harz Klinikum', 'Marienhospital Bocholt']),
  ...hospitalsOf('Iberia', 'Spain', ['Hospital Puerta Nueva', 'Sanatorio Bidasoa']),
  ...hospitalsOf('Nordics', 'Sweden', ['Norrvik Lasarett', 'Kalix Sjukhus']),
  ...hospitalsOf('Benelux', 'Netherlands', ['Noorderpoort Kliniek', 'Zuiderhaven Ziekenhuis']),
]

const statuses = [
  { name: 'Paid', weight: 74 },
  { name: 'Open', weight: 11 },
  { name: 'Overdue', weight: 8 },
  { name: 'Disputed', weight: 4 },
  { name: 'Credited', weight: 3 },
]

const columns = [
  ...['inv_no', 'Inv Date', 'Territory', 'Sales Rep', 'Hospital', 'Country', 'device_family', 'Product Name', 'Units'],
  ...['List Price', 'Net Sales', 'Rebate Amt', 'COGS', 'Quota', 'Invoice Status', 'Days To Pay'],
]

/** A few cells are as people leave them: blanks around a name, a status in capitals. */
function untidy(random: Random, text: string): string {
  const drawn = random()
  if (drawn < 0.006) return ` ${text}`
  return drawn < 0.012 ? text.toUpperCase() : text
}

function* rows() {
  const random = createRandom('medispan')
  const first = parseDay(firstDay)
  const days = parseDay(asOf) - first
  let invoice = 88100
  let hospital = itemAt(hospitals, 0)
  let rep = ''
  let day = first
  for (let index = 0; index < lines; index++) {
    if (index === 0 || random() < 0.5) {
      invoice++
      hospital = pickFavorite(random, hospitals)
      rep = pick(random, territories[hospital.territory])
      day = first + Math.floor((index * days) / lines)
    }
    const product = pickWeighted(random, products)
    const units = integer(random, 1, product.price > 4000 ? 3 : product.price > 500 ? 12 : 90)
    const sales = cents(product.price * units * (1 - 0.25 * random()))
    const status = pickWeighted(random, statuses).name
    yield [
      ...[`MS-${invoice}`, formatDay(day), hospital.territory, rep, untidy(random, hospital.name), hospital.country],
      ...[product.family, product.name, units, product.price, sales, random() < 0.4 ? cents(sales * 0.04) : null],
      ...[cents(sales * (product.family === 'Wound Care' ? 0.41 : 0.56) * noise(random, 0.05))],
      ...[Math.round(sales * noise(random, 0.2)), untidy(random, status)],
      status === 'Paid' ? integer(random, 12, 95) : null,
    ]
  }
}

/** A seller of medical devices: one row per invoice line of its hospitals, with the rep's quota and how long payment took. */
export const company: EvaluationCompany = {
  id: 'medispan',
  asOf,
  description:
    'A seller of medical devices to hospitals in Europe: one row per invoice line, with rebate, cost, quota and days to payment.',
  datasets: [table('invoice_lines', columns, rows)],
}
