import { gzipSync } from 'node:zlib'
import { problemSchema } from '@salestalk/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acme, openTestApp, type TestApp } from './tests/test-app.ts'

let app: TestApp
let admin: string
/** Works of the timer that wait, the latest last. */
const waiting: (() => void)[] = []

beforeAll(async () => {
  const timer = (work: () => void) => {
    waiting.push(work)
    return () => {
      const index = waiting.indexOf(work)
      if (index >= 0) waiting.splice(index, 1)
    }
  }
  app = await openTestApp({ timer })
  admin = await app.tokenFor(acme, 'admin')
})
afterAll(() => app.close())

async function problemOf(response: Response) {
  const { status, code } = problemSchema.parse(await response.json())
  expect(status).toBe(response.status)
  return { status, code }
}

const json = { 'content-type': 'application/json' }

/** A body that begins and then says nothing more; `begun` resolves when somebody waits for the rest. */
function stalledBody(beginning: string) {
  let ask: () => void = () => undefined
  const begun = new Promise<void>((resolve) => {
    ask = resolve
  })
  let sent = false
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent) {
          ask()
          return new Promise<void>(() => undefined)
        }
        sent = true
        controller.enqueue(new TextEncoder().encode(beginning))
        return undefined
      },
    },
    { highWaterMark: 0 },
  )
  return { body, begun }
}

describe('a body that never ends', () => {
  it.each([
    ['/v1/chat', json, '{"question": "rev'],
    ['/v1/uploads?fileName=a.csv', {}, 'a,b\n1,'],
    ['/v1/ingest?fileName=a.csv', {}, 'a,b\n1,'],
  ])('is given up on, and nothing of it stays: %s', async (path, headers, beginning) => {
    const { body, begun } = stalledBody(beginning)
    const init = { method: 'POST', headers, body, duplex: 'half', token: admin } as const
    const answered = app.request(path, init)
    await begun
    // Whatever else the request is limited by waits longer, and began to before.
    waiting.at(-1)?.()
    const response = await answered
    expect(response.headers.get('connection')).toBe('close')
    expect(await problemOf(response)).toEqual({ status: 408, code: 'body_too_slow' })
  })
})

describe('a body that is cut off', () => {
  /** Ends with a failure, as a connection does that is closed in the middle. */
  const brokenBody = (beginning: string) => {
    const pieces = [new TextEncoder().encode(beginning)]
    return new ReadableStream<Uint8Array>({
      pull(controller) {
        const piece = pieces.shift()
        if (piece === undefined) controller.error(new Error('connection reset'))
        else controller.enqueue(piece)
      },
    })
  }

  it.each([
    ['/v1/chat', json, '{"question": "rev', 'body_incomplete'],
    ['/v1/uploads?fileName=a.csv', {}, 'a,b\n1,', 'upload_incomplete'],
    ['/v1/ingest?fileName=a.csv', {}, 'a,b\n1,', 'upload_incomplete'],
  ])('is refused, and nothing of it is kept: %s', async (path, headers, beginning, code) => {
    const init = { method: 'POST', headers, body: brokenBody(beginning), duplex: 'half', token: admin } as const
    expect(await problemOf(await app.request(path, init))).toEqual({ status: 400, code })
  })

  it('is refused when it ends inside a character', async () => {
    const body = Buffer.from('{"question":"Umsatz für').subarray(0, -2)
    const response = await app.request('/v1/chat', { method: 'POST', headers: json, body, token: admin })
    expect(await problemOf(response)).toEqual({ status: 400, code: 'invalid_json' })
  })
})

