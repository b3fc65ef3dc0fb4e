import { type DomainEvent, type EventType, eventTypes } from '@salestalk/protocol'
import type { DeadLetter, DeadLetterSelection } from '../../events/dead-letters.ts'
import { type EventStores, eventStores } from '../../events/event-stores.ts'
import { type EventSelection, everyEvent, latestEvents } from '../../events/read-events.ts'
import { asReplayed } from '../../events/replay.ts'
import { consumerNames } from '../../events/routing.ts'
import type { SalesTalk } from '../../wiring.ts'
import { CommandFailure, UsageError } from '../command-line/failures.ts'
import { type CommandContext, requireTenant, withSalesTalk } from '../command-line/run-context.ts'
import { textTable } from '../command-line/text-table.ts'

interface EventFilter {
  readonly tenant?: string
  readonly type?: string
  readonly from?: string
  readonly to?: string
}

export interface TailOptions extends EventFilter {
  readonly limit: number
}

export interface ReplayOptions extends EventFilter {
  readonly limit?: number
  readonly all?: boolean
  readonly force?: boolean
}

export interface DeadLetterOptions extends EventFilter {
  readonly consumer?: string
  readonly all?: boolean
}

const AT_ONCE = 100

/** The latest events of one company or of all. */
export async function tailEvents(context: CommandContext, options: TailOptions): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const events = await latestEvents(await logsOf(salesTalk, options), options.limit, filterOf(options))
    context.output.result({ events }, () => eventTable(events))
  })
}

/** Gives events of the log to their consumers once more; those that handled them already are bothered only with `force`. */
export async function replayEvents(
  context: CommandContext,
  eventId: string | undefined,
  options: ReplayOptions,
): Promise<void> {
  requireSelection('replay', eventId, options, options.limit)
  const filter = filterOf(options)
  await withSalesTalk(context, async (salesTalk) => {
    const logs = await logsOf(salesTalk, options)
    const found = options.limit === undefined ? everyEvent(logs, filter) : latestEvents(logs, options.limit, filter)
    const replayed: string[] = []
    let waiting: DomainEvent[] = []
    const publish = async () => {
      await salesTalk.replayEvents(waiting)
      replayed.push(...waiting.map((event) => event.eventId))
      waiting = []
      context.output.progress(`Replayed ${counted(replayed.length, 'event')} …`)
    }
    // An event that is named is looked for in the whole log.
    for await (const event of eventId === undefined ? await found : everyEvent(logs, filter)) {
      if (eventId !== undefined && event.eventId !== eventId) continue
      if (context.signal.aborted) break
      waiting.push(asReplayed(event, salesTalk.clock.now(), options.force === true))
      if (waiting.length === AT_ONCE) await publish()
      if (eventId !== undefined) break
    }
    if (waiting.length > 0) await publish()
    if (eventId !== undefined && replayed.length === 0) {
      const hint = 'list them with salestalk events tail.'
      throw new CommandFailure(`There is no event ${eventId.slice(0, 64)} in the log: ${hint}`)
    }
    context.output.result({ replayed }, () => `Replayed ${counted(replayed.length, 'event')}.`)
  })
}

/** Events that a consumer failed on for good. */
export async function listDeadLetters(context: CommandContext, options: DeadLetterOptions): Promise<void> {
  const select = selectionOf(options)
  await withSalesTalk(context, async (salesTalk) => {
    const letters: DeadLetter[] = []
    for await (const letter of salesTalk.deadLetters.list(await select(salesTalk))) letters.push(letter)
    context.output.result({ deadLetters: letters }, () => letterTable(letters))
  })
}

/** Queues dead letters once more and lets the consumers try them at once. */
export async function redriveDeadLetters(
  context: CommandContext,
  eventId: string | undefined,
  options: DeadLetterOptions,
): Promise<void> {
  requireSelection('redrive', eventId, options, options.consumer)
  const select = selectionOf(options)
  await withSalesTalk(context, async (salesTalk) => {
    const redriven: { consumer: string; eventId: string | null }[] = []
    const selection = { ...(await select(salesTalk)), ...(eventId === undefined ? {} : { eventId }) }
    for await (const { consumer, eventId: id } of salesTalk.deadLetters.redrive(selection)) {
      redriven.push({ consumer, eventId: id })
      context.output.progress(`Queued ${counted(redriven.length, 'dead letter')} …`)
      if (context.signal.aborted) break
    }
    if (eventId !== undefined && redriven.length === 0) {
      const hint = 'list them with salestalk events dead-letters.'
      throw new CommandFailure(`There is no dead letter of event ${eventId.slice(0, 64)}: ${hint}`)
    }
    if (redriven.length > 0) await salesTalk.flushEvents(null)
    context.output.result({ redriven }, () => `Queued ${counted(redriven.length, 'dead letter')} again.`)
  })
}

// Everything there is must be asked for by name: it may be a great deal.
function requireSelection(
  command: string,
  eventId: string | undefined,
  { tenant, type, from, to, all }: EventFilter & { readonly all?: boolean },
  other: unknown,
): void {
  const isSelective = [eventId, tenant, type, from, to, other].some((value) => value !== undefined)
  if (isSelective !== (all === true)) return
  throw new UsageError(
    isSelective
      ? `--all goes with no other selection: see salestalk events ${command} --help.`
      : `Say which: an event id, --tenant, --type, --from, --to, or --all; see salestalk events ${command} --help.`,
  )
}

function selectionOf({ tenant, type, from, to, consumer }: DeadLetterOptions) {
  if (consumer !== undefined && !consumerNames.some((name) => name === consumer)) {
    throw new UsageError(`There is no consumer "${consumer.slice(0, 60)}": choose ${consumerNames.join(', ')}.`)
  }
  const selection: DeadLetterSelection = {
    ...(type === undefined ? {} : { eventType: eventTypeOf(type) }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(consumer === undefined ? {} : { consumer }),
  }
  return async (salesTalk: SalesTalk): Promise<DeadLetterSelection> =>
    tenant === undefined ? selection : { ...selection, tenantId: await requireTenant(salesTalk, tenant) }
}

type EventLogs = Pick<EventStores, 'eventLog'>[]

async function logsOf(salesTalk: SalesTalk, { tenant }: EventFilter): Promise<EventLogs> {
  const { eventLog } = eventStores(salesTalk.tables, salesTalk.clock).ofRegistry
  if (tenant === undefined) {
    const tenants = await salesTalk.tenants.listTenants()
    return [...tenants.map(({ tenantId }) => salesTalk.storage(tenantId)), { eventLog }]
  }
  const tenantId = await requireTenant(salesTalk, tenant)
  const read: typeof eventLog.read = async (query) => {
    const page = await eventLog.read(query)
    return { ...page, entries: page.entries.filter((event) => event.tenantId === tenantId) }
  }
  return [salesTalk.storage(tenantId), { eventLog: { ...eventLog, read } }]
}

function filterOf({ type, from, to }: EventFilter): EventSelection {
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

function letterTable(letters: readonly DeadLetter[]): string {
  if (letters.length === 0) return 'There are no dead letters.'
  const rows = letters.map(({ timestamp, tenantId, consumer, eventType, eventId, attempts, lastError }) => [
    timestamp ?? '',
    tenantId ?? '',
    consumer,
    eventType ?? '',
    eventId ?? '',
    String(attempts),
    lastError ?? '',
  ])
  return textTable(['Time', 'Company', 'Consumer', 'Type', 'Event', 'Tries', 'Error'], rows, Number.POSITIVE_INFINITY)
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`
}
