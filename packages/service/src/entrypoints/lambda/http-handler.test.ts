import { problemSchema } from '@salestalk/protocol'
import { expect, it, vi } from 'vitest'
import { type HttpFunction, httpGateway, listen } from '../../local-gateway/http-gateway.ts'

const logged: object[] = []
vi.mock('../../logger.ts', async (original) => ({
  ...(await original<object>()),
  createLogger: () => ({ error: (fields: object) => logged.push(fields) }),
}))
vi.mock('./runtime.ts', () => ({
  salesTalk: async () => {
    throw new Error('The secret of somebody cannot be read')
  },
}))

it('says as a problem that it cannot open, and logs why', async () => {
  const { httpHandler } = await import('./http-handler.ts')
  const server = httpGateway({
    functions: { 'chat-handler': httpHandler('chat-handler') as unknown as HttpFunction },
    web: async () => new Response(null, { status: 404 }),
    ids: { next: () => 'request-1' },
    onError: (error) => expect.fail(String(error)),
  })
  const response = await fetch(`${await listen(server, 0)}/v1/catalog`)
  server.close()
  expect([response.status, response.headers.get('content-type')]).toEqual([500, 'application/problem+json'])
  const problem = problemSchema.parse(await response.json())
  expect(problem.code).toBe('internal')
  expect(JSON.stringify(problem)).not.toContain('secret')
  expect(logged).toMatchObject([{ requestId: problem.requestId }])
})
