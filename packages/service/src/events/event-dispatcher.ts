import {
  type Clock,
  type EventBus,
  type EventConsumer,
  TableNotFoundError,
  type TableStore,
  type Timer,
} from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import { openRegistry, openTenantStorage } from '../storage/storage.ts'
import { deliverDue, type RetryPolicy } from './deliver-events.ts'
import { publishOutbox } from './publish-outbox.ts'

export interface EventDispatcherOptions {
  readonly tables: TableStore
  readonly bus: EventBus
  readonly consumers: readonly EventConsumer[]
  readonly clock: Clock
  readonly timer: Timer
  readonly retry: RetryPolicy
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
// The wait after a round, in durations of the round: with very many tenants, looking for events must not become the main work.
const REST_FACTOR = 9

export function eventDispatcher(options: EventDispatcherOptions): EventDispatcher {
  const { tables, bus, consumers, clock, timer, retry, onError } = options
  const registry = openRegistry(tables)
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
      for (const consumer of consumers) moved += await deliverDue(storage.eventQueue, consumer, clock, retry)
    } catch (error) {
      onTenantError(error)
    }
    return moved
  }

  // A tenant that is being deleted takes its events along.
  function onTenantError(error: unknown): void {
    if (!(error instanceof TableNotFoundError)) onError(error)
  }

  async function runAll(): Promise<number> {
    let moved = await publishOutbox(registry.tenantsTable, bus, null, onTenantError)
    for (const { tenantId } of await registry.tenants.list()) moved += await runTenant(tenantId)
    return moved
  }

  function schedule(lastRound: number): void {
    if (!running) return
    const interval = Math.max(options.interval ?? DEFAULT_INTERVAL_MILLISECONDS, lastRound * REST_FACTOR)
    cancelTimer = timer(() => {
      const startedAt = clock.now().getTime()
      inTurn(runAll)
        .catch(() => 0)
        .finally(() => schedule(clock.now().getTime() - startedAt))
    }, interval)
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
