import { salesTalk } from './runtime.ts'

/** Ends the conversations that have fallen silent; called on a schedule. */
export async function handler() {
  return await (await salesTalk()).completeIdleSessions()
}
