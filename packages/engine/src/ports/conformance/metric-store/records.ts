import { describe, expect, it } from 'vitest'
import type { MetricStoreProbe } from './subject.ts'

export function describeRecords(probe: MetricStoreProbe): void {
  describe('records', () => {
    it('lists cells as they are, with the number of all', async () => {
      const columns = ['order_id', 'order_date', 'created_at', 'region', 'amount', 'quantity', 'express']
      const { rows, total } = await probe.records({ columns, limit: 1 })
      expect(rows).toEqual([
        {
          order_id: 'o1',
          order_date: '2025-01-05',
          created_at: '2025-01-05T09:30:00',
          region: 'EMEA',
          amount: 100.1,
          quantity: 1,
          express: false,
        },
      ])
      expect(total).toBe(6)
    })

    it('keeps those of a range and of filters', async () => {
      const filters = [{ dimension: 'amount', operator: 'gt' as const, values: [100] }]
      const { rows, total } = await probe.records({ filters, start: '2025-01-20', end: '2025-03-15' })
      expect(rows).toEqual([{ order_id: 'o3' }, { order_id: 'o4' }])
      expect(total).toBe(2)
    })

    it('orders by a column, blank cells last', async () => {
      for (const [direction, ids] of [
        ['asc', ['o2', 'o1', 'o3', 'o5', 'o4', 'o6']],
        ['desc', ['o5', 'o3', 'o1', 'o2', 'o4', 'o6']],
      ] as const) {
        const { rows } = await probe.records({ orderBy: { column: 'close_date', direction } })
        expect(rows).toEqual(ids.map((id) => ({ order_id: id })))
      }
    })

    it('does not show ignored or unknown columns', async () => {
      await expect(probe.records({ columns: ['secret'] })).rejects.toMatchObject({ code: 'unknown_dimension' })
      await expect(probe.records({ columns: ['order_id"; --'] })).rejects.toMatchObject({ code: 'unknown_dimension' })
    })
  })
}
