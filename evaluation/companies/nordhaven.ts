import { cents, createRandom, formatDay, integer, noise, parseDay, pick, pickWeighted } from '@salestalk/samples'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-08-12'
const months = 31

const entities = [
  { name: 'Nordhaven Kiel', country: 'Germany', size: 1.5 },
  { name: 'Nordhaven Dresden', country: 'Germany', size: 1 },
  { name: 'Nordhaven Polska', country: 'Poland', size: 0.9 },
  { name: 'Nordhaven Italia', country: 'Italy', size: 0.8 },
  { name: 'Nordhaven Inc', country: 'United States', size: 1.3 },
  { name: 'Nordhaven India', country: 'India', size: 0.6 },
]

const units = [
  { name: 'Drives', size: 1.3 },
  { name: 'Automation', size: 1.1 },
  { name: 'Castings', size: 0.8 },
  { name: 'Service', size: 0.5 },
]

/** Each figure with its usual level for an entity and business unit of size 1 and how much it strays. */
const figures = [
  { name: 'Revenue', level: 1450000, spread: 0.11 },
  { name: 'COGS', level: 930000, spread: 0.1 },
  { name: 'Opex', level: 290000, spread: 0.07 },
  { name: 'EBIT', level: 205000, spread: 0.22 },
  { name: 'Capex', level: 88000, spread: 0.4 },
  { name: 'Orders Received', level: 1500000, spread: 0.16 },
  { name: 'Backlog', level: 5200000, spread: 0.08 },
  { name: 'Headcount', level: 120, spread: 0.02, people: true },
  { name: 'Overtime Hours', level: 640, spread: 0.25, people: true },
]

const customers = [
  { name: 'Adler Fördertechnik', country: 'Germany', industry: 'Mining' },
  { name: 'Baltic Cranes', country: 'Poland', industry: 'Ports & Shipping' },
  { name: 'Ceramica Po', country: 'Italy', industry: 'Cement' },
  { name: 'Delhi Metro Works', country: 'India', industry: 'Rail' },
  { name: 'Eastgate Minerals', country: 'United States', industry: 'Mining' },
  { name: 'Falcon Pulp', country: 'United States', industry: 'Paper' },
  { name: 'Gdansk Shipyard', country: 'Poland', industry: 'Ports & Shipping' },
  { name: 'Hanseatic Wind', country: 'Germany', industry: 'Ports & Shipping' },
  { name: 'Indus Building', country: 'India', industry: 'Cement' },
  { name: 'Juniper Foods', country: 'United States', industry: 'Food & Beverage' },
  { name: 'Krakow Tramways', country: 'Poland', industry: 'Rail' },
  { name: 'Lombardi Presse', country: 'Italy', industry: 'Paper' },
  { name: 'Midwest Conveyors', country: 'United States', industry: 'Mining' },
  { name: 'Nova Lift', country: 'Italy', industry: 'Ports & Shipping' },
  { name: 'Ostsee Terminals', country: 'Germany', industry: 'Ports & Shipping' },
  { name: 'Pacific Timber', country: 'United States', industry: 'Paper' },
  { name: 'Quarry & Sons', country: 'United States', industry: 'Mining' },
  { name: 'Ruhr Stahlbau', country: 'Germany', industry: 'Rail' },
  { name: 'Savona Docks', country: 'Italy', industry: 'Ports & Shipping' },
  { name: 'Tatra Lifts', country: 'Poland', industry: 'Mining' },
  { name: 'Union Grain', country: 'United States', industry: 'Food & Beverage' },
  { name: 'Vistula Breweries', country: 'Poland', industry: 'Food & Beverage' },
  { name: 'Werra Kali', country: 'Germany', industry: 'Mining' },
  { name: 'Xanten Molkerei', country: 'Germany', industry: 'Food & Beverage' },
]

const managers = ['Birgit Olsen', 'Carlo Venturi', 'Hanna Wolff', 'Jan Kowalczyk', 'Meera Nair', 'Scott Ridley']
const tiers = [
  { name: 'Key Account', weight: 25 },
  { name: 'Standard', weight: 55 },
  { name: 'Distributor', weight: 20 },
]

function* figureRows() {
  const random = createRandom('nordhaven figures')
  for (let index = 0; index < months; index++) {
    const month = `${2024 + Math.floor(index / 12)}-${String(1 + (index % 12)).padStart(2, '0')}`
    for (const entity of entities) {
      for (const unit of units) {
        for (const { name, level, spread, people } of figures) {
          const value = level * entity.size * unit.size * (1 + 0.003 * index) * noise(random, spread)
          const currency = people ? null : 'EUR'
          yield [
            month,
            entity.name,
            entity.country,
            unit.name,
            name,
            people ? Math.round(value) : cents(value),
            currency,
          ]
        }
      }
    }
  }
}

function* customerRows() {
  const random = createRandom('nordhaven customers')
  const first = parseDay('2012-03-01')
  for (const [index, { name, country, industry }] of customers.entries()) {
    yield [
      ...[`C-${2000 + index}`, name, country, industry],
      ...[pickWeighted(random, tiers).name, pick(random, managers), formatDay(first + integer(random, 0, 5000))],
      ...[1000 * integer(random, 20, 900), pick(random, [14, 30, 45, 60]), random() < 0.85 ? 'Active' : 'Dormant'],
    ]
  }
}

/** An industrial group: the monthly figures of its entities in one long file, and the list of its customers. */
export const company: EvaluationCompany = {
  id: 'nordhaven',
  asOf,
  description:
    'An industrial group of six entities and four business units: monthly figures in euros, one a row, and a customer list.',
  datasets: [
    table('group figures', ['Month', 'Entity', 'Country', 'Business Unit', 'Metric', 'Value', 'Currency'], figureRows),
    table(
      'customers',
      [
        ...['Customer No', 'Customer Name', 'Country', 'Industry', 'Account Tier', 'Account Manager'],
        ...['Customer Since', 'Credit Limit', 'Payment Terms Days', 'Status'],
      ],
      customerRows,
    ),
  ],
}
