import {
  answerSchema,
  catalogSchema,
  chatEventSchema,
  meSchema,
  messagesSchema,
  problemSchema,
  sessionsSchema,
} from '@salestalk/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acme, openTestApp, other, type TestApp } from './tests/test-app.ts'

let app: TestApp
let token: string

beforeAll(async () => {
  app = await openTestApp()
  token = await app.tokenFor(acme)
})
afterAll(() => app.close())

const ask = async (question: string, more: object = {}, as = token) =>
  answerSchema.parse(await (await app.post('/v1/chat', { question, ...more }, as)).json())

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  const problem = problemSchema.parse(await response.json())
  expect(problem.status).toBe(response.status)
  expect(problem.requestId).toBe(response.headers.get('x-request-id'))
  return problem
}

const wholeYear = {
  expression: '2025',
  start: '2025-01-01',
  end: '2026-01-01',
  grain: 'year',
  partial: false,
  label: '2025',
  status: 'stated',
  span: null,
}

const stated = { status: 'stated', text: null, span: null, rule: null }
const over = { metric: 'revenue', operator: 'gt', value: 5, upper: null, ...stated }
const inRegion = (values: string[]) => ({ dimension: 'region', operator: 'in', values, ...stated })
const topThree = { direction: 'top', limit: 3, by: 'value', position: null, status: 'stated' }
const perDay = { kind: 'average_per_period', grain: 'day' }
const lastYear = { kind: 'previous_period', start: '2024-01-01', end: '2025-01-01', label: null, status: 'stated' }

