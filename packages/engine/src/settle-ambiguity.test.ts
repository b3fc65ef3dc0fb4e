import { describe, expect, it } from 'vitest'
import { inMemoryMetricStore } from './ports/fakes/index.ts'
import { type SettleContext, settleAmbiguity } from './settle-ambiguity.ts'
import { phrases } from './testing/answer-reading.ts'
import { metricSlot, reading, timeSlot } from './testing/readings.ts'
import { shopData, shopModel, shopRows } from './testing/shop.ts'
import { defaultCalendar } from './understanding/time/index.ts'

const context: SettleContext = {
  data: shopData,
  metricStore: inMemoryMetricStore({ shop: { orders: shopRows } }),
  phrases,
  locale: 'en-US',
  understanding: { today: '2025-07-10', calendar: defaultCalendar },
}

const q1 = timeSlot('Q1 2025', '2025-01-01', '2025-04-01')
const ambiguous = (...readings: ReturnType<typeof reading>[]) =>
  reading({ kind: 'clarification', reason: 'ambiguous_metric', message: 'Sales or profit?', readings })

describe('settleAmbiguity', () => {
  it('takes a clear reading as it is', async () => {
    expect(await settleAmbiguity(reading({}), context)).toMatchObject({ kind: 'settled' })
  })

  it('asks once when readings differ, each option with its own figure', async () => {
    const settled = await settleAmbiguity(
      ambiguous(
        reading({ time: q1, restatement: 'Sales, Q1 2025' }),
        reading({ time: q1, metrics: [metricSlot('gross_profit')], restatement: 'Profit, Q1 2025' }),
      ),
      context,
    )
    expect(settled).toMatchObject({
      kind: 'clarification',
      clarification: {
        question: 'Sales or profit?',
        options: [{ label: 'Sales, Q1 2025: $1,000' }, { label: 'Profit, Q1 2025: $200' }],
      },
    })
  })

  it('shows the average where a reading asks for it, not the sum it is made of', async () => {
    const calculation = { kind: 'average_per_period', grain: 'month' } as const
    const settled = await settleAmbiguity(
      ambiguous(
        reading({ time: q1, calculation, restatement: 'Sales per month' }),
        reading({ time: q1, calculation, metrics: [metricSlot('gross_profit')], restatement: 'Profit per month' }),
      ),
      context,
    )
    expect(settled).toMatchObject({
      clarification: { options: [{ label: 'Sales per month: $333.33' }, { label: 'Profit per month: $66.67' }] },
    })
  })

  it('answers without asking when every reading has the same result', async () => {
    const desk = {
      dimension: 'product',
      operator: 'in',
      values: ['Desk'],
      status: 'stated',
      text: '',
      span: null,
      rule: null,
    } as const
    const march = timeSlot('Mar 2025', '2025-03-01', '2025-04-01', 'month')
    const settled = await settleAmbiguity(
      ambiguous(reading({ time: march }), reading({ time: march, filters: [{ ...desk, values: [...desk.values] }] })),
      context,
    )
    expect(settled.kind).toBe('settled')
  })

  it('declines an intent without an analysis and says what was understood', async () => {
    const settled = await settleAmbiguity(reading({ intent: 'forecast', restatement: 'Forecast of sales' }), context)
    expect(settled).toMatchObject({
      kind: 'declined',
      interpretation: { kind: 'refusal', reason: 'unsupported_operation' },
    })
  })

  it('declines to split monthly figures by week', async () => {
    const metrics = shopModel.metrics.map((metric) => ({ ...metric, grain: 'month' as const }))
    const data = {
      ...shopData,
      datasets: shopData.datasets.map((dataset) => ({ ...dataset, model: { ...shopModel, metrics } })),
    }
    const settled = await settleAmbiguity(reading({ intent: 'trend', breakdown: ['week'] }), { ...context, data })
    expect(settled).toMatchObject({
      kind: 'declined',
      interpretation: { reason: 'unsupported_operation', suggestions: ['Sales by month'] },
    })
  })
})
