import type { EventConsumer, TenantTable } from '@salestalk/engine'
import { type DomainEvent, planSchema, type TenantId } from '@salestalk/protocol'
import * as z from 'zod'
import { type EventRecord, eventRecordRepository } from '../../storage/event-record-repository.ts'
import { YEAR_AND_MONTH_SECONDS } from './kept-seconds.ts'

const usageNoteSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('conversation'), questions: z.int(), costUSD: z.number() }),
  z.object({ kind: z.literal('provisioned'), plan: planSchema, at: z.string() }),
])

const standingSchema = z.object({ kind: z.enum(['suspended', 'deleted']), at: z.string() })
export type Standing = z.infer<typeof standingSchema>

/** What one company used in one month (UTC). A conversation belongs to the month it began in, whenever it ends. */
export interface MonthlyUsage {
  readonly month: string
  readonly conversations: number
  readonly questions: number
  readonly costUSD: number
}

export interface BillingTables {
  readonly messagesTable: (tenantId: TenantId) => TenantTable
  /** Where notes outlive the company they are about. */
  readonly registryTable: TenantTable
}

/**
 * Notes what is used: `USAGE#{month}` / the conversation or the event, in the table of the company; and that a company is suspended or
 * deleted: `BILLING#{tenantId}` / the event, in the registry.
 */
export function billingConsumer({ messagesTable, registryTable }: BillingTables): EventConsumer {
  return {
    name: 'billing',
    async handle(event) {
      const isStanding = event.eventType === 'tenant.suspended.v1' || event.eventType === 'tenant.deleted.v1'
      const note = isStanding ? standingNote(event) : usageNote(event)
      if (note === null) return
      const table = isStanding ? registryTable : messagesTable(event.tenantId)
      await eventRecordRepository(table).note({ ...note, at: event.timestamp, keptSeconds: YEAR_AND_MONTH_SECONDS })
    },
  }
}

/** The usage of one month, YYYY-MM. */
export async function monthlyUsage(messagesTable: TenantTable, month: string): Promise<MonthlyUsage> {
  let [conversations, questions, costUSD] = [0, 0, 0]
  for await (const content of eventRecordRepository(messagesTable).of(usageGroup(month))) {
    const note = usageNoteSchema.parse(content)
    if (note.kind !== 'conversation') continue
    conversations += 1
    questions += note.questions
    costUSD += note.costUSD
  }
  return { month, conversations, questions, costUSD }
}

/** When a company was suspended and deleted, in order of time. */
export async function billingStandings(registryTable: TenantTable, tenantId: TenantId): Promise<Standing[]> {
  const standings: Standing[] = []
  for await (const content of eventRecordRepository(registryTable).of(standingGroup(tenantId))) {
    standings.push(standingSchema.parse(content))
  }
  return standings
}

type Note = Pick<EventRecord, 'group' | 'key' | 'content'>

function usageNote(event: DomainEvent): Note | null {
  switch (event.eventType) {
    case 'conversation.completed.v1': {
      // A conversation that goes on is completed once more, and the later event tells all of it.
      const { conversationId, startTime, userMessageCount, totalCostUSD } = event.data
      const content = { kind: 'conversation', questions: userMessageCount, costUSD: totalCostUSD }
      return { group: usageGroup(startTime.slice(0, 7)), key: `conversation#${conversationId}`, content }
    }
    case 'tenant.provisioned.v1': {
      const content = { kind: 'provisioned', plan: event.data.plan, at: event.timestamp }
      return { group: usageGroup(event.timestamp.slice(0, 7)), key: `provisioned#${event.eventId}`, content }
    }
    default:
      return null
  }
}

function standingNote({ tenantId, eventType, eventId, timestamp }: DomainEvent): Note {
  const content = { kind: eventType === 'tenant.deleted.v1' ? 'deleted' : 'suspended', at: timestamp }
  return { group: standingGroup(tenantId), key: `${timestamp}#${eventId}`, content }
}

function usageGroup(month: string): string {
  return `USAGE#${month}`
}

function standingGroup(tenantId: TenantId): string {
  return `BILLING#${tenantId}`
}
