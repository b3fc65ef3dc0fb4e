import { type DomainEvent, type EventType, eventTypes, type TenantId } from '@salestalk/protocol'
import { deadLettersOf, latestEvents } from '../../events/read-events.ts'
import type { TenantStorage } from '../../storage/storage.ts'
import type { SalesTalk } from '../../wiring.ts'
import { CommandFailure, UsageError } from '../command-line/failures.ts'
import { type CommandContext, requireTenant, withSalesTalk } from '../command-line/run-context.ts'
import { textTable } from '../command-line/text-table.ts'

export interface EventOptions {
  readonly tenant?: string
  readonly type?: string
  readonly from?: string
  readonly to?: string
  readonly limit: number
}

/** The latest events of one company or of all. */
export async function tailEvents(context: CommandContext, options: EventOptions): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const events = await latestEvents(await storagesOf(salesTalk, options), options.limit, filterOf(options))
    context.output.result({ events }, () => eventTable(events))
  })
}

/** Gives events of the log to their consumers once more; those that handled them already are not bothered. */
export async function replayEvents(
  context: CommandContext,
  eventId: string | undefined,
  options: EventOptions,
): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const storages = await storagesOf(salesTalk, options)
    // An event that is named is looked for in the whole log.
    const limit = eventId === undefined ? options.limit : Number.POSITIVE_INFINITY
    const found = await latestEvents(storages, limit, filterOf(options))
    const events = eventId === undefined ? found : found.filter((event) => event.eventId === eventId)
    if (eventId !== undefined && events.length === 0) {
      throw new CommandFailure(
        `There is no event ${eventId.slice(0, 64)} in the log: list them with salestalk events tail.`,
      )
    }
    await salesTalk.replayEvents(events)
    context.output.result(
      { replayed: events.map((event) => event.eventId) },
      () => `Replayed ${counted(events.length)}.`,
    )
  })
}

/** Events a consumer failed on for good; `--redrive` queues them again. */
export async function deadLetters(
  context: CommandContext,
  options: { tenant?: string; redrive?: boolean },
): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const letters = await deadLettersOf(await storagesOf(salesTalk, options))
    if (options.redrive) {
      for (const letter of letters)
        await salesTalk.storage(letter.event.tenantId as TenantId).eventQueue.redrive(letter)
      await salesTalk.flushEvents(null)
    }
    context.output.result({ deadLetters: letters, redriven: options.redrive === true }, () => {
      if (letters.length === 0) return 'There are no dead letters.'
      const rows = letters.map(({ consumer, event, attempts, lastError }) => [
        event.timestamp,
        event.tenantId,
        consumer,
        event.eventType,
        String(attempts),
        lastError ?? '',
      ])
      const table = textTable(['Time', 'Company', 'Consumer', 'Type', 'Tries', 'Error'], rows)
      return options.redrive ? `${table}\n\nQueued ${counted(letters.length)} again.` : table
    })
  })
}

async function storagesOf(salesTalk: SalesTalk, { tenant }: { tenant?: string }): Promise<TenantStorage[]> {
  if (tenant !== undefined) return [salesTalk.storage(await requireTenant(salesTalk, tenant))]
  return (await salesTalk.tenants.listTenants()).map(({ tenantId }) => salesTalk.storage(tenantId))
}

function filterOf({ type, from, to }: EventOptions) {
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(type === undefined ? {} : { types: [eventTypeOf(type)] }),
  }
}

function eventTypeOf(text: string): EventType {
  const found = eventTypes.find((type) => type === text || type === `${text}.v1`)
  if (found) return found
  throw new UsageError(`There is no event type "${text.slice(0, 60)}": choose ${eventTypes.join(', ')}.`)
}

function eventTable(events: readonly DomainEvent[]): string {
  if (events.length === 0) return 'There are no events.'
  const rows = events.map((event) => [event.timestamp, event.tenantId, event.eventType, event.eventId])
  return textTable(['Time', 'Company', 'Type', 'Id'], rows, Number.POSITIVE_INFINITY)
}

function counted(count: number): string {
  return count === 1 ? '1 event' : `${count} events`
}
