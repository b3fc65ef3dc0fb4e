import type { Answer } from '@salestalk/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerQuestion } from '../answer-question.ts'
import { type FactRow, inMemoryMetricStore, snapshotOfRows } from '../ports/fakes/index.ts'
import { defaultTaxonomy } from '../taxonomy/tests/default-taxonomy.ts'
import { compileLexicon, emptyConversation } from '../understanding/index.ts'
import { defaultCalendar } from '../understanding/time/index.ts'
import { phrases } from './answer-reading.ts'
import { shopData, shopModel, shopRows } from './shop.ts'

const members = [
  { dataset: 'orders', dimension: 'region', values: ['East', 'West', 'South'] },
  { dataset: 'orders', dimension: 'product', values: ['Lamp', 'Desk', 'Chair'] },
]
const lexicon = compileLexicon({ taxonomy: defaultTaxonomy, data: shopData, members })

/** Conditions as people write them; of each kind, the later ones hold all that the earlier ones hold. */
const regions = ['in East', 'in East and West', '']
const products = ['for Lamp', 'for Lamp or Desk', 'except Chair', '']
const times = ['in March 2025', 'in Q1 2025', 'in the first half of 2025', 'in 2025', '']

/** A place in each list, and one further towards its end in one of them. */
const widening = fc
  .tuple(fc.nat(regions.length - 1), fc.nat(products.length - 1), fc.nat(times.length - 1), fc.nat(2))
  .map(([region, product, time, kind]) => {
    const places = [region, product, time] as const
    const wider = places.map((place, index) => (index === kind ? place + 1 : place))
    return { narrow: conditionsAt(places), wide: conditionsAt(wider) }
  })

function conditionsAt([region = 0, product = 0, time = 0]: readonly number[]): string {
  return [
    regions.at(Math.min(region, regions.length - 1)),
    products.at(Math.min(product, products.length - 1)),
    times.at(Math.min(time, times.length - 1)),
  ]
    .filter(Boolean)
    .join(' ')
}

// The shop's own rows keep every month in the data, so that no period is beyond it.
const rows = fc
  .array(
    fc.record({
      order_date: fc.constantFrom('2025-01-10', '2025-03-03', '2025-03-31', '2025-06-07'),
      order_id: fc.integer({ min: 1, max: 20 }).map((id) => `B${id}`),
      region: fc.constantFrom('East', 'West', 'South', null),
      product: fc.constantFrom('Lamp', 'Desk', 'Chair'),
      sales: fc.nat(100_000),
      profit: fc.constant(0),
    }),
    { maxLength: 30 },
  )
  .map((more): readonly FactRow[] => [...shopRows, ...more])

async function answer(question: string, orders: readonly FactRow[]): Promise<Answer> {
  return await answerQuestion(
    question,
    { messageId: 'm', sessionId: 's' },
    {
      understanding: { lexicon, conversation: emptyConversation, today: '2025-07-10', calendar: defaultCalendar },
      data: { tenantId: 'shop', version: '1', datasets: [snapshotOfRows(shopModel, orders)] },
      metricStore: inMemoryMetricStore({ shop: { orders } }),
      phrases,
      locale: 'en-US',
      stopwatch: () => 0,
      rephrase: null,
      onProgress: () => undefined,
    },
  )
}

/** The figure that answers a question for one number; no rows are nothing. */
async function total(question: string, orders: readonly FactRow[]): Promise<number> {
  const { interpretation, references } = await answer(question, orders)
  expect(interpretation.kind, question).toBe('answerable')
  expect(interpretation.intent, question).toBe('what')
  return references[0]?.value ?? 0
}

describe('a narrower filter', () => {
  it('is answered with the figure added up by hand', async () => {
    expect(await total('sales in East', shopRows)).toBe(1500)
    expect(await total('sales in East for Lamp', shopRows)).toBe(900)
    expect(await total('sales in East for Lamp in Q1 2025', shopRows)).toBe(300)
  })

  it.each(['sales', 'orders'])('never gives more %s than a wider one', async (measure) => {
    await fc.assert(
      fc.asyncProperty(rows, widening, async (orders, { narrow, wide }) => {
        const less = await total(`${measure} ${narrow}`, orders)
        const more = await total(`${measure} ${wide}`, orders)
        expect(less, `${narrow} within ${wide || 'everything'}`).toBeLessThanOrEqual(more)
      }),
      { numRuns: 60, seed: 11 },
    )
  })
})
