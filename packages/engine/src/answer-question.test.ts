import { type Answer, answerSchema, type ChatEvent } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import type { AnswerContext } from './answer-context.ts'
import { answerInterpretation, answerQuestion } from './answer-question.ts'
import { inMemoryMetricStore } from './ports/fakes/index.ts'
import { defaultTaxonomy } from './taxonomy/tests/default-taxonomy.ts'
import { phrases } from './testing/answer-reading.ts'
import { shopData, shopRows } from './testing/shop.ts'
import { compileLexicon, emptyConversation } from './understanding/index.ts'
import { defaultCalendar } from './understanding/time/index.ts'

const members = [
  { dataset: 'orders', dimension: 'region', values: ['East', 'West', 'South'] },
  { dataset: 'orders', dimension: 'product', values: ['Lamp', 'Desk', 'Chair'] },
]
const lexicon = compileLexicon({ taxonomy: defaultTaxonomy, data: shopData, members })
const identity = { messageId: 'message', sessionId: 'session' }

function contextWith(overrides: Partial<AnswerContext> = {}): AnswerContext {
  return {
    understanding: { lexicon, conversation: emptyConversation, today: '2025-07-10', calendar: defaultCalendar },
    data: shopData,
    metricStore: inMemoryMetricStore({ shop: { orders: shopRows } }),
    phrases,
    locale: 'en-US',
    stopwatch: () => 0,
    rephrase: null,
    onProgress: () => undefined,
    ...overrides,
  }
}

async function ask(question: string, overrides: Partial<AnswerContext> = {}): Promise<Answer> {
  const answer = await answerQuestion(question, identity, contextWith(overrides))
  expect(answerSchema.safeParse(answer).error).toBeUndefined()
  return answer
}

describe('answerQuestion', () => {
  it.each([
    ['what were sales in Q2 2025?', 'Sales was $1,500 in Q2 2025, up 50.0% from $1,000 in Q1 2025.'],
    ['sales in East in Q2 2025', 'Sales for East was $600 in Q2 2025, down 33.3% from $900 in Q1 2025.'],
    ['compare sales in Q1 2025 and Q2 2025', 'Sales was $1,500 in Q2 2025, up 50.0% from $1,000 in Q1 2025.'],
    ['sales by region in Q2 2025', 'Sales in Q2 2025 by Region: East $600 (40.0% of the total)'],
    [
      'top 2 products by sales in Q2 2025',
      'Top 2 Products by Sales in Q2 2025: Lamp $600 (40.0% of the total), Desk $500',
    ],
    ['sales trend by month in Q2 2025', 'Sales went from $500 in Apr 2025 to $400 in Jun 2025.'],
    ['East vs West sales in Q2 2025', 'Sales in Q2 2025 was $600 for East and $500 for West: East is ahead by $100.'],
  ])('%s', async (question, sentence) => {
    const answer = await ask(question)
    expect(answer.text).toContain(sentence)
    expect(answer.checks.factsVerified).toBe(answer.checks.factsTotal)
    expect(answer.checks.reconciled).not.toBe(false)
  })

  it('points every figure at a reference with its period, filter and query', async () => {
    const { phrases: said, references, queries } = await ask('sales in East in Q2 2025')
    const figure = said.find(({ text }) => text === '$600')
    expect(references.find(({ id }) => id === figure?.reference)).toMatchObject({
      value: 600,
      dimensions: { region: 'East' },
      start: '2025-04-01',
      end: '2025-07-01',
      source: { table: 'tenant-shop-metrics', pk: 'METRIC#revenue', sk: '2025-Q2#region=East', query: queries[0]?.id },
    })
  })

  it('tells what it understood, then each query, before the answer', async () => {
    const events: ChatEvent['type'][] = []
    const { queries } = await ask('sales in Q2 2025', { onProgress: ({ type }) => events.push(type) })
    expect(events).toEqual(['understood', ...queries.map(() => 'queried')])
  })

  it('times its stages by the stopwatch it is given', async () => {
    let now = 0
    const { timings } = await ask('sales in Q2 2025', { stopwatch: () => now++ })
    expect(timings.total).toBe(timings.understand + timings.query + timings.analyze + timings.narrate)
  })

  it('offers only follow-ups that it would answer', async () => {
    const { followUps, interpretation } = await ask('sales in Q2 2025')
    expect(followUps.length).toBeGreaterThan(0)
    for (const followUp of followUps) {
      const conversation = { frames: [interpretation], pending: null }
      const { kind } = await ask(followUp, { understanding: { ...contextWith().understanding, conversation } })
      expect(kind, followUp).toBe('answer')
    }
  })

  it('declines what it cannot read, without figures', async () => {
    const answer = await ask('what is the weather tomorrow?')
    expect(answer).toMatchObject({ kind: 'refusal', references: [], queries: [], table: null, chart: null })
    expect(answer.text).not.toBe('')
  })

  it('answers the same question with the same answer', async () => {
    expect(await ask('sales by region in Q2 2025')).toEqual(await ask('sales by region in Q2 2025'))
  })
})

describe('answerInterpretation', () => {
  it('answers a reading as it answered the question it came from', async () => {
    const asked = await ask('sales by region in Q2 2025')
    const again = await answerInterpretation(asked.interpretation, identity, contextWith())
    expect(again.text).toBe(asked.text)
  })
})
