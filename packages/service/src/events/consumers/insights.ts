import type { EventConsumer, TenantTable } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import * as z from 'zod'
import { eventRecordRepository } from '../../storage/event-record-repository.ts'
import { YEAR_AND_MONTH_SECONDS } from './kept-seconds.ts'

const askedSchema = z.object({
  intent: z.string().nullable(),
  subject: z.string().nullable(),
  measure: z.string().nullable(),
})

/** A kind of question and how often it was asked; null is what a question did not say. */
export interface AskedFor extends z.infer<typeof askedSchema> {
  readonly count: number
}

/** Notes what every question asks for, never its words: `ASKED#{month}` / eventId. */
export function insightsConsumer(messagesTable: (tenantId: TenantId) => TenantTable): EventConsumer {
  return {
    name: 'insights',
    async handle(event) {
      if (event.eventType !== 'classification.performed.v1') return
      const { intent, subject, measure } = event.data.classification
      await eventRecordRepository(messagesTable(event.tenantId)).note({
        group: groupOf(event.timestamp.slice(0, 7)),
        key: event.eventId,
        at: event.timestamp,
        keptSeconds: YEAR_AND_MONTH_SECONDS,
        content: { intent, subject, measure },
      })
    },
  }
}

/** What was asked for most in one month, YYYY-MM, most first. */
export async function mostAskedFor(messagesTable: TenantTable, month: string, limit: number): Promise<AskedFor[]> {
  const counts = new Map<string, AskedFor>()
  for await (const content of eventRecordRepository(messagesTable).of(groupOf(month))) {
    const asked = askedSchema.parse(content)
    const key = JSON.stringify([asked.intent, asked.subject, asked.measure])
    counts.set(key, { ...asked, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return [...counts]
    .sort(([leftKey, left], [rightKey, right]) => right.count - left.count || (leftKey < rightKey ? -1 : 1))
    .slice(0, limit)
    .map(([, asked]) => asked)
}

function groupOf(month: string): string {
  return `ASKED#${month}`
}
