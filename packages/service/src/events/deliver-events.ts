import type { Clock, EventConsumer } from '@salestalk/engine'
import { type DomainEvent, InvalidEventError, parseEvent } from '@salestalk/protocol'
import type { Delivery, EventQueueRepository } from '../storage/event-queue-repository.ts'
import { handleOnce } from './handle-once.ts'
import { type ConsumerQueue, queueOf } from './routing.ts'

/** Milliseconds to wait after so many failed attempts; null to give up. */
export type RetryPolicy = (attempts: number, queue: ConsumerQueue) => number | null

export interface DeliveryOptions {
  readonly clock: Clock
  readonly retry: RetryPolicy
  /** Told of every event that a consumer has handled for the first time. */
  readonly onHandled?: (consumer: string, event: DomainEvent) => void
  /** Told of every delivery that became a dead letter. */
  readonly onBuried?: (consumer: string) => void
}

/** Exponential, as the queue says: three retries after about 1, 4 and 16 seconds; jitter takes off up to half. `random` gives numbers from 0 to 1. */
export function exponentialRetry(random: () => number): RetryPolicy {
  return (attempts, { retries, backoffBaseSeconds, backoffGrowth }) =>
    attempts > retries ? null : backoffBaseSeconds * 1000 * backoffGrowth ** (attempts - 1) * (1 - random() / 2)
}

/**
 * Lets a consumer handle what is due for it, oldest first; returns how many events were handled. What waits for a retry, or is in the
 * hands of another process, holds back later events of its session, and those only.
 */
export async function deliverDue(
  queue: EventQueueRepository,
  consumer: EventConsumer,
  options: DeliveryOptions,
): Promise<number> {
  const now = options.clock.now().toISOString()
  const heldBack = new Set<string>()
  let handled = 0
  for await (const delivery of queue.waiting(consumer.name)) {
    const event = readable(delivery)
    if (event instanceof InvalidEventError) {
      await bury(queue, delivery, event.message, options)
      continue
    }
    const { sessionId } = event
    if (sessionId !== undefined && heldBack.has(sessionId)) continue
    const isDone = delivery.dueAt <= now && (await deliver(queue, consumer, delivery, event, options))
    if (isDone) handled += 1
    else if (sessionId !== undefined) heldBack.add(sessionId)
  }
  return handled
}

function readable({ body }: Delivery): DomainEvent | InvalidEventError {
  try {
    return parseEvent(body)
  } catch (error) {
    if (error instanceof InvalidEventError) return error
    throw error
  }
}

async function deliver(
  queue: EventQueueRepository,
  consumer: EventConsumer,
  waiting: Delivery,
  event: DomainEvent,
  options: DeliveryOptions,
): Promise<boolean> {
  const { visibilityTimeoutSeconds, retries } = queueOf(consumer.name)
  const until = new Date(options.clock.now().getTime() + visibilityTimeoutSeconds * 1000).toISOString()
  const claimed = await queue.claim(waiting, until)
  if (claimed === null) return false
  // Taken and never heard of again, each time: it may be what kills the process.
  if (claimed.attempts > 1 + retries && !(await queue.wasHandled(consumer.name, event))) {
    await bury(queue, claimed, waiting.lastError ?? 'was begun every time and never finished', options)
    return false
  }
  try {
    if (await handleOnce(queue, consumer, event)) options.onHandled?.(consumer.name, event)
  } catch (error) {
    await fail(queue, claimed, error, options)
    return false
  }
  await queue.finish(claimed)
  return true
}

async function fail(
  queue: EventQueueRepository,
  claimed: Delivery,
  error: unknown,
  options: DeliveryOptions,
): Promise<void> {
  const reason = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : 'unknown failure'
  const delay = options.retry(claimed.attempts, queueOf(claimed.consumer))
  if (delay === null) return await bury(queue, claimed, reason, options)
  await queue.postpone(claimed, new Date(options.clock.now().getTime() + delay).toISOString(), reason)
}

async function bury(
  queue: EventQueueRepository,
  delivery: Delivery,
  reason: string,
  { onBuried }: DeliveryOptions,
): Promise<void> {
  await queue.bury(delivery, reason.slice(0, 500), queueOf(delivery.consumer).deadLetterRetentionSeconds)
  onBuried?.(delivery.consumer)
}
