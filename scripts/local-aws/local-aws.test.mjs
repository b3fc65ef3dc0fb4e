import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { serveFront } from './front.mjs'
import { findTools, waitFor } from './tools.mjs'

const machine =
  (...installed) =>
  async (command, commandArguments) =>
    installed.includes(command) || installed.includes([command, ...commandArguments].join(' '))

describe('the tools of the local deployment', () => {
  it('are taken as they are, Terraform before OpenTofu', async () => {
    expect(await findTools({}, machine('docker', 'terraform', 'tofu'))).toEqual({
      docker: 'docker',
      terraform: 'terraform',
    })
    expect(await findTools({}, machine('docker', 'tofu'))).toEqual({ docker: 'docker', terraform: 'tofu' })
  })

  it.each([
    ['no Docker', [], 'Docker is missing'],
    ['a Docker that is not running', ['docker --version'], 'does not answer'],
    ['a Docker without Compose', ['docker --version', 'docker info'], 'compose'],
    ['no Terraform', ['docker'], 'Neither Terraform nor OpenTofu'],
  ])('are asked for with %s', async (_name, installed, message) => {
    await expect(findTools({}, machine(...installed))).rejects.toThrow(message)
  })

  it('wait for a service no longer than they are told', async () => {
    const answers = [false, true]
    await waitFor('It', 'http://it', { pause: 0, fetcher: async () => ({ ok: answers.shift() }) })
    const refused = waitFor('It', 'http://it', {
      attempts: 2,
      pause: 0,
      fetcher: () => Promise.reject(new Error('refused')),
    })
    await expect(refused).rejects.toThrow('It does not answer at http://it')
  })
})

describe('the front of the local deployment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'front-'))
  const servers = []
  afterAll(() => {
    for (const server of servers) server.close()
    rmSync(folder, { recursive: true })
  })

  it('serves files, the one page for addresses inside the app, and the API under /v1/', async () => {
    writeFileSync(join(folder, 'index.html'), '<p>page</p>')
    writeFileSync(join(folder, 'app.js'), 'code')
    const api = createServer((request, response) => {
      request.setEncoding('utf8').once('data', (body) => response.end(`${request.method} ${request.url} ${body}`))
    })
    await new Promise((resolve) => api.listen(0, '127.0.0.1', resolve))
    const front = await serveFront({ port: 0, api: `http://127.0.0.1:${api.address().port}/live`, webFolder: folder })
    servers.push(api, front)
    const ask = async (path, init) =>
      await (await fetch(`http://127.0.0.1:${front.address().port}${path}`, init)).text()
    expect(await ask('/app.js')).toBe('code')
    expect(await ask('/insights/feed')).toBe('<p>page</p>')
    expect(await ask('/../../etc/hosts')).toBe('<p>page</p>')
    expect(await ask('/v1/chat', { method: 'POST', body: 'why' })).toBe('POST /live/v1/chat why')
  })

  it('says so when the API does not answer', async () => {
    const front = await serveFront({ port: 0, api: 'http://127.0.0.1:1', webFolder: folder })
    servers.push(front)
    const response = await fetch(`http://127.0.0.1:${front.address().port}/v1/health`)
    expect([response.status, (await response.json()).code]).toEqual([502, 'unavailable'])
  })
})
