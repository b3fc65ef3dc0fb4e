import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeFilters } from './metric-store/filters.ts'
import { ask, figureRows, figures, orderRows, orders, subscriptionRows, subscriptions } from './metric-store/fixture.ts'
import { describeGroups } from './metric-store/groups.ts'
import { describeRecords } from './metric-store/records.ts'
import { describeRefusals } from './metric-store/refusals.ts'
import type { LoadedFacts, MetricStoreProbe, MetricStoreSubject } from './metric-store/subject.ts'
import { describeTime } from './metric-store/time.ts'
import { describeValues } from './metric-store/values.ts'

export type { LoadedFacts, MetricStoreSubject } from './metric-store/subject.ts'

/** What every metric store answers; each adapter runs it with `load` giving a store that holds these facts. */
export function metricStoreConformance(
  name: string,
  load: (facts: readonly LoadedFacts[]) => Promise<MetricStoreSubject>,
): void {
  describe(`${name} as a metric store`, () => {
    let subject: MetricStoreSubject | undefined
    const loaded = () => {
      if (subject === undefined) throw new Error('the subject is not loaded')
      return subject
    }
    beforeAll(async () => {
      subject = await load([
        { tenantId: 'acme', model: orders, rows: orderRows },
        { tenantId: 'acme', model: subscriptions, rows: subscriptionRows },
        { tenantId: 'acme', model: figures, rows: figureRows },
        { tenantId: 'globex', model: orders, rows: orderRows.slice(0, 1) },
        { tenantId: 'initech', model: orders, rows: [] },
      ])
    })
    afterAll(() => loaded().close())

    const probe: MetricStoreProbe = {
      subject: loaded,
      ask: async (query, tenantId = 'acme') => {
        const { rows } = await loaded().store.query(loaded().data(tenantId), query)
        return rows.map(({ group, period, values }) => [
          ...query.groupBy.map((dimension) => group[dimension]),
          ...(query.grain === null ? [] : [period]),
          ...query.metrics.map((id) => values[id]),
        ])
      },
      refusal: async (query) => {
        const outcome = loaded().store.query(loaded().data('acme'), query)
        return outcome.then(
          () => 'answered',
          (error: { code: unknown }) => error.code,
        )
      },
      records: (query) =>
        loaded().store.records(loaded().data('acme'), {
          dataset: 'orders',
          columns: ['order_id'],
          filters: [],
          timeColumn: 'order_date',
          start: null,
          end: null,
          orderBy: null,
          limit: 100,
          ...query,
        }),
    }
    describeValues(probe)
    describeGroups(probe)
    describeFilters(probe)
    describeTime(probe)
    describeRecords(probe)
    describeRefusals(probe)

    it('keeps companies apart', async () => {
      const query = ask({ metrics: ['order_count'] })
      expect(await probe.ask(query)).toEqual([[6]])
      expect(await probe.ask(query, 'globex')).toEqual([[1]])
      expect(await probe.ask(query, 'initech')).toEqual([[0]])
    })

    it('answers again after a release', async () => {
      const { store, data } = loaded()
      await store.release('globex')
      const members = await store.members(data('globex'), 'orders', 'region', 10)
      expect(members).toEqual([{ value: 'EMEA', rows: 1 }])
    })
  })
}
