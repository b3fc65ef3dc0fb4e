import type { ArtifactStore } from '@salestalk/engine'
import type { Messages, Sessions, TenantId } from '@salestalk/protocol'
import * as z from 'zod'
import { type CompletionOptions, completeSession as complete } from '../../chat/complete-sessions.ts'
import { deleteSession as deleteWhole } from '../../chat/delete-session.ts'
import { SessionNotFoundError } from '../../chat/errors.ts'
import { messagesOf, type TenantStorage } from '../../storage/index.ts'
import { type Handler, memberOf, type RequestContext } from '../context.ts'
import { readParameter, readQuery } from '../request.ts'

const pageSchema = z.object({
  cursor: z.string().max(4096).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

export interface SessionRoutesOptions extends CompletionOptions {
  readonly storage: (tenantId: TenantId) => TenantStorage
  readonly artifacts: ArtifactStore
}

export function sessionRoutes({ storage, artifacts, ...completion }: SessionRoutesOptions) {
  const sessions: Handler = async (context) => {
    const { tenantId, userId } = memberOf(context)
    const { entries, cursor } = await storage(tenantId).sessions.listOfUser(userId, readQuery(context, pageSchema))
    const body: Sessions = { sessions: entries.map(({ userId: _owner, ...session }) => session), cursor }
    return context.json(body)
  }

  const messages: Handler = async (context) => {
    const { sessionId, tenant } = await requireOwnSession(context)
    const { limit, cursor } = readQuery(context, pageSchema)
    // Each turn is two messages.
    const page = await tenant.messages.listOfSession(sessionId, { cursor, limit: Math.ceil(limit / 2) })
    const body: Messages = { messages: page.entries.flatMap(messagesOf), cursor: page.cursor }
    return context.json(body)
  }

  const completeSession: Handler = async (context) => {
    const { sessionId, tenant } = await requireOwnSession(context)
    await complete(tenant, sessionId, completion)
    return context.body(null, 204)
  }

  const deleteSession: Handler = async (context) => {
    const { sessionId, tenant } = await requireOwnSession(context)
    await deleteWhole(tenant, artifacts.open(tenant.tenantId), sessionId)
    return context.body(null, 204)
  }

  /** The conversation in the path, if it is one of this person in this company. Throws SessionNotFoundError. */
  async function requireOwnSession(context: RequestContext) {
    const { tenantId, userId } = memberOf(context)
    const tenant = storage(tenantId)
    const sessionId = readParameter(context, 'sessionId')
    const session = /^[A-Za-z0-9_-]{1,64}$/.test(sessionId) ? await tenant.sessions.get(sessionId) : null
    if (session?.userId !== userId) throw new SessionNotFoundError()
    return { sessionId, tenant }
  }

  return { sessions, messages, completeSession, deleteSession }
}
