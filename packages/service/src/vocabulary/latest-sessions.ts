import type { TenantStorage } from '../storage/storage.ts'

/** Of a conversation that is open nobody has to wait for the log; later than any of them is this. */
const WHENEVER = '9999'

/** Ids of the conversations that questions were asked in, about the latest first, each once; with `onlyUser` those of one person. */
export async function* latestSessions(
  storage: Pick<TenantStorage, 'eventLog' | 'sessions'>,
  onlyUser: string | null,
): AsyncIterable<string> {
  if (onlyUser !== null) {
    yield* sessionsOfUser(storage, onlyUser)
    return
  }
  const seen = new Set<string>()
  for (const sessionId of await openSessions(storage)) {
    seen.add(sessionId)
    yield sessionId
  }
  for await (const sessionId of loggedSessions(storage)) {
    if (seen.has(sessionId)) continue
    seen.add(sessionId)
    yield sessionId
  }
}

async function* sessionsOfUser({ sessions }: Pick<TenantStorage, 'sessions'>, userId: string): AsyncIterable<string> {
  let cursor: string | null = null
  do {
    const page = await sessions.listOfUser(userId, { cursor })
    for (const { sessionId } of page.entries) yield sessionId
    cursor = page.cursor
  } while (cursor !== null)
}

/** Those that have not been silent for long: few at any time. */
async function openSessions({ sessions }: Pick<TenantStorage, 'sessions'>): Promise<string[]> {
  const found: string[] = []
  let cursor: string | null = null
  do {
    const page = await sessions.listSilent(WHENEVER, { cursor })
    found.push(...page.entries)
    cursor = page.cursor
  } while (cursor !== null)
  return found.reverse()
}

/** Those that the log of events tells of, which is kept for months. */
async function* loggedSessions({ eventLog }: Pick<TenantStorage, 'eventLog'>): AsyncIterable<string> {
  let cursor: string | null = null
  do {
    const page = await eventLog.read({ types: ['classification.performed.v1'], descending: true, cursor })
    for (const { sessionId } of page.entries) if (sessionId !== undefined) yield sessionId
    cursor = page.cursor
  } while (cursor !== null)
}
