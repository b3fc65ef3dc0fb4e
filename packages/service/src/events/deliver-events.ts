import type { Clock, EventConsumer } from '@salestalk/engine'
import type { Delivery, EventQueueRepository } from '../storage/event-queue-repository.ts'

/** Delay before the next try, in milliseconds, after `attempts` failures; null to give up. */
export type RetryPolicy = (attempts: number) => number | null

const RETRIES = 3
const FIRST_DELAY_MILLISECONDS = 1_000
const GROWTH = 4

/** Three retries after about 1, 4 and 16 seconds; jitter takes off up to half. `random` gives numbers from 0 to 1. */
export function exponentialRetry(random: () => number): RetryPolicy {
  return (attempts) =>
    attempts > RETRIES ? null : FIRST_DELAY_MILLISECONDS * GROWTH ** (attempts - 1) * (1 - random() / 2)
}

/** Lets a consumer handle what is due for it; returns how many events were handled. */
export async function deliverDue(
  queue: EventQueueRepository,
  consumer: EventConsumer,
  clock: Clock,
  retry: RetryPolicy,
): Promise<number> {
  let handled = 0
  const now = clock.now().toISOString()
  for await (const delivery of queue.waiting(consumer.name)) {
    if (delivery.dueAt > now) continue
    if (await deliver(queue, consumer, delivery, clock, retry)) handled += 1
  }
  return handled
}

async function deliver(
  queue: EventQueueRepository,
  consumer: EventConsumer,
  delivery: Delivery,
  clock: Clock,
  retry: RetryPolicy,
): Promise<boolean> {
  if (!(await queue.wasHandled(consumer.name, delivery.event.eventId))) {
    try {
      await consumer.handle(delivery.event)
    } catch (error) {
      await fail(queue, delivery, error, clock, retry)
      return false
    }
  }
  await queue.handled(delivery)
  return true
}

async function fail(
  queue: EventQueueRepository,
  delivery: Delivery,
  error: unknown,
  clock: Clock,
  retry: RetryPolicy,
): Promise<void> {
  const reason = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : 'unknown failure'
  const delay = retry(delivery.attempts + 1)
  if (delay === null) await queue.bury(delivery, reason)
  else await queue.postpone(delivery, new Date(clock.now().getTime() + delay).toISOString(), reason)
}