describe('a body that is too large', () => {
  /** Never ends, and says how much of it was asked for. */
  function endlessBody() {
    const read = { pieces: 0, isCancelled: false }
    const piece = new Uint8Array(64 * 1024).fill(0x20)
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          read.pieces += 1
          controller.enqueue(piece)
        },
        cancel() {
          read.isCancelled = true
        },
      },
      { highWaterMark: 0 },
    )
    return { body, read }
  }

  it('is read no further than it may be long, whatever its header says', async () => {
    for (const header of [{}, { 'content-length': '10' }] as Record<string, string>[]) {
      const { body, read } = endlessBody()
      const headers = { ...json, ...header }
      const init = { method: 'POST', headers, body, duplex: 'half', token: admin } as const
      const response = await app.request('/v1/chat', init)
      expect(await problemOf(response)).toEqual({ status: 413, code: 'body_too_large' })
      expect(read).toEqual({ pieces: 17, isCancelled: true })
    }
  })

  it('is not read at all when it says so, nor before it is known who sends it', async () => {
    const announced = endlessBody()
    const headers = { ...json, 'content-length': '1000000000' }
    const init = { method: 'POST', headers, body: announced.body, duplex: 'half', token: admin } as const
    expect(await problemOf(await app.request('/v1/chat', init))).toEqual({ status: 413, code: 'body_too_large' })
    const anonymous = endlessBody()
    const nobody = { method: 'POST', headers: json, body: anonymous.body, duplex: 'half' } as const
    expect((await app.request('/v1/chat', nobody)).status).toBe(401)
    expect([announced.read.pieces, anonymous.read.pieces]).toEqual([0, 0])
  })
})

describe('what looks like a request', () => {
  it.each(['br', 'deflate', 'GZIP', 'gzip, identity', 'identity, gzip', 'zstd', 'x-gzip'])(
    'is not unpacked, by whatever it is packed: %s',
    async (encoding) => {
      const headers = { ...json, 'content-encoding': encoding }
      const response = await app.request('/v1/chat', { method: 'POST', headers, body: '{}', token: admin })
      expect(await problemOf(response)).toEqual({ status: 415, code: 'unsupported_media_type' })
    },
  )

  it.each(['/v1/chat', '/v1/uploads?fileName=a.csv', '/v1/ingest?fileName=a.csv'])(
    'is not unpacked, whatever size it would have: %s',
    async (path) => {
      const body = gzipSync('{"question":"revenue"}')
      const headers = { ...json, 'content-encoding': 'gzip' }
      const response = await app.request(path, { method: 'POST', headers, body, token: admin })
      expect(await problemOf(response)).toEqual({ status: 415, code: 'unsupported_media_type' })
    },
  )

  it.each(['2025-02-30', '2025-13-01', '0000-01-01', '0999-12-31', '9999-12-31'])(
    'cannot have a today such as %s',
    async (asOf) => {
      const response = await app.post('/v1/chat', { question: 'revenue last month', asOf }, admin)
      expect(await problemOf(response)).toEqual({ status: 400, code: 'invalid_request' })
    },
  )

  it.each([
    ['__proto__', '{"__proto__":{"demo":true},"question":"revenue"}'],
    ['constructor', '{"constructor":{"prototype":{"demo":true}},"question":"revenue"}'],
    ['another company', '{"question":"revenue","tenantId":"other"}'],
    ['deep nesting', `{"question":"revenue","interpretation":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ])('is refused with %s in it', async (_name, body) => {
    const response = await app.request('/v1/chat', { method: 'POST', headers: json, body, token: admin })
    expect(await problemOf(response)).toEqual({ status: 400, code: 'invalid_request' })
    expect(Reflect.get({}, 'demo')).toBeUndefined()
  })

  it('may be sent by no page of another origin', async () => {
    const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' }
    const response = await app.request('/v1/chat', { method: 'OPTIONS', headers })
    expect(response.status).toBe(405)
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('gets answers, also refusals, that are kept by no cache and run nothing', async () => {
    for (const response of [
      await app.request('/v1/me', { token: admin }),
      await app.request('/v1/me'),
      await app.request('/v1/nowhere'),
    ]) {
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('content-security-policy')).toContain("default-src 'self'")
    }
  })
})
