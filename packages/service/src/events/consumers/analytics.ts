import type { EventConsumer, TenantTable } from '@salestalk/engine'
import type { DomainEvent, EventOf, TenantId } from '@salestalk/protocol'
import * as z from 'zod'
import { eventRecordRepository } from '../../storage/event-record-repository.ts'
import { YEAR_AND_MONTH_SECONDS } from './kept-seconds.ts'

const answerNoteSchema = z.object({
  outcome: z.enum(['answer', 'clarification', 'refusal']),
  factsVerified: z.int(),
  factsTotal: z.int(),
  milliseconds: z.number(),
  costUSD: z.number(),
  tokens: z.int(),
})
type AnswerNote = z.infer<typeof answerNoteSchema>

/** How well a company was answered on one day (UTC). Times in milliseconds; null when nothing was asked. */
export interface DailyQuality {
  readonly day: string
  readonly answers: number
  readonly clarifications: number
  readonly refusals: number
  readonly factsVerified: number
  readonly factsTotal: number
  readonly p50Milliseconds: number | null
  readonly p95Milliseconds: number | null
  readonly costUSD: number
  readonly tokens: number
}

/** Notes every answer under its day: `ANALYTICS#{day}` / eventId. */
export function analyticsConsumer(messagesTable: (tenantId: TenantId) => TenantTable): EventConsumer {
  return {
    name: 'analytics',
    async handle(event: DomainEvent) {
      if (event.eventType !== 'narrative.generated.v1') return
      await eventRecordRepository(messagesTable(event.tenantId)).note({
        group: groupOf(event.timestamp.slice(0, 10)),
        key: event.eventId,
        at: event.timestamp,
        keptSeconds: YEAR_AND_MONTH_SECONDS,
        content: noteOf(event.data),
      })
    },
  }
}

/** The figures of one day, YYYY-MM-DD. */
export async function dailyQuality(messagesTable: TenantTable, day: string): Promise<DailyQuality> {
  const notes: AnswerNote[] = []
  for await (const content of eventRecordRepository(messagesTable).of(groupOf(day))) {
    notes.push(answerNoteSchema.parse(content))
  }
  const count = (outcome: AnswerNote['outcome']) => notes.filter((note) => note.outcome === outcome).length
  const sum = (value: (note: AnswerNote) => number) => notes.reduce((total, note) => total + value(note), 0)
  const times = notes.map((note) => note.milliseconds).sort((left, right) => left - right)
  return {
    day,
    answers: count('answer'),
    clarifications: count('clarification'),
    refusals: count('refusal'),
    factsVerified: sum((note) => note.factsVerified),
    factsTotal: sum((note) => note.factsTotal),
    p50Milliseconds: percentile(times, 0.5),
    p95Milliseconds: percentile(times, 0.95),
    costUSD: sum((note) => note.costUSD),
    tokens: sum((note) => note.tokens),
  }
}

function noteOf(data: EventOf<'narrative.generated.v1'>['data']): AnswerNote {
  const { qualityMetrics, performance, cost, tokenUsage, dataReferences } = data
  return {
    // Events of earlier versions do not say: what has figures was an answer.
    outcome: data.outcome ?? (dataReferences.length > 0 ? 'answer' : 'refusal'),
    factsVerified: qualityMetrics.factsVerified,
    factsTotal: qualityMetrics.factsTotal,
    milliseconds: performance.totalTimeMs,
    costUSD: cost.amountUSD,
    tokens: tokenUsage.totalTokens,
  }
}

/** Nearest rank of values in ascending order. */
function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null
}

function groupOf(day: string): string {
  return `ANALYTICS#${day}`
}