describe('asking', () => {
  it('gives the answer with its figures, whoever of the company asks', async () => {
    const answer = await ask('revenue by region in 2025')
    expect(answer.kind).toBe('answer')
    expect(answer.table?.rows.map((row) => [row.region, row.revenue])).toEqual([
      ['North', 150],
      ['South', 30],
    ])
  })

  it('takes today from the request where it says one', async () => {
    const answer = await ask('revenue last month', { asOf: '2025-02-15' })
    expect(answer.interpretation.time).toMatchObject({ start: '2025-01-01', end: '2025-02-01' })
  })

  it('goes on with a conversation and keeps it', async () => {
    const first = await ask('revenue in January 2025')
    const second = await ask('and in February?', { sessionId: first.sessionId })
    expect(second.interpretation.metrics[0]).toMatchObject({ id: 'revenue', status: 'inherited' })
    expect(second.text).toContain('50')

    const response = await app.request(`/v1/sessions/${first.sessionId}/messages`, { token })
    const { messages } = messagesSchema.parse(await response.json())
    expect(messages.map(({ sender, text }) => [sender, text])).toEqual([
      ['user', 'revenue in January 2025'],
      ['assistant', first.text],
      ['user', 'and in February?'],
      ['assistant', second.text],
    ])
    const { sessions } = sessionsSchema.parse(await (await app.request('/v1/sessions', { token })).json())
    expect(sessions.find(({ sessionId }) => sessionId === first.sessionId)).toMatchObject({
      title: 'revenue in January 2025',
      messageCount: 4,
    })
  })

  it('answers an offered reading as it stands', async () => {
    const { interpretation } = await ask('revenue by region in 2025')
    const edited = { ...interpretation, breakdown: ['product'] }
    const answer = await ask('revenue by product in 2025', { interpretation: edited })
    expect(answer.table?.rows.map((row) => [row.product, row.revenue])).toEqual([
      ['Desk', 100],
      ['Chair', 80],
    ])
  })

  it('refuses a reading that names what this company does not have', async () => {
    const { interpretation } = await ask('revenue by region in 2025')
    const edited = { ...interpretation, breakdown: ['salary'] }
    const response = await app.post('/v1/chat', { question: 'x', interpretation: edited }, token)
    expect(await problemOf(response)).toMatchObject({ status: 422, code: 'unusable_reading' })
  })

  it.each([
    ['a day that does not exist', { time: { ...wholeYear, start: '2025-02-31' } }],
    [
      'a metric that is not there',
      { metrics: [{ id: 'salary', status: 'stated', text: null, span: null, rule: null }] },
    ],
    ['a refusal', { kind: 'refusal' }],
    [
      'an order by change without a second period',
      { intent: 'rank', rank: { direction: 'top', limit: 3, by: 'growth', position: null, status: 'stated' } },
    ],
  ])('refuses a reading that makes no sense: %s', async (_name, change) => {
    const { interpretation } = await ask('revenue by region in 2025')
    const response = await app.post(
      '/v1/chat',
      { question: 'x', interpretation: { ...interpretation, ...change } },
      token,
    )
    expect(await problemOf(response)).toMatchObject({ status: 422, code: 'unusable_reading' })
  })

  it.each([
    ['a ranking without an order', { intent: 'rank', rank: null }, 'order'],
    ['a split by nothing', { intent: 'breakdown', breakdown: [] }, 'name a dimension'],
    ['growth with nothing to compare with', { intent: 'rank', rank: { ...topThree, by: 'growth' } }, 'two periods'],
    ['a place that no ranking has', { intent: 'rank', rank: { ...topThree, position: 1e9 } }, 'at most 1000'],
    ['a ranking of a course', { intent: 'rank', rank: topThree, calculation: { kind: 'running_total' } }, 'ranked'],
    ['a course without time', { calculation: { kind: 'running_total' } }, 'course over time'],
    ['an endless window', { intent: 'trend', calculation: { kind: 'moving_average', window: 1e9 } }, 'at most 366'],
    ['a mean of two periods', { calculation: perDay, comparison: lastYear }, 'one period'],
    ['half a condition', { having: [{ ...over, operator: 'between' }] }, 'two numbers'],
    ['a period that ends before it begins', { time: { ...wholeYear, end: '2025-01-01' } }, 'before it begins'],
    ['a filter of nothing', { filters: [inRegion([])] }, 'no values'],
    ['a hundred thousand values', { filters: [inRegion(Array(50_000).fill('x'))] }, 'at most 2000'],
    ['filters without end', { filters: Array(101).fill(inRegion(['North'])) }, 'at most 100'],
    ['conditions without end', { having: Array(51).fill(over) }, 'at most 50'],
    ['periods without end', { periods: Array(51).fill(wholeYear) }, 'at most 50'],
    ['measures without end', { metrics: Array(51).fill({ id: 'revenue', ...stated }) }, 'at most 50'],
    ['dimensions without end', { breakdown: Array(11).fill('region') }, 'at most 10'],
    ['a name as long as a book', { time: { ...wholeYear, label: 'x'.repeat(300_000) } }, 'characters'],
  ])('says what is wrong with an edited reading, and computes nothing: %s', async (_name, change, words) => {
    const { interpretation } = await ask('revenue by region in 2025')
    const edited = { ...interpretation, ...change }
    const response = await app.post('/v1/chat', { question: 'x', interpretation: edited }, token)
    const problem = await problemOf(response)
    expect(problem).toMatchObject({ status: 422, code: 'unusable_reading' })
    expect(problem.detail).toContain(words)
  })

  it('says an edited reading back in its own words', async () => {
    const { interpretation } = await ask('revenue by region in 2025')
    const edited = { ...interpretation, breakdown: ['product'], restatement: 'Everything is fine' }
    const answer = await ask('x', { interpretation: edited })
    expect(answer.interpretation.restatement).toMatch(/^Revenue by product, 2025/)
  })

  it('goes on from what was kept before readings had all their fields', async () => {
    const { sessionId, messageId } = await ask('top 3 regions by revenue in 2025')
    const { messagesTable, messages } = app.salesTalk.storage(acme)
    const kept = await messages.get(messageId)
    if (kept === null || kept.answer.interpretation.rank === null) throw new Error('a ranking is kept')
    const { calculation: _calculation, ...before } = kept.answer.interpretation
    const { by: _by, position: _position, ...rank } = kept.answer.interpretation.rank
    const answer = { ...kept.answer, interpretation: { ...before, rank } }
    await messagesTable.update({ pk: `MSG#${messageId}`, sk: kept.createdAt }, { expectedVersion: 1, set: { answer } })
    const { interpretation, kind } = await ask('and by product?', { sessionId })
    expect(kind).toBe('answer')
    expect(interpretation.rank).toMatchObject({ direction: 'top', limit: 3, by: 'value' })
  })

  it('writes an answer and its events together', async () => {
    const answer = await ask('orders in 2025')
    await app.salesTalk.dispatcher.runOnce()
    const { entries } = await app.salesTalk.storage(acme).eventLog.read({ limit: 1000 })
    const own = entries.filter(({ sessionId }) => sessionId === answer.sessionId)
    expect(own.map(({ eventType }) => eventType)).toEqual(['classification.performed.v1', 'narrative.generated.v1'])
    expect(own[1]).toMatchObject({
      data: { messageId: answer.messageId },
      metadata: { causationId: own[0]?.eventId },
    })
  })

  it('answers once for one idempotency key', async () => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'k-1' }
    const send = (question: string) =>
      app.request('/v1/chat', { method: 'POST', headers, body: JSON.stringify({ question }), token })
    const first = answerSchema.parse(await (await send('revenue in 2025')).json())
    const second = answerSchema.parse(await (await send('revenue in 2025')).json())
    expect(second.messageId).toBe(first.messageId)
    expect(await problemOf(await send('orders in 2025'))).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
  })

  it('answers once also when the process died before it could note that it had answered', async () => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'k-2' }
    const send = async () => {
      const body = JSON.stringify({ question: 'revenue by region in 2025' })
      return answerSchema.parse(await (await app.request('/v1/chat', { method: 'POST', headers, body, token })).json())
    }
    const first = await send()
    const { messagesTable } = app.salesTalk.storage(acme)
    const { user } = meSchema.parse(await (await app.request('/v1/me', { token })).json())
    await messagesTable.delete({ pk: `IDEMPOTENCY#chat#${user.userId}#k-2`, sk: 'RECORD' })
    expect(await send()).toEqual(first)
    const path = `/v1/sessions/${first.sessionId}/messages`
    const { messages } = messagesSchema.parse(await (await app.request(path, { token })).json())
    expect(messages).toHaveLength(2)
  })

  it('streams what happens when asked for events', async () => {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' }
    const body = JSON.stringify({ question: 'revenue by region in 2025' })
    const response = await app.request('/v1/chat', { method: 'POST', headers, body, token })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const events = readEvents(await response.text())
    const types = events.map(({ type }) => type)
    expect(types[0]).toBe('understood')
    expect(types).toContain('queried')
    expect(types.at(-1)).toBe('answer')
    const prose = events.flatMap((event) => (event.type === 'phrase' ? [event.phrase.text] : [])).join('')
    const last = events.at(-1)
    expect(last?.type === 'answer' ? last.answer.text : null).toBe(prose)
  })

  it('streams a problem like any other event', async () => {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' }
    const body = JSON.stringify({ question: 'revenue', sessionId: 'nobodys' })
    const response = await app.request('/v1/chat', { method: 'POST', headers, body, token })
    expect(readEvents(await response.text())).toMatchObject([
      { type: 'problem', problem: { status: 404, code: 'session_not_found' } },
    ])
  })

  it('shows what can be asked, with examples that work', async () => {
    const catalog = catalogSchema.parse(await (await app.request('/v1/catalog', { token })).json())
    expect(catalog.metrics.map(({ id }) => id)).toContain('revenue')
    expect(catalog.dimensions.find(({ id }) => id === 'region')?.members).toEqual(['North', 'South'])
    expect(catalog.timeSpan).toEqual({ firstDay: '2025-01-10', lastDay: '2025-02-05' })
    expect(catalog.exampleQuestions.length).toBeGreaterThan(2)
    for (const question of catalog.exampleQuestions) expect((await ask(question)).kind).toBe('answer')
  })
})

