import type { TenantArtifacts } from '@salestalk/engine'
import { transcriptKey } from '../events/consumers/archive.ts'
import type { TenantStorage } from '../storage/index.ts'

/** Deletes a conversation: its turns, its transcript, and last the session, so that repeating it after a crash finds the rest. */
export async function deleteSession(
  tenant: TenantStorage,
  artifacts: TenantArtifacts,
  sessionId: string,
): Promise<void> {
  await tenant.messages.deleteOfSession(sessionId)
  await artifacts.delete(transcriptKey(sessionId))
  await tenant.sessions.delete(sessionId)
}
