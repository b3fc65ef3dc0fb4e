import { dataWindow, formatMonth, monthOf, monthStart, yearsSince2020 } from '../calendar.ts'
import { cents } from '../money.ts'
import { createRandom, noise } from '../random.ts'
import type { Cell, DemoDataset, Row } from '../types.ts'
import { delayIn } from './events.ts'
import type { RegionName } from './places.ts'

/** A long file: one figure per row, with its metric, month and unit. Complete months only. */
export const costs: DemoDataset = {
  name: 'costs',
  label: 'Costs and operations',
  columns: [
    { name: 'metric', type: 'text' },
    { name: 'period', type: 'text' },
    { name: 'value', type: 'decimal' },
    { name: 'unit', type: 'text' },
    { name: 'department', type: 'text' },
    { name: 'region', type: 'text' },
  ],
  rows,
}

const regions: readonly { name: RegionName; share: number; days: number }[] = [
  { name: 'North America', share: 0.55, days: 2.6 },
  { name: 'Europe', share: 0.33, days: 3.1 },
  { name: 'Oceania', share: 0.12, days: 4.2 },
]

const departments = [
  { name: 'Stores', people: 150, salary: 3300, other: 130_000 },
  { name: 'Logistics', people: 70, salary: 3500, other: 90_000 },
  { name: 'Marketing', people: 24, salary: 5200, other: 25_000 },
  { name: 'Technology', people: 30, salary: 6800, other: 40_000 },
  { name: 'Support', people: 34, salary: 3100, other: 8000 },
] as const

const advertisingLevels = [0.8, 0.8, 0.95, 1, 1, 0.95, 0.9, 0.95, 1.05, 1.15, 1.7, 1.5]
/** The cash the company had when the books of 2020 were opened, and what an average month adds. */
const openingCash = 4_200_000
const monthlyCash = [-160, -120, 10, 30, 40, 20, -10, -30, 20, -60, 260, 380]

function* rows(today: string): Iterable<Row> {
  const { start, end } = dataWindow(today)
  const last = monthOf(end + 1)
  for (let month = monthOf(start); month < last; month++) yield* rowsOf(month)
}

function* rowsOf(month: number): Iterable<Row> {
  const random = createRandom('harborpine', 'costs', month)
  const period = formatMonth(month)
  const years = yearsSince2020(monthStart(month))
  for (const department of departments) {
    for (const region of regions) {
      const people = Math.round(department.people * region.share * (1 + 0.06 * years))
      const opex = (people * department.salary + department.other * region.share) * 1.03 ** Math.floor(years)
      yield [...figure('headcount', period, people, 'count'), department.name, region.name]
      yield [...figure('opex', period, cents(opex * noise(random, 0.02)), 'USD'), department.name, region.name]
    }
  }
  for (const region of regions) {
    const level = (advertisingLevels[month % 12] ?? 1) * (1 + 0.1 * years)
    const spend = cents(62_000 * region.share * level * noise(random, 0.05))
    const delay = Math.round(region.days * delayIn(region.name, month) * noise(random, 0.03) * 100) / 100
    yield [...figure('ad_spend', period, spend, 'USD'), 'Marketing', region.name]
    yield [...figure('fulfillment_time', period, delay, 'days'), 'Logistics', region.name]
  }
  yield [...figure('cash', period, cashAfter(month), 'USD'), null, null]
}

function figure(metric: string, period: string, value: number, unit: string): readonly [...Cell[]] {
  return [metric, period, value, unit]
}

/** Cash at the end of a month, counted up from the first month of 2020 so that it never depends on the window. */
function cashAfter(month: number): number {
  let cash = openingCash
  for (let each = 2020 * 12; each <= month; each++) {
    const random = createRandom('harborpine', 'cash', each)
    cash += (monthlyCash[each % 12] ?? 0) * 1000 * noise(random, 0.1)
  }
  return Math.round(cash)
}
