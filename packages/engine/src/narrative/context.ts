import type { Interpretation } from '@salestalk/protocol'
import type { TenantData } from '../model/tenant-data.ts'
import type { NarrativePhrases } from './templates.ts'

/** What a narrative may name besides facts. */
export interface NarrativeContext {
  readonly interpretation: Interpretation
  readonly data: TenantData
  readonly phrases: NarrativePhrases
  readonly locale: string
}
