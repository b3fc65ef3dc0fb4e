import type { Clock, Ids } from '@salestalk/engine'
import { createEvent, type TenantId } from '@salestalk/protocol'
import type { SessionRecord, SessionStanding, TenantStorage, Turn } from '../storage/index.ts'
import { conversationStatistics } from './conversation-statistics.ts'

/** So long nobody says anything, then a conversation is over. */
export const SILENCE_MILLISECONDS = 30 * 60 * 1000

export interface CompletionOptions {
  readonly clock: Clock
  readonly ids: Ids
}

/** `nothing_new`: its last event told everything already. `changed`: somebody spoke or completed it meanwhile; nothing was written. */
export type Completion = 'completed' | 'nothing_new' | 'changed' | 'not_found'

const ATTEMPTS = 5

/**
 * Ends a conversation because its owner says so: `conversation.completed.v1` tells all of it, once however often this is asked. The
 * session stays open for the timer, which tells what is still said, or what a question that was being answered just now adds.
 */
export async function completeSession(
  tenant: TenantStorage,
  sessionId: string,
  options: CompletionOptions,
): Promise<Completion> {
  for (let attempt = 1; ; attempt += 1) {
    const standing = await tenant.sessions.standing(sessionId)
    if (standing === null) return 'not_found'
    const outcome = await tell(tenant, standing, 'on_request', options)
    if (outcome !== 'changed' || attempt === ATTEMPTS) return outcome
  }
}

/**
 * Ends a conversation of which nothing was heard for 30 minutes, and closes it. One that goes on later is opened again; after its next
 * silence another event tells the whole of it once more, from its first question. Two timers at once tell it once: the event is part of
 * the one write that closes the session, on the condition that nobody else has written.
 */
export async function completeSilentSession(
  tenant: TenantStorage,
  sessionId: string,
  options: CompletionOptions,
): Promise<Completion> {
  const standing = await tenant.sessions.standing(sessionId)
  if (standing === null) return 'not_found'
  // The list it came from is a moment old.
  if (standing.session.updatedAt > silentSince(options.clock)) return 'changed'
  return await tell(tenant, standing, 'silence', options)
}

/** Conversations with no activity after this ISO time are over. */
export function silentSince(clock: Clock): string {
  return new Date(clock.now().getTime() - SILENCE_MILLISECONDS).toISOString()
}

async function tell(
  tenant: TenantStorage,
  standing: SessionStanding,
  reason: 'on_request' | 'silence',
  options: CompletionOptions,
): Promise<Completion> {
  const { session, turnsTold } = standing
  const close = reason === 'silence'
  const { turns, data } = await conversationStatistics(turnsOf(tenant, session.sessionId))
  // Turns are only ever added, so their number says whether any is new. An index that lags behind shows fewer.
  const isNew = data !== null && turns > turnsTold
  if (!isNew && !close) return 'nothing_new'
  const events = isNew ? [eventOf(tenant.tenantId, session, data, reason, options)] : []
  if (!(await tenant.sessions.settle(standing, { turnsTold: Math.max(turns, turnsTold), events, close })))
    return 'changed'
  return isNew ? 'completed' : 'nothing_new'
}

function eventOf(
  tenantId: TenantId,
  { sessionId, userId }: SessionRecord,
  statistics: NonNullable<Awaited<ReturnType<typeof conversationStatistics>>['data']>,
  reason: 'on_request' | 'silence',
  { clock, ids }: CompletionOptions,
) {
  return createEvent(
    'conversation.completed.v1',
    {
      source: reason === 'silence' ? 'session-timer' : 'chat-handler',
      tenantId,
      userId,
      sessionId,
      metadata: { correlationId: ids.next() },
      data: { conversationId: sessionId, ...statistics },
    },
    { eventId: ids.next(), timestamp: clock.now() },
  )
}

async function* turnsOf({ messages }: TenantStorage, sessionId: string): AsyncIterable<Turn> {
  let cursor: string | null = null
  do {
    const page = await messages.listOfSession(sessionId, { cursor })
    yield* page.entries
    cursor = page.cursor
  } while (cursor !== null)
}
