import {
  type Clock,
  type EventBus,
  type EventConsumer,
  TableNotFoundError,
  type TableStore,
  type Timer,
} from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import type { EventQueueRepository } from '../storage/event-queue-repository.ts'
import { openRegistry, openTenantStorage } from '../storage/storage.ts'
import { countDeadLetters } from './dead-letters.ts'
import { type DeliveryOptions, deliverDue } from './deliver-events.ts'
import { eventStores } from './event-stores.ts'
import { publishOutbox } from './publish-outbox.ts'
import { queueOf } from './routing.ts'

/** More dead letters lie with a consumer than its queue allows; `tenantId` is null in the registry. */
export interface DeadLetterAlarm {
  readonly tenantId: TenantId | null
  readonly consumer: string
  readonly threshold: number
}

export interface EventDispatcherOptions extends Pick<DeliveryOptions, 'retry' | 'onHandled'> {
  readonly tables: TableStore
  readonly bus: EventBus
  readonly consumers: readonly EventConsumer[]
  readonly clock: Clock
  readonly timer: Timer
  readonly onAlarm?: (alarm: DeadLetterAlarm) => void
  /** Told about trouble that does not stop the dispatcher: it tries again in the next round. */
  readonly onError: (error: unknown) => void
  /** Least milliseconds between two rounds over all tenants; default 1000. Rounds that take long are made less often. */
  readonly interval?: number
}

/** Carries events from the outboxes to the consumers, for as long as the process lives. */
export interface EventDispatcher {
  start(): void
  /** Resolves when the round that is running has ended. */
  stop(): Promise<void>
  /** One round over all tenants; returns how many events were published or handled. Also what a command runs before it ends. */
  runOnce(): Promise<number>
  /** Says that a tenant has new events, so that they need not wait for the next round. */
  notify(tenantId: TenantId): void
}

const DEFAULT_INTERVAL_MILLISECONDS = 1_000
// The wait after a round that found nothing, in durations of the round: with very many tenants, looking for events must not become the
// main work. Where there was something there may be more.
const REST_FACTOR = 9

export function eventDispatcher(options: EventDispatcherOptions): EventDispatcher {
  const { tables, bus, consumers, clock, timer, onError } = options
  const registry = openRegistry(tables)
  const registryQueue = eventStores(tables, clock).ofRegistry.eventQueue
  let running = false
  let cancelTimer: (() => void) | null = null
  // Rounds run one after another, so that events keep their order.
  let last: Promise<unknown> = Promise.resolve()

  function inTurn(work: () => Promise<number>): Promise<number> {
    const next = last.then(work)
    last = next.catch(onError)
    return next
  }

  async function runTenant(tenantId: TenantId): Promise<number> {
    const storage = openTenantStorage(tables, tenantId, clock)
    let moved = 0
    try {
      for (const table of [storage.messagesTable, storage.metricsTable]) {
        moved += await publishOutbox(table, bus, tenantId, onError)
      }
      moved += await deliverAll(storage.eventQueue, tenantId)
    } catch (error) {
      onTenantError(error)
    }
    return moved
  }

  async function deliverAll(queue: EventQueueRepository, tenantId: TenantId | null): Promise<number> {
    let handled = 0
    for (const consumer of consumers) {
      let buried = 0
      const onBuried = () => {
        buried += 1
      }
      handled += await deliverDue(queue, consumer, { ...options, onBuried })
      if (buried > 0) await checkDeadLetters(queue, tenantId, consumer.name)
    }
    return handled
  }

  async function checkDeadLetters(queue: EventQueueRepository, tenantId: TenantId | null, consumer: string) {
    const threshold = queueOf(consumer).alarmThreshold
    if ((await countDeadLetters(queue, consumer, threshold + 1)) <= threshold) return
    options.onAlarm?.({ tenantId, consumer, threshold })
  }

  // A tenant that is being deleted takes its events along.
  function onTenantError(error: unknown): void {
    if (!(error instanceof TableNotFoundError)) onError(error)
  }

  async function runAll(): Promise<number> {
    let moved = await publishOutbox(registry.tenantsTable, bus, null, onTenantError)
    for (const { tenantId, status } of await registry.tenants.list()) {
      // The events of a suspended company wait until it is resumed.
      if (status === 'active') moved += await runTenant(tenantId)
    }
    moved += await deliverAll(registryQueue, null)
    return moved
  }

  function schedule(rest: number): void {
    if (!running) return
    cancelTimer = timer(
      () => {
        const startedAt = clock.now().getTime()
        inTurn(runAll)
          .catch(() => 0)
          .then((moved) => schedule(moved > 0 ? 0 : (clock.now().getTime() - startedAt) * REST_FACTOR))
      },
      Math.max(options.interval ?? DEFAULT_INTERVAL_MILLISECONDS, rest),
    )
  }

  return {
    start() {
      if (running) return
      running = true
      schedule(0)
    },
    async stop() {
      running = false
      cancelTimer?.()
      await last
    },
    runOnce: () => inTurn(runAll),
    notify(tenantId) {
      if (running) inTurn(() => runTenant(tenantId)).catch(() => 0)
    },
  }
}
