import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import type { AppEnvironment } from '../context.ts'
import { securityHeaders } from './security-headers.ts'

const file = fileURLToPath(new URL('../../../../../infra/modules/web/distribution.tf', import.meta.url))
const terraform = readFileSync(file, 'utf8')

async function headersOfApplication(): Promise<Headers> {
  const app = new Hono<AppEnvironment>().use(securityHeaders([])).get('/', (context) => context.text(''))
  return (await app.request('/')).headers
}

describe('the content network', () => {
  it('allows the web app what the application itself allows, and other origins to connect to', async () => {
    const policy = (await headersOfApplication()).get('content-security-policy') ?? ''
    const [, list = ''] = /content_security_policy = join\("; ", \[\n([\s\S]*?)\n {6}\]/.exec(terraform) ?? []
    const directives = list.split('\n').map((line) => /^\s*"(.*)",/.exec(line)?.[1] ?? line)
    expect(directives.filter((directive) => !directive.startsWith('connect-src'))).toEqual(
      policy.split('; ').filter((directive) => !directive.startsWith('connect-src')),
    )
    expect(directives.some((directive) => directive.startsWith('connect-src'))).toBe(true)
  })

  it('sends the other headers of the application, too', async () => {
    const headers = await headersOfApplication()
    expect(terraform).toContain(`referrer_policy = "${headers.get('referrer-policy')}"`)
    for (const name of ['permissions-policy', 'cross-origin-opener-policy', 'cross-origin-resource-policy']) {
      expect(terraform).toMatch(new RegExp(`header += "${name}"`))
      expect(terraform).toContain(`"${headers.get(name)}"`)
    }
  })
})
