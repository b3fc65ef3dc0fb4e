import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AppEnvironment } from './context.ts'
import { problemOf } from './error-table.ts'
import { inlineScriptHashes, staticWeb } from './static-web.ts'

let folder = ''
const app = new Hono<AppEnvironment>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'salestalk-web-'))
  const web = join(folder, 'web')
  await mkdir(join(web, 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(web, '.fingerprint'), 'abc')
  await writeFile(join(web, 'index.html'), '<script>start()</script><script src="/assets/a.js"></script>')
  await writeFile(join(web, 'assets/a.js'), 'start')
  app.all('*', staticWeb(web))
  app.onError((error) => new Response(null, { status: problemOf(error, null).problem.status }))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the web app', () => {
  it('is one page for every path that is no file', async () => {
    for (const path of ['/', '/data', '/answers/1']) {
      const response = await app.request(path)
      expect(response.headers.get('content-type')).toContain('text/html')
      expect(response.headers.get('cache-control')).toBe('no-cache')
    }
  })

  it('keeps files with a hash in their name for ever', async () => {
    const response = await app.request('/assets/a.js')
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect(await response.text()).toBe('start')
  })

  it('gives nothing outside its folder, nor hidden files', async () => {
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/.fingerprint',
      '/%00.js',
    ]) {
      expect(await (await app.request(path)).text()).not.toMatch(/secret|abc/)
    }
  })

  it('answers a missing file with 404, not with the page', async () => {
    expect((await app.request('/assets/b.js')).status).toBe(404)
  })

  it('names its inline scripts by their hash', () => {
    // echo -n 'start()' | openssl dgst -sha256 -binary | base64
    expect(inlineScriptHashes(join(folder, 'web'))).toEqual(["'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='"])
  })
})
