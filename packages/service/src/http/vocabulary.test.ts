import {
  answerSchema,
  problemSchema,
  type Vocabulary,
  type VocabularyPreview,
  vocabularyContentSchema,
  vocabularyPreviewSchema,
  vocabularySchema,
  vocabularyVersionsSchema,
} from '@salestalk/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acme, openTestApp, other, type TestApp } from './tests/test-app.ts'

let app: TestApp
let admin: string

beforeEach(async () => {
  app = await openTestApp()
  admin = await app.tokenFor(acme, 'admin')
})
afterEach(() => app.close())

async function show(token = admin): Promise<Vocabulary> {
  return vocabularySchema.parse(await (await app.request('/v1/vocabulary', { token })).json())
}

const put = (content: unknown, baseVersion: number, token = admin) =>
  app.request('/v1/vocabulary', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ content, baseVersion, reason: 'we say so' }),
    token,
  })

async function save(content: unknown, baseVersion: number): Promise<Vocabulary> {
  const response = await put(content, baseVersion)
  expect(response.status).toBe(200)
  return vocabularySchema.parse(await response.json())
}

async function preview(content: unknown, more: object = {}, token = admin): Promise<VocabularyPreview> {
  const response = await app.post('/v1/vocabulary/preview', { content, ...more }, token)
  return vocabularyPreviewSchema.parse(await response.json())
}

async function ask(question: string, token = admin, sessionId: string | null = null) {
  const answer = answerSchema.parse(await (await app.post('/v1/chat', { question, sessionId }, token)).json())
  await app.salesTalk.flushEvents(acme)
  return answer
}

async function problemOf(response: Response): Promise<[number, string, string]> {
  const { status, code, detail } = problemSchema.parse(await response.json())
  return [status, code, detail]
}

const loot = { synonyms: { metrics: { revenue: [{ text: 'loot', weight: 1 }] } } }

describe('the vocabulary of a company', () => {
  it('is empty at first, and version 0', async () => {
    expect(await show()).toEqual({
      version: 0,
      changedBy: null,
      changedAt: null,
      reason: null,
      restores: null,
      content: vocabularyContentSchema.parse({}),
      notes: [],
    })
  })

  it('is understood from the next question on', async () => {
    expect((await ask('loot in North')).kind).not.toBe('answer')
    const saved = await save(loot, 0)
    expect(saved).toMatchObject({ version: 1, reason: 'we say so' })
    expect(saved.changedBy).toContain('@people.example')
    expect((await ask('loot in North')).references[0]?.value).toBe(150)
  })

  it('is that of one company only', async () => {
    await save(loot, 0)
    expect((await show(await app.tokenFor(other, 'admin'))).version).toBe(0)
  })

  it('is changed by administrators, and read by everybody of the company', async () => {
    const member = await app.tokenFor(acme)
    expect((await show(member)).version).toBe(0)
    expect((await problemOf(await put(loot, 0, member))).slice(0, 2)).toEqual([403, 'not_permitted'])
    for (const path of ['/v1/vocabulary/preview', '/v1/vocabulary/rollback']) {
      expect((await problemOf(await app.post(path, {}, member))).slice(0, 2)).toEqual([403, 'not_permitted'])
    }
    const history = await app.request('/v1/vocabulary/versions', { token: member })
    expect((await problemOf(history)).slice(0, 2)).toEqual([403, 'not_permitted'])
    expect((await app.request('/v1/vocabulary')).status).toBe(401)
  })

  it('keeps to the version a change was made from', async () => {
    await save(loot, 0)
    const [status, code, detail] = await problemOf(await put({}, 0))
    expect([status, code]).toEqual([409, 'vocabulary_changed'])
    expect(detail).toContain('version 1')
    expect((await show()).version).toBe(1)
  })

  it('stays as it is when nothing is changed', async () => {
    await save(loot, 0)
    expect((await save(loot, 1)).version).toBe(1)
  })

  it('is brought back to any version before, as a new one', async () => {
    await save(loot, 0)
    await save({ ...loot, aliases: { region: { North: ['up there'] } } }, 1)
    const body = { version: 1, baseVersion: 2, reason: null }
    const restored = vocabularySchema.parse(await (await app.post('/v1/vocabulary/rollback', body, admin)).json())
    expect(restored).toMatchObject({ version: 3, restores: 1, content: vocabularyContentSchema.parse(loot) })
    await app.post('/v1/vocabulary/rollback', { version: 0, baseVersion: 3 }, admin)
    expect((await ask('loot in North')).kind).not.toBe('answer')
    const page = await (await app.request('/v1/vocabulary/versions', { token: admin })).json()
    const { versions } = vocabularyVersionsSchema.parse(page)
    expect(versions.map(({ version, restores }) => [version, restores])).toEqual([
      [4, 0],
      [3, 1],
      [2, null],
      [1, null],
      [0, null],
    ])
    const old = vocabularySchema.parse(await (await app.request('/v1/vocabulary/versions/2', { token: admin })).json())
    expect(old.content.aliases).toEqual({ region: { North: ['up there'] } })
    expect((await app.request('/v1/vocabulary/versions/9', { token: admin })).status).toBe(404)
    expect((await app.request('/v1/vocabulary/versions/x', { token: admin })).status).toBe(404)
    expect((await app.post('/v1/vocabulary/rollback', { version: 9, baseVersion: 4 }, admin)).status).toBe(404)
  })

  it('sets how time is counted and what is assumed without one', async () => {
    await save({ settings: { defaultPeriod: 'this_month', calendar: { dateOrder: 'day_first' } } }, 0)
    const { interpretation, text } = await ask('revenue by region')
    expect(text).toContain('No period was named, so this is about Feb 2025, as your company wants it.')
    expect(interpretation.time).toMatchObject({ start: '2025-02-01', end: '2025-03-01', status: 'assumed' })
    const dated = await ask('revenue on 10/01/2025')
    expect(dated.references[0]?.value).toBe(100)
  })

  it('keeps what people choose a word to mean, whatever is changed beside it', async () => {
    await save(loot, 0)
    const { vocabulary } = app.salesTalk
    await vocabulary.prefer(acme, { term: 'money', metric: 'revenue' }, 'ann')
    await vocabulary.prefer(acme, { term: 'Money', metric: 'order_count' }, 'ann')
    const { content, version } = await show()
    expect(version).toBe(3)
    expect(content.preferences).toEqual([{ term: 'Money', metric: 'order_count' }])
    expect(content.synonyms.metrics).toEqual(loot.synonyms.metrics)
  })

  it('that is damaged costs its words, not the answers, and can be replaced', async () => {
    await save(loot, 0)
    const files = app.salesTalk.artifacts.open(acme)
    for await (const { key } of files.list('vocabulary/')) await files.put(key, new TextEncoder().encode('{'))
    app.salesTalk.knowledge.forget(acme)
    const answer = await ask('revenue in North')
    expect(answer.references[0]?.value).toBe(150)
    expect(answer.checks.notes.join()).toContain('Your own vocabulary is not in use')
    expect((await show()).notes.join()).toContain('was changed')
    expect((await save(loot, 1)).notes).toEqual([])
    expect((await ask('loot in North')).references[0]?.value).toBe(150)
  })
})

