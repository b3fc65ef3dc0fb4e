import { answerSchema } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { phrases } from '../testing/answer-reading.ts'
import { reading } from '../testing/readings.ts'
import { shopData } from '../testing/shop.ts'
import { coverageAnswer } from './coverage.ts'

const timings = { understand: 0, query: 0, analyze: 0, narrate: 0, total: 0 }
const identity = { messageId: 'm1', sessionId: 's1' }
const asked = reading({ kind: 'control', control: 'coverage', intent: null, metrics: [] })

describe('coverageAnswer', () => {
  it('names the first and last day of each dataset', () => {
    const answer = coverageAnswer(identity, asked, { data: shopData, phrases }, timings)
    expect(answer.text).toBe('Orders runs from 10 Jan 2025 to 30 Jun 2025.')
    expect(answer.table?.rows).toEqual([{ dataset: 'Orders', firstDay: '2025-01-10', lastDay: '2025-06-30' }])
    expect(answerSchema.safeParse(answer).success).toBe(true)
  })

  it('says that a dataset without a date column has no dates', () => {
    const datasets = shopData.datasets.map((dataset) => ({ ...dataset, model: { ...dataset.model, timeColumn: null } }))
    expect(coverageAnswer(identity, asked, { data: { ...shopData, datasets }, phrases }, timings).text).toBe(
      'Orders has no dates.',
    )
  })
})
