import { civil, type Day, dataWindow, formatDay, monthEnd, monthStart } from '../calendar.ts'
import type { PlantedEvent } from '../types.ts'
import {
  badBatchReturnRate,
  costRiseFactor,
  delayFactor,
  flashSaleFactor,
  outageFactor,
  priceRiseFactor,
  scriptOf,
  type YearScript,
} from './events.ts'

/** Everything planted that begins within the data of `today`, oldest first. */
export function plantedEvents(today: string): PlantedEvent[] {
  const { start, end } = dataWindow(today)
  const events: PlantedEvent[] = []
  for (let year = civil(start).year; year <= civil(end).year; year++) {
    const script = scriptOf(year)
    events.push(...salesEvents(year, script), ...productEvents(year, script), ...costEvents(year, script))
  }
  const [first, last] = [formatDay(start), formatDay(end)]
  return events
    .filter((event) => event.start >= first && event.start <= last)
    .sort((one, other) => one.start.localeCompare(other.start))
}

function salesEvents(year: number, { outage, closure, flashSale }: YearScript): PlantedEvent[] {
  return [
    {
      id: `harborpine-outage-${year}`,
      kind: 'outage',
      title: `Checkout outage online in ${outage.region}`,
      dataset: 'orders',
      column: 'revenue',
      ...dates(outage.start, outage.end),
      filters: { channel: 'Online', region: outage.region },
      effect: { kind: 'ratio', value: outageFactor },
      expectation: 'Online orders and revenue of the region fall to about 6 % of the same weekdays before.',
    },
    {
      id: `harborpine-closure-${year}`,
      kind: 'store-closure',
      title: `Store in ${closure.city} closed for renovation`,
      dataset: 'orders',
      column: 'revenue',
      ...dates(closure.start, closure.end),
      filters: { channel: 'Store', city: closure.city },
      effect: { kind: 'ratio', value: 0 },
      expectation: 'No store orders in the city for four weeks; the other stores are unchanged.',
    },
    {
      id: `harborpine-flash-sale-${year}`,
      kind: 'campaign',
      title: `Flash sale ${flashSale.code}`,
      dataset: 'orders',
      column: 'units',
      ...dates(flashSale.start, flashSale.end),
      filters: { channel: 'Marketplace' },
      effect: { kind: 'ratio', value: flashSaleFactor },
      expectation: 'Three days of Marketplace units at about three and a half times the usual, at 25 % discount.',
    },
  ]
}

function productEvents(year: number, { priceRise, launch, badBatch }: YearScript): PlantedEvent[] {
  return [
    {
      id: `harborpine-price-rise-${year}`,
      kind: 'price-change',
      title: `${priceRise.category} prices raised by 12 %`,
      dataset: 'orders',
      column: 'unit_price',
      ...dates(priceRise.start, null),
      filters: { category: priceRise.category },
      effect: { kind: 'ratio', value: priceRiseFactor },
      expectation: 'Every price of the category rises by 12 % overnight; units sold fall by about a tenth for a year.',
    },
    {
      id: `harborpine-launch-${year}`,
      kind: 'launch',
      title: `Launch of ${launch.product.name}`,
      dataset: 'orders',
      column: 'revenue',
      ...dates(launch.start, null),
      filters: { product: launch.product.name },
      effect: { kind: 'difference', value: launch.product.price },
      expectation: `A new best seller in ${launch.product.category}: none sold before, among the first by revenue after.`,
    },
    {
      id: `harborpine-bad-batch-${year}`,
      kind: 'defective-batch',
      title: `Faulty batch of ${badBatch.product}`,
      dataset: 'returns',
      column: 'units_returned',
      ...dates(badBatch.start, badBatch.end),
      filters: { product: badBatch.product },
      effect: { kind: 'rate', value: badBatchReturnRate },
      expectation:
        'About 40 % of the lines ordered in these weeks come back (6 % is usual), 4 to 27 days later, nearly all as Faulty.',
    },
  ]
}

function costEvents(year: number, { costRise, delay }: YearScript): PlantedEvent[] {
  return [
    {
      id: `harborpine-cost-rise-${year}`,
      kind: 'cost-increase',
      title: `Suppliers charge 25 % more for ${costRise.category}`,
      dataset: 'orders',
      column: 'cost',
      ...dates(costRise.start, costRise.end),
      filters: { category: costRise.category },
      effect: { kind: 'ratio', value: costRiseFactor },
      expectation: 'Cost per unit of the category up 25 % for three months, prices unchanged: its margin falls.',
    },
    {
      id: `harborpine-delay-${year}`,
      kind: 'delay',
      title: `Slow fulfillment in ${delay.region}`,
      dataset: 'costs',
      column: 'value',
      ...dates(monthStart(delay.month), monthEnd(delay.month)),
      filters: { metric: 'fulfillment_time', region: delay.region },
      effect: { kind: 'ratio', value: delayFactor },
      expectation: 'Fulfillment time of the month at about 1.8 times the usual.',
    },
  ]
}

function dates(start: Day, end: Day | null): { start: string; end: string | null } {
  return { start: formatDay(start), end: end === null ? null : formatDay(end) }
}