describe('what a change would do', () => {
  it('is shown for the questions that were asked, and changes nothing', async () => {
    await ask('loot in North')
    await ask('loot in North')
    await ask('revenue in North')
    const { changes, read, baseVersion } = await preview(loot)
    expect(read).toEqual({ history: 3, given: 0, more: false })
    expect(baseVersion).toBe(0)
    expect(changes).toHaveLength(1)
    expect(changes[0]).toMatchObject({ question: 'loot in North', source: 'history', times: 2, parts: ['kind'] })
    expect(changes[0]?.before.kind).not.toBe('answerable')
    expect(changes[0]?.after.restatement).toContain('North')
    expect((await show()).version).toBe(0)
  })

  it('is read in the conversation as it was', async () => {
    const first = await ask('revenue in North')
    await ask('and loot', admin, first.sessionId)
    const { changes } = await preview({ preferences: [{ term: 'loot', metric: 'order_count' }] })
    expect(changes.map(({ question }) => question)).toEqual(['and loot'])
    expect(changes[0]?.after.restatement).toContain('North')
  })

  it('includes questions that are given, and says when there were more', async () => {
    await ask('revenue in North')
    await ask('revenue in South')
    const { changes, read } = await preview(loot, { questions: ['loot by region', 'revenue'], historyLimit: 1 })
    expect(read).toEqual({ history: 1, given: 2, more: true })
    expect(changes.map(({ question, source }) => [question, source])).toEqual([['loot by region', 'given']])
  })

  it('knows of what was asked this moment, before the log of events does', async () => {
    await app.post('/v1/chat', { question: 'loot in North' }, admin)
    expect((await preview(loot)).changes).toHaveLength(1)
  })

  it('knows of conversations that have ended, each once', async () => {
    const { sessionId } = await ask('loot in North')
    await app.request(`/v1/sessions/${sessionId}/complete`, { method: 'POST', token: admin })
    await app.salesTalk.flushEvents(acme)
    expect((await preview(loot)).read.history).toBe(1)
  })

  it('shows guests of a demo company nothing but their own questions', async () => {
    await app.salesTalk.registry.tenants.changeEntry(acme, ({ settings }) => ({
      set: { settings: { ...settings, demo: true } },
    }))
    const guest = await app.tokenOf(await app.salesTalk.users.signInToDemo(acme))
    await ask('loot in North')
    expect((await preview(loot, {}, guest)).read.history).toBe(0)
    await ask('loot in South', guest)
    expect((await preview(loot, {}, guest)).changes.map(({ question }) => question)).toEqual(['loot in South'])
  })

  it('says nothing of conversations that were deleted', async () => {
    const { sessionId } = await ask('loot in North')
    await app.request(`/v1/sessions/${sessionId}`, { method: 'DELETE', token: admin })
    expect((await preview(loot)).read.history).toBe(0)
  })

  it('shows the questions of colleagues, but to no other company', async () => {
    await ask('loot in North', await app.tokenFor(acme))
    expect((await preview(loot)).changes).toHaveLength(1)
    expect((await preview({}, {}, await app.tokenFor(other, 'admin'))).read.history).toBe(0)
  })

  it('names what is wrong with it, and it is not accepted then', async () => {
    const wrong = {
      synonyms: { metrics: { revenu: [{ text: 'loot', weight: 1 }] } },
      aliases: { region: { North: ['the'] } },
    }
    const { problems, changes } = await preview(wrong)
    expect(problems).toMatchObject([
      { path: 'synonyms.metrics.revenu', message: 'no metric has the id "revenu"', suggestion: 'revenue' },
      { path: 'aliases.region.North.0' },
    ])
    expect(changes).toEqual([])
    const [status, code, detail] = await problemOf(await put(wrong, 0))
    expect([status, code]).toEqual([422, 'invalid_vocabulary'])
    expect(detail).toContain('did you mean "revenue"?')
  })

  it('warns of a word that comes to mean two things', async () => {
    const { problems, warnings } = await preview({
      synonyms: { metrics: { order_count: [{ text: 'turnover', weight: 0.9 }] } },
    })
    expect(problems).toEqual([])
    expect(warnings.map(({ message }) => message).join()).toContain('"turnover" also means Revenue')
  })

  it.each([
    ['too many entries', { synonyms: { metrics: { revenue: words(2001) } } }, '2001 entries'],
    ['too much text', { negativeSynonyms: {}, add: { metrics: [{ note: 'x'.repeat(300_000) }] } }, 'bytes'],
    [
      'what has no bottom',
      { add: { metrics: [{ note: JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) }] } },
      'nested',
    ],
    ['a circle of ratios', { add: { metrics: circle() } }, 'computed from itself'],
    ['a metric of a wrong shape', { add: { metrics: [{ id: 'x' }] } }, 'add'],
  ])('refuses %s', async (_what, content, message) => {
    const { problems } = await preview(content)
    expect(JSON.stringify(problems)).toContain(message)
  })

  it('takes what has no bottom for no vocabulary when it is accepted, too', async () => {
    const body = JSON.stringify({ content: { add: { metrics: [{ note: '@' }] } }, baseVersion: 0 })
    const response = await app.request('/v1/vocabulary', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: body.replace('"@"', `${'['.repeat(50_000)}${']'.repeat(50_000)}`),
      token: admin,
    })
    expect((await problemOf(response)).slice(0, 2)).toEqual([422, 'invalid_vocabulary'])
  })

  it('is looked at once at a time in one company, and at once in another', async () => {
    const body = { content: {}, questions: Array(50).fill('revenue by region') }
    const [first, second, elsewhere] = await Promise.all([
      app.post('/v1/vocabulary/preview', body, admin),
      app.post('/v1/vocabulary/preview', body, admin),
      app.post('/v1/vocabulary/preview', body, await app.tokenFor(other, 'admin')),
    ])
    expect([first.status, second.status].sort()).toEqual([200, 429])
    expect(elsewhere.status).toBe(200)
    expect((await app.post('/v1/vocabulary/preview', body, admin)).status).toBe(200)
  })

  it('refuses what is no vocabulary at all', async () => {
    expect((await app.post('/v1/vocabulary/preview', { content: { synonyms: 3 } }, admin)).status).toBe(400)
    expect((await app.post('/v1/vocabulary/preview', { content: { unknown: {} } }, admin)).status).toBe(400)
    expect((await put({}, -1)).status).toBe(400)
  })
})

function words(count: number) {
  return Array.from({ length: count }, (_, index) => ({ text: `word ${index}`, weight: 1 }))
}

/** Two ratios, each a part of the other. */
function circle() {
  const ratio = (id: string, numerator: string) => ({
    id,
    subject: 'finance',
    label: id,
    description: id,
    synonyms: [],
    negativeSynonyms: [],
    unit: 'ratio',
    aggregation: 'ratio',
    numerator,
    denominator: 'cash',
    direction: 'neutral',
    importance: 0.5,
    dimensions: [],
    columns: [],
  })
  return [ratio('chicken', 'egg'), ratio('egg', 'chicken')]
}
