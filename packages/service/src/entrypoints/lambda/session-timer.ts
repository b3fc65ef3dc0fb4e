import { runTask, taskIn } from '../../scheduled-tasks.ts'
import { salesTalk } from './runtime.ts'

/** What only the clock asks for, of all companies; a schedule that names nothing asks for conversations that have fallen silent. */
export async function handler(event: unknown) {
  await runTask(taskIn(event) ?? 'complete-sessions', ['complete-sessions', 'clean-uploads'], await salesTalk())
}
