import * as z from 'zod'

/** What the tasks are done with; SalesTalk as it is opened has all of it. */
export interface ScheduledServices {
  completeIdleSessions(): Promise<unknown>
  resumeUploads(): Promise<void>
  cleanUploads(): Promise<void>
  readonly tenants: { resumeInterrupted(): Promise<unknown> }
}

/** What only the clock asks for, by the name that a schedule sends as `{ "task": … }`. */
export const scheduledTasks = {
  /** Ends the conversations that have fallen silent, and goes on with uploads that were left unfinished. */
  'complete-sessions': async ({ completeIdleSessions, resumeUploads }: ScheduledServices) => {
    await completeIdleSessions()
    await resumeUploads()
  },
  /** Removes files of uploads that nobody will read. */
  'clean-uploads': async ({ cleanUploads }: ScheduledServices) => await cleanUploads(),
  /** Carries on creations, suspensions and deletions of companies that were interrupted. */
  'resume-interrupted': async ({ tenants }: ScheduledServices) => void (await tenants.resumeInterrupted()),
} as const

export type ScheduledTaskName = keyof typeof scheduledTasks

/** A schedule asks for something that the function it calls does not do. */
export class UnknownTaskError extends Error {
  override readonly name = 'UnknownTaskError'
  constructor(task: unknown, known: readonly string[]) {
    super(`There is no scheduled task ${JSON.stringify(task)} here: correct the schedule to ${known.join(' or ')}`)
  }
}

const taskEventSchema = z.object({ task: z.unknown() })

/** The task an event asks for; null for every other event, such as a request. */
export function taskIn(event: unknown): unknown {
  return taskEventSchema.safeParse(event).data?.task ?? null
}

/** Does what a schedule asks a function for, which does the named tasks only. Throws UnknownTaskError. */
export async function runTask(
  task: unknown,
  known: readonly ScheduledTaskName[],
  services: ScheduledServices,
): Promise<void> {
  const name = known.find((candidate) => candidate === task)
  if (name === undefined) throw new UnknownTaskError(task, known)
  await scheduledTasks[name](services)
}
