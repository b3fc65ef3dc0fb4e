import type { DatasetModel, MetricQuery } from '@salestalk/protocol'
import type { TenantData } from '../../../model/tenant-data.ts'
import type { FactRow } from '../../fakes/metric-store.ts'
import type { MetricStore, RecordQuery } from '../../metric-store.ts'

/** The rows of one dataset of one company, for a store to hold. */
export interface LoadedFacts {
  readonly tenantId: string
  readonly model: DatasetModel
  readonly rows: readonly FactRow[]
}

export interface MetricStoreSubject {
  readonly store: MetricStore
  /** What a question may see of a company: all that was loaded for it. */
  data(tenantId: string): TenantData
  close(): Promise<void>
}

export interface MetricStoreProbe {
  /** Rows as short arrays: members in the order of groupBy, then the period if there is a grain, then the values of the metrics. */
  ask(query: MetricQuery, tenantId?: string): Promise<unknown[][]>
  refusal(query: MetricQuery): Promise<unknown>
  records(query: Partial<RecordQuery>): Promise<{ rows: readonly unknown[]; total: number }>
  subject(): MetricStoreSubject
}
