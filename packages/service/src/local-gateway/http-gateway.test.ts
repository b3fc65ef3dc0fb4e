import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda'
import { afterEach, describe, expect, it } from 'vitest'
import { functionFor, httpGateway, listen } from './http-gateway.ts'

const servers: { close(): void }[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A gateway before a chat handler that answers by `work`; returns its address and what the function was given. */
async function gateway(work: (event: APIGatewayProxyEvent) => APIGatewayProxyResult) {
  const events: APIGatewayProxyEvent[] = []
  const errors: unknown[] = []
  const server = httpGateway({
    functions: {
      async 'chat-handler'(event) {
        events.push(event)
        return work(event)
      },
    },
    web: async ({ url }) => new Response(`page ${new URL(url).pathname}`),
    ids: { next: () => 'id' },
    onError: (error) => errors.push(error),
  })
  servers.push(server)
  return { url: await listen(server, 0), events, errors }
}

const plain: APIGatewayProxyResult = { statusCode: 200, headers: { 'content-type': 'text/plain' }, body: 'fine' }

describe('the local gateway', () => {
  it('hands a request on as API Gateway does, and its answer back', async () => {
    const { url, events } = await gateway(() => ({
      ...plain,
      statusCode: 201,
      multiValueHeaders: { 'x-a': ['1', '2'] },
    }))
    const response = await fetch(`${url}/v1/sessions?limit=2&limit=3`, { headers: { authorization: 'Bearer t' } })
    expect(response.status).toBe(201)
    expect(response.headers.get('x-a')).toBe('1, 2')
    expect(await response.text()).toBe('fine')
    expect(events[0]).toMatchObject({
      path: '/v1/sessions',
      httpMethod: 'GET',
      queryStringParameters: { limit: '3' },
      multiValueQueryStringParameters: { limit: ['2', '3'] },
      body: null,
      isBase64Encoded: false,
      requestContext: { identity: { sourceIp: '127.0.0.1' } },
    })
    expect(events[0]?.headers.authorization).toBe('Bearer t')
  })
  it('carries bodies of any bytes both ways', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
    const { url } = await gateway(({ body }) => ({ ...plain, body: body ?? '', isBase64Encoded: true }))
    const response = await fetch(`${url}/v1/chat`, { method: 'POST', body: bytes })
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
  })
  it('refuses a body over 10 MB before a function sees it', async () => {
    const { url, events } = await gateway(() => plain)
    const response = await fetch(`${url}/v1/chat`, { method: 'POST', body: new Uint8Array(10 * 1024 * 1024 + 1) })
    expect(response.status).toBe(413)
    expect(events).toEqual([])
  })
  it('serves the web app for what is no operation, and no route below /v1', async () => {
    const { url, events } = await gateway(() => plain)
    expect(await (await fetch(`${url}/data`)).text()).toBe('page /data')
    expect((await fetch(`${url}/v1/nothing`)).status).toBe(404)
    expect(events).toEqual([])
  })
  it('says that a function failed, and reports why', async () => {
    const { url, errors } = await gateway(() => {
      throw new Error('out of memory')
    })
    expect((await fetch(`${url}/v1/health`)).status).toBe(502)
    expect(errors.map(String)).toEqual(['Error: out of memory'])
  })
  it('knows which function serves a path, also for a method that none has', () => {
    expect(functionFor('POST', '/v1/chat')).toBe('chat-handler')
    expect(functionFor('GET', '/v1/sessions/s1/messages')).toBe('chat-handler')
    expect(functionFor('POST', '/v1/batches/b1/undo')).toBe('metrics-handler')
    expect(functionFor('POST', '/v1/tenants')).toBe('tenant-onboard')
    expect(functionFor('PATCH', '/v1/chat')).toBe('chat-handler')
    expect(functionFor('GET', '/v1/sessions/a/b/c')).toBeNull()
  })
})
