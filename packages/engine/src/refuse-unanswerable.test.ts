import { describe, expect, it } from 'vitest'
import { answerInterpretation } from './answer-question.ts'
import { inMemoryMetricStore } from './ports/fakes/index.ts'
import { type MetricStore, MetricStoreError, type MetricStoreErrorCode } from './ports/index.ts'
import { settleAmbiguity } from './settle-ambiguity.ts'
import { phrases } from './testing/answer-reading.ts'
import { metricSlot, reading } from './testing/readings.ts'
import { shopData, shopRows } from './testing/shop.ts'
import { defaultCalendar } from './understanding/time/index.ts'

const shop = inMemoryMetricStore({ shop: { orders: shopRows } })
const understanding = { today: '2025-07-10', calendar: defaultCalendar }
const identity = { messageId: 'm', sessionId: 's' }

/** The shop, but queries of one metric fail. */
function failing(code: MetricStoreErrorCode, metric = 'revenue'): MetricStore {
  return {
    ...shop,
    async query(data, query) {
      if (query.metrics.includes(metric)) throw new MetricStoreError(code, 'The data does not state Sales by Product')
      return await shop.query(data, query)
    },
  }
}

function answer(metricStore: MetricStore) {
  const context = {
    data: shopData,
    metricStore,
    phrases,
    locale: 'en-US',
    stopwatch: () => 0,
    rephrase: null,
    onProgress: () => undefined,
  }
  // No words are understood here, so there is no lexicon.
  return answerInterpretation(reading({}), identity, { ...context, understanding: understanding as never })
}

describe('a reading that the data cannot answer', () => {
  it.each([
    ['unknown_dimension', 'unknown_dimension'],
    ['unknown_metric', 'unknown_metric'],
    ['mixed_datasets', 'unsupported_operation'],
    ['invalid_query', 'unsupported_operation'],
    ['too_many_rows', 'unsupported_operation'],
  ] as const)('is refused when the store says %s', async (code, reason) => {
    expect(await answer(failing(code))).toMatchObject({
      kind: 'refusal',
      text: 'The data does not state Sales by Product.',
      references: [],
      interpretation: { kind: 'refusal', reason },
    })
  })

  it.each(['timeout', 'unavailable'] as const)('fails while the store is in trouble: %s', async (code) => {
    await expect(answer(failing(code))).rejects.toMatchObject({ code })
  })

  it('is not among the choices of an ambiguous question', async () => {
    const readings = [reading({}), reading({ metrics: [metricSlot('gross_profit')] })]
    const ambiguous = reading({ kind: 'clarification', reason: 'ambiguous_metric', readings })
    const context = {
      data: shopData,
      metricStore: failing('unknown_dimension'),
      phrases,
      locale: 'en-US',
      understanding,
    }
    const settled = await settleAmbiguity(ambiguous, context)
    expect(settled.kind === 'clarification' && settled.clarification.options).toMatchObject([
      { interpretation: { metrics: [{ id: 'gross_profit' }] } },
    ])
    const nothingLeft = { ...ambiguous, readings: readings.slice(0, 1) }
    expect(await settleAmbiguity(nothingLeft, context)).toMatchObject({
      kind: 'declined',
      interpretation: { kind: 'refusal', reason: 'unknown_dimension' },
    })
  })
})
