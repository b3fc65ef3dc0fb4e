import { answerSchema, catalogSchema, type DatasetModel, datasetModelSchema, problemSchema } from '@salestalk/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acme, openTestApp, other, type TestApp } from './tests/test-app.ts'

let app: TestApp
let admin: string
let model: DatasetModel

beforeAll(async () => {
  app = await openTestApp()
  admin = await app.tokenFor(acme, 'admin')
  const catalog = catalogSchema.parse(await (await app.request('/v1/catalog', { token: admin })).json())
  const [dataset] = catalog.datasets
  if (dataset) model = dataset.model
})
afterAll(() => app.close())

const put = (dataset: string, body: unknown, token = admin) =>
  app.request(`/v1/datasets/${dataset}/model`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    token,
  })

async function codeOf(response: Response): Promise<[number, string]> {
  return [response.status, problemSchema.parse(await response.json()).code]
}

describe('an edited model', () => {
  it('is kept and answers from then on', async () => {
    const metrics = model.metrics.map((metric) =>
      metric.id === 'revenue' ? { ...metric, label: 'Turnover', synonyms: [...metric.synonyms, 'loot'] } : metric,
    )
    const saved = datasetModelSchema.parse(await (await put('orders', { ...model, metrics })).json())
    expect(saved.version).toBe(model.version + 1)
    const answer = answerSchema.parse(await (await app.post('/v1/chat', { question: 'loot in 2025' }, admin)).json())
    expect(answer.text).toContain('Turnover')
    expect(answer.references[0]?.value).toBe(180)
  })

  it('cannot change the columns there are, nor contradict itself', async () => {
    const columns = model.columns.slice(1)
    expect(await codeOf(await put('orders', { ...model, columns }))).toEqual([422, 'invalid_model'])
    const metrics = model.metrics.map((metric) => ({ ...metric, timeColumn: 'no_such_column' }))
    expect(await codeOf(await put('orders', { ...model, metrics }))).toEqual([422, 'invalid_model'])
    expect(await codeOf(await put('orders', { ...model, metrics: 'all' }))).toEqual([400, 'invalid_request'])
  })

  it('is for administrators of the company the dataset belongs to', async () => {
    expect(await codeOf(await put('orders', model, await app.tokenFor(acme)))).toEqual([403, 'not_permitted'])
    const stranger = await app.tokenFor(other, 'admin')
    expect(await codeOf(await put('orders', model, stranger))).toEqual([404, 'dataset_not_found'])
  })
})
