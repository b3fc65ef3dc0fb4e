import type { LambdaContext, LambdaEvent } from 'hono/aws-lambda'
import { runTask, taskIn } from '../../scheduled-tasks.ts'
import { httpHandler } from './http-handler.ts'
import { salesTalk } from './runtime.ts'

const serveHttp = httpHandler('tenant-onboard')

/** Requests about companies from the gateway, and on a schedule what was interrupted. */
export async function handler(event: LambdaEvent | { readonly task: string }, context?: LambdaContext) {
  const task = taskIn(event)
  if (task === null) return await serveHttp(event as LambdaEvent, context)
  await runTask(task, ['resume-interrupted'], await salesTalk())
}
