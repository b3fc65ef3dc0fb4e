import { type Answer, type ChatEvent, chatRequestSchema } from '@salestalk/protocol'
import { streamSSE } from 'hono/streaming'
import type { AskRequest, ChatService } from '../../chat/chat-service.ts'
import type { Logger } from '../../logger.ts'
import { type Handler, memberOf, type RequestContext } from '../context.ts'
import { problemOf } from '../error-table.ts'
import { RequestError } from '../errors.ts'
import { readJson } from '../request.ts'

export interface ChatRoutesOptions {
  readonly chat: ChatService
  readonly logger: Logger
}

export function chatRoutes({ chat, logger }: ChatRoutesOptions) {
  const ask: Handler = async (context) => {
    const { tenantId, userId } = memberOf(context)
    const body = await readJson(context, chatRequestSchema)
    const idempotencyKey = readKey(context)
    const request: AskRequest = { ...body, tenantId, userId, idempotencyKey, correlationId: context.get('requestId') }
    if (wantsStream(context)) return stream(context, request)
    return context.json(await chat.ask(request))
  }

  function stream(context: RequestContext, request: AskRequest): Response {
    return streamSSE(context, async (output) => {
      const send = async ({ type, ...data }: ChatEvent) => output.writeSSE({ event: type, data: JSON.stringify(data) })
      // Written in the order they happen; a client that is gone changes nothing: the answer is kept all the same.
      let sent: Promise<unknown> = Promise.resolve()
      const queue = (event: ChatEvent) => {
        sent = sent.then(() => send(event))
      }
      try {
        const answer = await chat.ask({ ...request, onProgress: queue })
        for (const event of eventsOf(answer)) queue(event)
      } catch (error) {
        const { problem, expected } = problemOf(error, context.get('requestId'))
        if (!expected) logger.error({ requestId: problem.requestId, err: error }, 'chat failed')
        queue({ type: 'problem', problem })
      }
      await sent
    })
  }

  return { ask }
}

function eventsOf(answer: Answer): ChatEvent[] {
  const phrases = answer.phrases.map((phrase): ChatEvent => ({ type: 'phrase', phrase }))
  return [...phrases, { type: 'answer', answer }]
}

function wantsStream(context: RequestContext): boolean {
  return (context.req.header('accept') ?? '').toLowerCase().includes('text/event-stream')
}

function readKey(context: RequestContext): string | null {
  const key = context.req.header('idempotency-key')
  if (key === undefined) return null
  if (/^[\x21-\x7e]{1,128}$/.test(key)) return key
  throw new RequestError('invalid_request', 'An idempotency key has 1 to 128 visible ASCII characters')
}
