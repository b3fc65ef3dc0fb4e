import type { EventOf } from '@salestalk/protocol'
import type { Turn } from '../storage/index.ts'

export interface ConversationStatistics {
  readonly turns: number
  /** What the event says; null for a conversation in which nothing was asked. */
  readonly data: Omit<EventOf<'conversation.completed.v1'>['data'], 'conversationId'> | null
}

// Sums of prices in binary fractions: nobody is billed a millionth of a millionth of a dollar.
const COST_DECIMALS = 12

/**
 * The statistics of a whole conversation, from its turns in the order asked. It lasts from when its first question came in to when its
 * last answer was kept; an answer's time is its `timings.total`.
 */
export async function conversationStatistics(turns: AsyncIterable<Turn>): Promise<ConversationStatistics> {
  const subjects = new Set<string>()
  const intents = new Set<string>()
  let [count, milliseconds, cost] = [0, 0, 0]
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for await (const { answer, createdAt } of turns) {
    const { subject, intent } = answer.interpretation
    if (subject) subjects.add(subject)
    if (intent) intents.add(intent)
    const answeredAt = Date.parse(createdAt)
    start = Math.min(start, answeredAt - Math.round(answer.timings.total))
    end = Math.max(end, answeredAt)
    milliseconds += answer.timings.total
    cost += answer.model.costUsd
    count += 1
  }
  if (count === 0) return { turns: 0, data: null }
  return {
    turns: count,
    data: {
      startTime: new Date(start).toISOString(),
      endTime: new Date(end).toISOString(),
      durationSeconds: (end - start) / 1000,
      messageCount: 2 * count,
      userMessageCount: count,
      assistantMessageCount: count,
      subjects: [...subjects],
      intents: [...intents],
      // None of these can be done yet with an answer that is kept.
      actionsTaken: { insightSaved: false, insightShared: false, dataExported: false, followUpCreated: false },
      totalCostUSD: Number(cost.toFixed(COST_DECIMALS)),
      averageResponseTimeMs: milliseconds / count,
    },
  }
}
