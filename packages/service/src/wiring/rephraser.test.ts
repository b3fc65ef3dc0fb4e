import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Answer, type DomainEvent, tenantIdSchema } from '@salestalk/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { latestEvents } from '../events/read-events.ts'
import { openSalesTalk, type SalesTalk } from '../wiring.ts'

const acme = tenantIdSchema.parse('acme')
const csv = 'Order ID,Order Date,Region,Revenue\nA1,2025-01-10,North,777\nA2,2025-02-20,South,30\n'

/** Stands for Ollama: says what it is told to, and keeps what it was asked. */
let asked: string[]
let say: (text: string) => string | null
let server: Server
let folder: string
let salesTalk: SalesTalk | null

beforeEach(async () => {
  asked = []
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const { messages } = JSON.parse(body)
      const text: string = messages[1].content
      asked.push(body)
      const content = say(text)
      if (content === null) return
      const counts = { prompt_eval_count: 120, eval_count: 30 }
      response.end(JSON.stringify({ message: { role: 'assistant', content }, done_reason: 'stop', ...counts }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  folder = await mkdtemp(join(tmpdir(), 'salestalk-rephrase-'))
  salesTalk = null
})

afterEach(async () => {
  await salesTalk?.close()
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true, force: true })
})

/** A company with two orders; its answers may be reworded when `agreed`. */
async function open(variables: Record<string, string>, agreed: boolean): Promise<SalesTalk> {
  const opened = await openSalesTalk(
    readConfig({ dataFolder: folder }, { SALESTALK_LOG_LEVEL: 'silent', ...variables }),
  )
  salesTalk = opened
  await opened.tenants.createTenant({ name: 'Acme', ownerEmail: 'ann@acme.example', plan: 'free' })
  await opened.registry.tenants.changeEntry(acme, ({ settings }) => ({
    set: { settings: agreed ? { ...settings, rephrase: true } : settings },
  }))
  await writeFile(join(folder, 'orders.csv'), csv)
  await opened.ingest({ tenantId: acme, path: join(folder, 'orders.csv') })
  return opened
}

const withOllama = () => ({
  SALESTALK_MODEL: 'ollama:llama3.2',
  SALESTALK_MODEL_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
})

async function ask({ chat }: SalesTalk, question = 'revenue in North in Jan 2025'): Promise<Answer> {
  return await chat.ask({
    tenantId: acme,
    userId: 'u1',
    question,
    sessionId: null,
    asOf: '2025-03-01',
    interpretation: null,
  })
}

async function narrated({ flushEvents, storage }: SalesTalk): Promise<DomainEvent['data']> {
  await flushEvents(acme)
  const [event] = await latestEvents([storage(acme)], 1, { types: ['narrative.generated.v1'] })
  if (event === undefined) throw new Error('No narrative was published')
  return event.data
}

const words = 'Revenue for North was 777 in Jan 2025'
const unused = { promptTokens: 0, completionTokens: 0, costUsd: 0 }

describe('answers that a model may reword', () => {
  it('are reworded, sourced as before, and kept and published with what that took', async () => {
    say = (text) => text.replace(' was ', ' came to ')
    const opened = await open(withOllama(), true)
    const answer = await ask(opened)
    expect(answer.text).toContain('Revenue for North came to 777 in Jan 2025')
    expect(answer.phrases.map(({ text }) => text).join('')).toBe(answer.text)
    const figure = answer.phrases.find(({ text }) => text === '777')
    expect(answer.references.find(({ id }) => id === figure?.reference)?.value).toBe(777)
    expect(answer.model).toEqual({
      provider: 'ollama',
      modelId: 'llama3.2',
      promptTokens: 120,
      completionTokens: 30,
      costUsd: 0,
    })
    expect((await opened.storage(acme).messages.get(answer.messageId))?.answer).toEqual(answer)
    expect(await narrated(opened)).toMatchObject({
      narrativeText: answer.text,
      aiModel: { provider: 'ollama', modelId: 'llama3.2' },
      tokenUsage: { promptTokens: 120, completionTokens: 30, totalTokens: 150 },
      qualityMetrics: { hallucinationDetected: false },
    })
  })

  it('show the model neither the question nor a figure or a name', async () => {
    say = (text) => text
    await ask(await open(withOllama(), true))
    expect(asked).toHaveLength(1)
    for (const secret of ['North', 'Revenue', '777', '2025', 'acme']) expect(asked[0]).not.toContain(secret)
  })

  it('keep their own wording when the model says something else, and tell of it', async () => {
    say = (text) => text.replace(' was ', ' was not ')
    const opened = await open(withOllama(), true)
    const answer = await ask(opened)
    expect(answer.text).toContain(words)
    expect(answer.checks.notes.join()).toContain('it changed more than the wording')
    expect(answer.model).toMatchObject({ provider: 'ollama', promptTokens: 120 })
    expect(await narrated(opened)).toMatchObject({ qualityMetrics: { hallucinationDetected: true } })
  })

  it('wait no longer than they are told to', async () => {
    say = () => null
    const answer = await ask(await open({ ...withOllama(), SALESTALK_MODEL_MILLISECONDS: '100' }, true))
    expect(answer.text).toContain(words)
    expect(answer.checks.notes.join()).toContain('took too long')
    expect(answer.model).toEqual({ provider: 'ollama', modelId: 'llama3.2', ...unused })
  })

  it('are given also when there is no model where it should be', async () => {
    const answer = await ask(await open({ ...withOllama(), SALESTALK_MODEL_URL: 'http://127.0.0.1:1' }, true))
    expect(answer.text).toContain(words)
    expect(answer.checks.notes.join()).toContain('could not be reached')
  })

  it('are not shown to it when they only ask back or decline', async () => {
    say = (text) => text
    expect((await ask(await open(withOllama(), true), 'what is the weather')).model.provider).toBe('none')
    expect(asked).toEqual([])
  })
})

describe('answers that no model may reword', () => {
  it.each([
    ['the company has not agreed', true, false],
    ['there is no model', false, true],
  ])('are left alone: %s', async (_why, hasModel, agreed) => {
    const opened = await open(hasModel ? withOllama() : {}, agreed)
    const answer = await ask(opened)
    expect(asked).toEqual([])
    expect(answer.text).toContain(words)
    expect(answer.model).toEqual({ provider: 'none', modelId: null, ...unused })
    expect(await narrated(opened)).toMatchObject({ aiModel: { provider: 'none' } })
  })
})