function readEvents(text: string) {
  return text
    .split('\n\n')
    .filter((block) => block !== '')
    .map((block) => {
      const type = /^event: (.*)$/m.exec(block)?.[1]
      const data: unknown = JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null')
      return chatEventSchema.parse({ type, ...(data as object) })
    })
}

describe('bad questions', () => {
  it.each([
    ['a hundred thousand characters', 'revenue '.repeat(12_500), 'too_long'],
    ['nothing', '', 'empty'],
    ['blanks', ' \n\t ', 'empty'],
  ])('are refused with a reason: %s', async (_name, question, reason) => {
    const answer = await ask(question)
    expect(answer).toMatchObject({ kind: 'refusal', interpretation: { reason } })
    expect(answer.text.length).toBeGreaterThan(10)
  })

  it.each([
    ['control characters', 'revenue\u0000\u0007\u001b[2J in 2025'],
    ['HTML', '<script>alert(1)</script> revenue'],
    ['SQL', "revenue'; DROP TABLE orders; --"],
    ['emoji', '💰 revenue 💰'],
    ['a lone surrogate', 'revenue \ud800 in 2025'],
    ['right-to-left marks', '\u202erevenue\u202c'],
    ['a zip bomb of accents', `revenue ${'\u0301'.repeat(1500)}`],
  ])('never break anything: %s', async (_name, question) => {
    const response = await app.post('/v1/chat', { question }, token)
    expect(response.status).toBe(200)
    expect(answerSchema.parse(await response.json()).text).not.toBe('')
    expect(await ask('revenue in 2025').then(({ text }) => text)).toContain('180')
  })

  it('are not read at all beyond a mebibyte', async () => {
    const response = await app.post('/v1/chat', { question: 'x'.repeat(1024 * 1024) }, token)
    expect(await problemOf(response)).toMatchObject({ status: 413, code: 'body_too_large' })
  })

  it.each([
    ['no JSON', '{"question": ', 400, 'invalid_json'],
    ['not UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), 400, 'invalid_json'],
    ['another shape', '{"question": 5}', 400, 'invalid_request'],
    ['an unknown field', '{"question": "revenue", "tenantId": "other"}', 400, 'invalid_request'],
    ['an array', '[]', 400, 'invalid_request'],
  ])('say what is wrong with a body that is %s', async (_name, body, status, code) => {
    const headers = { 'content-type': 'application/json' }
    const response = await app.request('/v1/chat', { method: 'POST', headers, body, token })
    expect(await problemOf(response)).toMatchObject({ status, code })
  })

  it('must be JSON by their type', async () => {
    const response = await app.request('/v1/chat', { method: 'POST', body: 'question=revenue', token })
    expect(await problemOf(response)).toMatchObject({ status: 415, code: 'unsupported_media_type' })
  })
})

describe('a company without data', () => {
  it('is told to upload a file, whatever it asks', async () => {
    const nobody = await app.tokenFor(other)
    expect(await ask('revenue by region', {}, nobody)).toMatchObject({
      kind: 'refusal',
      text: 'There is no data here yet: upload a file, then ask about it.',
      interpretation: { reason: 'no_data' },
    })
  })

  it('gets a reply to what is no question', async () => {
    for (const words of ['hello', 'thanks', 'help']) expect((await ask(words)).text).toMatch(/\w/)
  })
})
