import { describe, expect, it } from 'vitest'
import type { TenantData } from '../model/tenant-data.ts'
import { metricSlot, reading } from '../testing/readings.ts'
import { shopData } from '../testing/shop.ts'
import { listMembers } from './list-members.ts'

const data: TenantData = {
  ...shopData,
  datasets: shopData.datasets.map((dataset) => ({
    ...dataset,
    model: {
      ...dataset.model,
      metrics: dataset.model.metrics.flatMap((metric, index) =>
        index > 0 ? [metric] : [metric, { ...metric, id: 'record_count', aggregation: { kind: 'count', where: [] } }],
      ),
    },
  })),
}
const counted = (asked: ReturnType<typeof reading>): string[] => listMembers(asked, data).metrics.map(({ id }) => id)

describe('a list of members', () => {
  it('counts the records of each', () => {
    expect(counted(reading({ intent: 'list', metrics: [], breakdown: ['region'] }))).toEqual(['record_count'])
  })

  it.each([
    ['records', reading({ intent: 'list', metrics: [], breakdown: [] })],
    ['months', reading({ intent: 'list', metrics: [], breakdown: ['month'] })],
    ['what no file has', reading({ intent: 'list', metrics: [], breakdown: ['planet'] })],
  ])('leaves lists of %s alone', (_, asked) => {
    expect(counted(asked)).toEqual([])
  })

  it('keeps the measure that is named', () => {
    expect(counted(reading({ intent: 'list', metrics: [metricSlot('gm_pct')], breakdown: ['region'] }))).toEqual([
      'gm_pct',
    ])
  })
})
