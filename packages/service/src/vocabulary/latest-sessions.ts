import type { EventLogRepository } from '../storage/event-log-repository.ts'

/** Ids of the conversations that questions were asked in, the latest first, each once: what the log of events still tells of. */
export async function* latestSessions(
  eventLog: Pick<EventLogRepository, 'read'>,
  onlyUser: string | null,
): AsyncIterable<string> {
  const seen = new Set<string>()
  let cursor: string | null = null
  do {
    const page = await eventLog.read({ types: ['classification.performed.v1'], descending: true, cursor })
    for (const { sessionId, userId } of page.entries) {
      if (sessionId === undefined || seen.has(sessionId)) continue
      if (onlyUser !== null && userId !== onlyUser) continue
      seen.add(sessionId)
      yield sessionId
    }
    cursor = page.cursor
  } while (cursor !== null)
}
