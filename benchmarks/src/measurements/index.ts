import type { ResultTable } from '../report/types.ts'
import type { MeasurementContext } from './context.ts'
import { measureAnswers } from './measure-answers.ts'
import { measureAws } from './measure-aws.ts'
import { measureColdStart } from './measure-cold-start.ts'
import { measureEvents } from './measure-events.ts'
import { measureIngest } from './measure-ingest.ts'
import { measureRollups } from './measure-rollups.ts'
import { measureStart } from './measure-start.ts'
import { measureTenants } from './measure-tenants.ts'
import { measureUnderstanding } from './measure-understanding.ts'

/** All measurements by the names that `--only` takes, in the order they run. */
export const measurements = {
  ingest: async (context: MeasurementContext) => [await measureIngest(context)],
  answers: (context: MeasurementContext) => measureAnswers(context),
  rollups: async (context: MeasurementContext) => [await measureRollups(context)],
  start: async (context: MeasurementContext) => [await measureStart(context)],
  understanding: async (context: MeasurementContext) => [await measureUnderstanding(context)],
  tenants: async (context: MeasurementContext) => [await measureTenants(context)],
  'cold-start': async (context: MeasurementContext) => [await measureColdStart(context)],
  aws: (context: MeasurementContext) => measureAws(context),
  events: async (context: MeasurementContext) => [await measureEvents(context)],
} satisfies Record<string, (context: MeasurementContext) => Promise<ResultTable[]>>

export type MeasurementName = keyof typeof measurements
