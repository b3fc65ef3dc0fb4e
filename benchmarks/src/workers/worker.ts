// A process of its own for each measurement, so that none leaves memory or warm code to the next. Started by run-worker.ts.
import { askOnAws } from '../aws/ask-on-aws.ts'
import { carryEventsOnAws } from '../aws/carry-events-on-aws.ts'
import { countRequests } from '../aws/count-requests.ts'
import { prepareAwsCompany } from '../aws/prepare-company.ts'
import { askQuestions } from './ask-questions.ts'
import { askRollups } from './ask-rollups.ts'
import { askTenants, makeTenants } from './ask-tenants.ts'
import { carryEvents } from './carry-events.ts'
import { ingestWithDuckDb } from './ingest-with-duckdb.ts'
import { ingestWithService } from './ingest-with-service.ts'
import { understandQuestions } from './understand-questions.ts'

const workers = {
  ingestWithService,
  ingestWithDuckDb,
  askQuestions,
  understandQuestions,
  makeTenants,
  askTenants,
  askRollups,
  carryEvents,
  prepareAwsCompany,
  countRequests,
  askOnAws,
  carryEventsOnAws,
}
export type Workers = typeof workers
export type WorkerName = keyof Workers
export type WorkerMessage = { readonly result: unknown } | { readonly error: string }

export interface WorkerRequest {
  readonly name: WorkerName
  readonly input: unknown
}

process.once('message', (request: WorkerRequest) => {
  const work = workers[request.name] as (input: unknown) => Promise<unknown>
  work(request.input)
    .then((result) => send({ result }))
    .catch((error: unknown) => send({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }))
})

function send(message: WorkerMessage): void {
  process.send?.(message, () => process.disconnect())
}
