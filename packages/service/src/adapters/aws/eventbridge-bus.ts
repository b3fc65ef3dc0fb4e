import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { type EventBus, EventsNotAcceptedError } from '@salestalk/engine'
import { type BusEntry, inBatches, toEntries } from './eventbridge-entries.ts'

export interface EventBridgeBusOptions {
  readonly client: EventBridgeClient
  readonly busName: string
  readonly sleep: (milliseconds: number) => Promise<void>
  /** Numbers from 0 to 1. */
  readonly random: () => number
}

interface Refusal {
  readonly entry: BusEntry
  readonly reason: string
  readonly retryable: boolean
  readonly cause?: unknown
}

const TRIES = 6
const FIRST_DELAY_MILLISECONDS = 100
const LONGEST_DELAY_MILLISECONDS = 2_000

/**
 * A bus on EventBridge. Requests follow one another, and what one refused is sent again before the next, so that events leave in their
 * order. Throws EventTooLargeError, and EventsNotAcceptedError naming each event that was not accepted after six tries.
 */
export function eventBridgeBus(options: EventBridgeBusOptions): EventBus {
  const { client, busName, sleep, random } = options

  async function put(batch: readonly BusEntry[]): Promise<Refusal[]> {
    try {
      const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: batch.map(({ entry }) => entry) }))
      return batch.flatMap((entry, position) => {
        const result = Entries[position]
        if (result?.EventId !== undefined) return []
        const reason = result?.ErrorCode ?? 'no answer'
        return [{ entry, reason, retryable: !permanentCodes.has(reason) }]
      })
    } catch (error) {
      const retryable = isRetryable(error)
      const reason = error instanceof Error ? error.name : 'unknown failure'
      return batch.map((entry) => ({ entry, reason, retryable, cause: error }))
    }
  }

  /** Resolves to what was refused for good. */
  async function putPersistently(batch: readonly BusEntry[]): Promise<Refusal[]> {
    const rejected: Refusal[] = []
    let rest = batch
    for (let tries = 1; ; tries += 1) {
      const refusals = await put(rest)
      const again = refusals.filter(({ retryable }) => retryable)
      rejected.push(...refusals.filter(({ retryable }) => !retryable))
      if (again.length === 0) return rejected
      if (tries === TRIES) return [...rejected, ...again]
      await sleep(delayBefore(tries, random))
      rest = again.map(({ entry }) => entry)
    }
  }

  return {
    async publish(events) {
      const rejected: Refusal[] = []
      for (const batch of inBatches(toEntries(events, busName))) {
        // What follows is not sent past events that wait to be sent again: it would arrive before them.
        const isStopped = rejected.some(({ retryable }) => retryable)
        rejected.push(...(isStopped ? batch.map(notSent) : await putPersistently(batch)))
      }
      if (rejected.length > 0) throw failureOf(rejected)
    },
  }
}

function notSent(entry: BusEntry): Refusal {
  return { entry, reason: 'not sent after a failure', retryable: true }
}

function failureOf(rejected: readonly Refusal[]): EventsNotAcceptedError {
  return new EventsNotAcceptedError(
    rejected.map(({ entry }) => entry.event.eventId),
    rejected.map(({ reason }) => reason),
    rejected.some(({ retryable }) => retryable),
    rejected[0]?.cause,
  )
}

/** Doubles with every try; half of it at random, so that writers that failed together do not come back together. */
function delayBefore(tries: number, random: () => number): number {
  const longest = Math.min(LONGEST_DELAY_MILLISECONDS, FIRST_DELAY_MILLISECONDS * 2 ** (tries - 1))
  return longest * (1 - random() / 2)
}

// What EventBridge says of an entry that it will never take.
const permanentCodes = new Set([
  'InvalidArgument',
  'MalformedDetail',
  'NotAuthorizedForSourceException',
  'NotAuthorizedForDetailTypeException',
  'InvalidAccountIdException',
  'RedactionFailure',
])

/** Throttling, timeouts, broken connections and failures of the service; not requests it finds wrong or forbidden. */
function isRetryable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { $metadata, $retryable } = error as { $metadata?: { httpStatusCode?: number }; $retryable?: unknown }
  const status = $metadata?.httpStatusCode
  if ($retryable !== undefined || status === undefined || status === 429 || status >= 500) return true
  return /Throttl|TooManyRequests|LimitExceeded|Timeout|RequestExpired|SlowDown/.test(error.name)
}
