import { createRandom, itemAt, noise } from '@salestalk/samples'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-03-18'
const months = 26
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const entities = [
  {
    name: 'Corvane GmbH',
    country: 'Germany',
    centres: [
      'Foundry Siegen',
      'Press Shop 1',
      'Press Shop 2',
      'Toolroom',
      'Group Controlling',
      'Treasury',
      'Central R&D',
    ],
  },
  {
    name: 'Corvane Polska',
    country: 'Poland',
    centres: [
      'Weld Line A',
      'Weld Line B',
      'Paint Shop Opole',
      'Warehouse Opole',
      'Shared Services',
      'Plant Office Opole',
    ],
  },
  {
    name: 'Corvane France',
    country: 'France',
    centres: ['Machining Lille', 'Heat Treatment', 'Quality Lab', 'Sales Office Paris', 'Forge Metz', 'Dispatch Lille'],
  },
  {
    name: 'Corvane Iberica',
    country: 'Spain',
    centres: ['Assembly Vigo', 'Plastics Moulding', 'Canteen Vigo', 'Yard & Gate', 'Spare Parts', 'Plant Office Vigo'],
  },
  {
    name: 'Corvane Nordic',
    country: 'Sweden',
    centres: ['Smelter Gävle', 'Rolling Mill', 'Crane Bay', 'Environmental Lab', 'Port Logistics', 'Nordic Sales'],
  },
  {
    name: 'Corvane Hungary',
    country: 'Hungary',
    centres: ['Casting Győr', 'CNC Hall East', 'CNC Hall West', 'Packing', 'Boiler House', 'Apprentice School'],
  },
  {
    name: 'Corvane Mexico',
    country: 'Mexico',
    centres: ['Stamping Puebla', 'Robot Cell 7', 'Customs Desk', 'Supplier Quality', 'Fleet', 'Security Puebla'],
  },
]

const owners = [
  'Anke Reimers',
  'Bartosz Wilk',
  'Chloé Garnier',
  'Iker Otxoa',
  'Maja Lindahl',
  'Péter Szabó',
  'Rosa Ibarra',
]
const deputies = ['Dirk Althaus', 'Ewa Sikora', 'Luc Perrin', 'Marta Rey', 'Olof Berg', 'Zsófia Nagy', 'Hugo Salas']
const groups = [
  { name: 'Materials', level: 310000 },
  { name: 'Energy', level: 84000 },
  { name: 'Maintenance', level: 52000 },
  { name: 'Freight', level: 61000 },
  { name: 'IT & Licences', level: 23000 },
  { name: 'Travel', level: 9000 },
  { name: 'Depreciation', level: 70000 },
]
const columns = [
  ...['Period', 'Legal Entity', 'Country', 'Cost Centre', 'CC_Owner', 'Account Group', 'Actual', 'Budget'],
  ...['Prior Forecast', 'HC', 'Currency', 'Posting Status'],
]

/** Each cost centre has its wages and salaries, which carry the heads, and one kind of other costs. */
function* rows() {
  const random = createRandom('corvane')
  for (let month = 0; month < months; month++) {
    const period = `${itemAt(monthNames, month % 12)}-${24 + Math.floor(month / 12)}`
    const status = month < months - 2 ? 'Closed' : month < months - 1 ? 'Preliminary' : 'Open'
    for (const [place, { name, country, centres }] of entities.entries()) {
      for (const [index, centre] of centres.entries()) {
        const owner = itemAt(index < 4 ? owners : deputies, place)
        const people = 9 + ((place * 17 + index * 29) % 88)
        for (const group of [{ name: 'Personnel', level: people * 4300 }, itemAt(groups, (place + index) % 7)]) {
          const budget = Math.round((group.level * (1 + 0.002 * month)) / 100) * 100
          const actual = Math.round(budget * noise(random, 0.12) * 100) / 100
          const forecast = random() < 0.015 ? null : Math.round(budget * noise(random, 0.05))
          const heads = group.name === 'Personnel' ? Math.round(people * noise(random, 0.03)) : null
          const dirty = random() < 0.008 ? `${centre} ` : centre
          yield [
            ...[period, name, country, dirty, owner, group.name, actual, budget],
            ...[forecast, heads, 'EUR', random() < 0.01 ? status.toLowerCase() : status],
          ]
        }
      }
    }
  }
}

/** A manufacturing group: actual costs, budget and the forecast before, by month, entity, cost centre and account group. */
export const company: EvaluationCompany = {
  id: 'corvane',
  asOf,
  description:
    'A manufacturing group of seven legal entities: monthly costs per cost centre and account group, against budget and the prior forecast.',
  datasets: [table('cost_report', columns, rows)],
}
