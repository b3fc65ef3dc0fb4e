import { describe, expect, it } from 'vitest'
import { harmlessCalls, problemsOfApi, problemsOfVersion, problemsOfWeb } from './smoke-checks.mjs'
import { publishingSteps } from './web-steps.mjs'

const answers = (table) => async (url) => {
  const [status, type] = table[new URL(url).pathname] ?? [404, 'application/problem+json']
  return new Response(null, { status, headers: { 'content-type': type } })
}

const good = {
  '/v1/health': [200, 'application/json; charset=utf-8'],
  '/v1/openapi.json': [200, 'application/json'],
  '/v1/sessions': [401, 'application/problem+json'],
}

const callOf = (name) => harmlessCalls.find((call) => call.name === name)

describe('trying a release', () => {
  it('accepts an API that is up, documented and closed', async () => {
    expect(await problemsOfApi('https://api.example', answers(good))).toEqual([])
  })

  it.each([
    ['is down', { '/v1/health': [502, 'application/problem+json'] }, '/v1/health answered 502'],
    ['is open to anybody', { '/v1/sessions': [200, 'application/json'] }, '/v1/sessions answered 200'],
    [
      'is refused by the gateway instead of the application',
      { '/v1/sessions': [403, 'application/json'] },
      '/v1/sessions answered 403',
    ],
    ['has a page for everything', { '/v1/nowhere': [200, 'text/html'] }, '/v1/nowhere answered 200 text/html'],
  ])('finds one that %s', async (_what, change, message) => {
    const problems = await problemsOfApi('https://api.example', answers({ ...good, ...change }))
    expect(problems).toEqual([expect.stringContaining(message)])
  })

  it('says when nothing answers at all', async () => {
    const problems = await problemsOfApi('https://api.example', () => Promise.reject(new Error('refused')))
    expect(problems).toHaveLength(4)
  })

  it('reads the answer of a version, buffered or streamed', () => {
    const problemsOf = problemsOfVersion.bind(null, callOf('chat-handler'))
    expect(problemsOf(undefined, '{"statusCode":200,"body":"{}"}')).toEqual([])
    expect(problemsOf(undefined, '{"statusCode":200,"headers":{}}\0\0\0\0\0\0\0\0{"status":"ok"}')).toEqual([])
    expect(problemsOf(undefined, '{"statusCode":500}')).toEqual([expect.stringContaining('{"statusCode":500}')])
    expect(problemsOf('Unhandled', '{"errorMessage":"no bucket"}')).toEqual([expect.stringContaining('no bucket')])
  })

  it('asks closed functions without a token, and consumers with nothing to do', () => {
    expect(problemsOfVersion(callOf('tenant-onboard'), undefined, '{"statusCode":401,"body":"{}"}')).toEqual([])
    expect(problemsOfVersion(callOf('tenant-onboard'), undefined, '{"statusCode":200}')).toHaveLength(1)
    expect(problemsOfVersion(callOf('event-publisher'), undefined, '{"batchItemFailures":[]}')).toEqual([])
    expect(problemsOfVersion(callOf('insights-worker'), undefined, 'null')).toHaveLength(1)
  })
})

describe('trying the web app', () => {
  const app = { '/': [200, 'text/html'], '/insights/feed': [200, 'text/html'], '/v1/health': [200, 'application/json'] }

  it('accepts a page for every address of the app, and the API as it is', async () => {
    expect(await problemsOfWeb('https://app.example', answers(app))).toEqual([])
  })

  it.each([
    [
      'has no page for an address inside',
      { '/insights/feed': [403, 'application/xml'] },
      '/insights/feed answered 403',
    ],
    ['answers for the API with its page', { '/v1/nowhere': [200, 'text/html'] }, '/v1/nowhere answered 200 text/html'],
  ])('finds one that %s', async (_what, change, message) => {
    const problems = await problemsOfWeb('https://app.example', answers({ ...app, ...change }))
    expect(problems).toEqual([expect.stringContaining(message)])
  })
})

describe('publishing the web app', () => {
  it('puts the files in place before the page that names them, and keeps those of earlier releases', () => {
    const steps = publishingSteps('web', 'E1', 'dist')
    expect(steps.map((step) => step[2])).toEqual(['dist/assets', 'dist', '--distribution-id'])
    expect(steps.flat()).not.toContain('--delete')
    expect(steps[1]).toContain('no-cache')
  })
})
