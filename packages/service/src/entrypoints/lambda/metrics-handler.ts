import type { SQSEvent } from 'aws-lambda'
import type { LambdaContext, LambdaEvent } from 'hono/aws-lambda'
import { handleQueueRecords, isQueueEvent } from '../../uploads/index.ts'
import { httpHandler } from './http-handler.ts'
import { salesTalk } from './runtime.ts'

const serveHttp = httpHandler('metrics-handler')

/** Requests about data from the gateway, and from its queue the files that wait to be read. */
export async function handler(event: LambdaEvent | SQSEvent, context?: LambdaContext) {
  return isQueueEvent(event) ? await handleQueueRecords(event, await salesTalk()) : await serveHttp(event, context)
}
