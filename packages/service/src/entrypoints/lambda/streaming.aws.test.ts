import { PassThrough } from 'node:stream'
import { type TenantId, tenantIdSchema } from '@salestalk/protocol'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventOfRequest } from '../../local-gateway/gateway-event.ts'
import { type AwsWorld, openAwsWorld } from './tests/aws-world.ts'

type StreamedHandler = (event: unknown, stream: PassThrough, context: unknown) => Promise<void>

/** What the Lambda runtime gives to functions that stream: their handler as it is, and the metadata before the body. */
const runtime = {
  streamifyResponse: (handler: StreamedHandler) => handler,
  HttpResponseStream: {
    from(stream: PassThrough, metadata: { readonly statusCode: number }) {
      stream.emit('metadata', metadata)
      return stream
    },
  },
}

let world: AwsWorld
const tenantId: TenantId = tenantIdSchema.parse(`streams-${Date.now().toString(36)}`)

beforeAll(async () => {
  Reflect.set(globalThis, 'awslambda', runtime)
  world = await openAwsWorld()
  await world.salesTalk.tenants.createTenant({ name: tenantId, ownerEmail: 'owner@streams.example', plan: 'free' })
})
afterAll(async () => {
  Reflect.deleteProperty(globalThis, 'awslambda')
  await world.close()
})

it('sends an answer in pieces where the gateway passes them on', async () => {
  const { streamingHandler } = await import('./chat-handler.ts')
  const owner = await world.salesTalk.users.listUsers(tenantId)
  const user = owner[0]?.user
  if (user === undefined || streamingHandler === null) throw new Error('There is no owner, or no runtime')
  const { userId, email, name } = user
  const token = await world.tokenOf({ userId, email, name, tenantId, role: 'admin' })
  const stream = new PassThrough()
  const pieces: string[] = []
  const metadata: unknown[] = []
  stream.on('metadata', (given) => metadata.push(given))
  stream.on('data', (piece: Buffer) => pieces.push(piece.toString('utf8')))
  const event = await eventOfRequest(requestOf({ question: 'hello' }, token), 'request-1')
  await (streamingHandler as unknown as StreamedHandler)(event, stream, {})
  expect(metadata).toMatchObject([{ statusCode: 200, headers: { 'content-type': 'text/event-stream' } }])
  const text = pieces.join('')
  expect(text.match(/^event: \w+$/gm)?.at(0)).toBe('event: understood')
  expect(text.match(/^event: \w+$/gm)?.at(-1)).toBe('event: answer')
  expect(pieces.length).toBeGreaterThan(1)
})

/** A request as a server receives it, without one. */
function requestOf(body: object, token: string): Parameters<typeof eventOfRequest>[0] {
  const request = new PassThrough()
  request.end(JSON.stringify(body))
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'text/event-stream' }
  const rawHeaders = Object.entries({ ...headers, host: 'api.example' }).flat()
  const socket = { remoteAddress: '192.0.2.1' }
  return Object.assign(request, {
    method: 'POST',
    url: '/v1/chat',
    headers,
    rawHeaders,
    socket,
  }) as unknown as Parameters<typeof eventOfRequest>[0]
}
