import { salesTalk } from './runtime.ts'

/** What only the clock asks for: ends the conversations that have fallen silent, and goes on with uploads that were left unfinished. */
export async function handler() {
  const { completeIdleSessions, resumeUploads } = await salesTalk()
  const round = await completeIdleSessions()
  await resumeUploads()
  return round
}
