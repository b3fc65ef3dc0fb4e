import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TenantId, tenantIdSchema } from '@salestalk/protocol'
import type { DemoCompany } from '@salestalk/samples'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { openSalesTalk, type SalesTalk } from '../wiring.ts'
import { seedDemo } from './seed.ts'

let folder = ''
let today = '2025-03-01'
let salesTalk: SalesTalk
const tenantId: TenantId = tenantIdSchema.parse('tiny-shop')

/** One sale of 10 a day, from the first of February to yesterday. */
const tinyShop: DemoCompany = {
  id: 'tiny',
  name: 'Tiny Shop',
  ownerEmail: 'owner@tiny.example',
  currency: 'USD',
  description: 'Sells one thing a day.',
  plantedEvents: () => [],
  exampleQuestions: ['Revenue last month'],
  datasets: [
    {
      name: 'sales',
      label: 'Sales',
      columns: [
        { name: 'date', type: 'date' },
        { name: 'product', type: 'text' },
        { name: 'revenue', type: 'decimal' },
      ],
      *rows(day) {
        for (let time = Date.parse('2025-02-01'); time < Date.parse(day); time += 86_400_000)
          yield [new Date(time).toISOString().slice(0, 10), 'Pencil', 10]
      },
    },
  ],
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'salestalk-demo-'))
  const clock = { now: () => new Date(`${today}T08:00:00.000Z`), today: () => today }
  const config = readConfig({ dataFolder: folder }, { SALESTALK_LOG_LEVEL: 'silent' })
  salesTalk = await openSalesTalk(config, { demoMode: true, clock })
})
afterAll(async () => {
  await salesTalk.close()
  await rm(folder, { recursive: true, force: true })
})

const seed = (only: 'missing' | 'all') =>
  seedDemo({ ...salesTalk, companies: [tinyShop], workFolder: join(folder, 'work') }, only)

const revenue = async () => {
  const request = { tenantId, userId: 'u', question: 'revenue since February 2025', sessionId: null, asOf: null }
  const { references } = await salesTalk.chat.ask({ ...request, interpretation: null })
  return references[0]?.value
}

describe('the demo companies', () => {
  it('get their data up to yesterday, through the same door as every file', async () => {
    expect(await seed('missing')).toEqual([{ tenantId, dataset: 'sales', kind: 'ingested' }])
    expect(await salesTalk.tenants.getTenant(tenantId)).toMatchObject({ name: 'Tiny Shop', settings: { demo: true } })
    expect(await revenue()).toBe(280)
    expect(await readdir(join(folder, 'work'))).toEqual([])
  })

  it('are left alone on the same day', async () => {
    expect(await seed('missing')).toEqual([{ tenantId, dataset: 'sales', kind: 'current' }])
    expect(await seed('all')).toEqual([{ tenantId, dataset: 'sales', kind: 'current' }])
  })

  it('are replaced, not added to, when a day has passed', async () => {
    today = '2025-03-03'
    expect(await seed('missing')).toEqual([{ tenantId, dataset: 'sales', kind: 'current' }])
    expect(await seed('all')).toEqual([{ tenantId, dataset: 'sales', kind: 'ingested' }])
    expect(await revenue()).toBe(300)
    expect(await seed('all')).toEqual([{ tenantId, dataset: 'sales', kind: 'current' }])
  })
})
