import { fixedClock, inMemoryTables } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  memberKey,
  memberOfKey,
  type RollupCell,
  type RollupRepository,
  type RollupState,
  rollupRepository,
} from './rollup-repository.ts'
import { metricsTable } from './tables.ts'

const address = { tenantId: tenantIdSchema.parse('acme'), definition: metricsTable }
const description = { metricType: 'sales', unit: 'USD', timestamp: '2025-11-09T10:00:00.000Z', isIndexed: true }
const whole: RollupCell = {
  metric: 'revenue',
  period: '2025-Q3',
  dimension: null,
  member: null,
  value: 12.5,
  dataset: 'orders',
  dataVersion: '1-a',
  slices: { region: 3 },
}
const slice = (member: string | null): RollupCell => ({ ...whole, dimension: 'region', member, slices: {} })
const state: RollupState = {
  dataset: 'orders',
  status: 'writing',
  dataVersion: '1-a',
  runId: 'r1',
  metrics: ['revenue'],
  spans: { revenue: { start: '2025-01-01', end: '2025-09-30' }, units: null },
  scales: {},
  carried: {},
  cells: 0,
  milliseconds: 0,
  startedAt: '2025-11-09T10:00:00.000Z',
  completedAt: null,
}

let repository: RollupRepository
let tables: ReturnType<typeof inMemoryTables>

beforeEach(async () => {
  tables = inMemoryTables(fixedClock())
  await tables.createTable(address)
  repository = rollupRepository(tables.open(address))
})

function put(...cells: RollupCell[]): Promise<void> {
  return repository.putCells(cells.map((cell) => ({ cell, description })))
}

describe('the figures of a tenant', () => {
  it('lie under their metric and period, slices behind, each in the index it is found by', async () => {
    await put(whole, slice('EMEA'))
    const table = tables.open(address)
    expect(await table.get({ pk: 'METRIC#revenue', sk: '2025-Q3' })).toEqual({
      pk: 'METRIC#revenue',
      sk: '2025-Q3',
      metricType: 'sales',
      period: '2025-Q3',
      dimensions: {},
      value: 12.5,
      unit: 'USD',
      timestamp: '2025-11-09T10:00:00.000Z',
      dataset: 'orders',
      dataVersion: '1-a',
      slices: { region: 3 },
      version: 1,
    })
    const byType = await table.query({ index: 'MetricTypeIndex', pk: 'sales' })
    expect(byType.items.map(({ sk }) => sk)).toEqual(['2025-Q3'])
    const byDimension = await table.query({ index: 'DimensionIndex', pk: 'region' })
    expect(byDimension.items.map(({ sk, dimensions }) => [sk, dimensions])).toEqual([
      ['2025-Q3#region=EMEA', { region: 'EMEA' }],
    ])
  })

  it('are read back as they were, the blank member apart from the empty text and from members that look like keys', async () => {
    const members = [null, '', '%', '%25', '#region=x', 'a=b', 'É', '\u0000', '2025-Q3#region=EMEA']
    await put(
      whole,
      ...members.map(slice),
      { ...slice('EMEA'), period: '2025' },
      { ...slice('EMEA'), dimension: 'regions' },
    )
    const found = await repository.listSlices('revenue', '2025-Q3', 'region')
    expect(new Set(found.map(({ member }) => member))).toEqual(new Set(members))
    for (const member of members) {
      expect(await repository.getCell('revenue', '2025-Q3', { dimension: 'region', member })).toEqual(slice(member))
    }
    expect(await repository.getCell('revenue', '2025-Q3')).toEqual(whole)
    expect(await repository.getCell('revenue', '2025-Q2')).toBeNull()
  })

  it('are all found when there are more than a page', async () => {
    const members = Array.from({ length: 1203 }, (_, index) => `m${index}`)
    await put(...members.map(slice))
    expect(await repository.listSlices('revenue', '2025-Q3', 'region')).toHaveLength(1203)
    await repository.deleteCells(members.slice(3).map(slice))
    const left: (string | null)[] = []
    for await (const { member } of repository.everyCell('revenue')) left.push(member)
    expect(left).toEqual(['m0', 'm1', 'm2'])
  })

  it('have a state that only one of two writers gets', async () => {
    const first = await repository.saveState(state, null)
    await expect(repository.saveState({ ...state, runId: 'r2' }, null)).rejects.toThrow('does not exist')
    const second = await repository.saveState({ ...state, runId: 'r2' }, first.version)
    await expect(repository.saveState({ ...state, status: 'complete' }, first.version)).rejects.toThrow('version')
    expect(await repository.listStates()).toEqual([second])
    await repository.deleteState('orders', second.version)
    expect(await repository.getState('orders')).toBeNull()
  })
})

it('the key of a member tells it from any other and can be read back', () => {
  fc.assert(
    fc.property(fc.option(fc.string({ unit: 'grapheme' }), { nil: null }), (member) => {
      expect(memberOfKey(memberKey(member))).toBe(member)
      expect(memberKey(member)).not.toContain('#')
    }),
  )
})
