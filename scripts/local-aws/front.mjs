import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** What the content network is on AWS: the web app's files, and the API behind `/v1/` on the same host. */

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

const hopByHop = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'host',
  'keep-alive',
  'transfer-encoding',
])

/** Serves until the process ends; resolves to the server once it listens. */
export async function serveFront({ port, api, webFolder }) {
  const server = createServer((request, response) => {
    const handled = request.url.startsWith('/v1/')
      ? forward(api, request, response)
      : sendFile(webFolder, request, response)
    handled.catch((error) => {
      if (!response.headersSent) response.writeHead(502, { 'content-type': 'application/problem+json' })
      const detail = 'LocalStack does not answer; look at its log: docker compose logs localstack'
      response.end(
        JSON.stringify({
          type: 'about:blank',
          title: error.message,
          status: 502,
          detail,
          code: 'unavailable',
          requestId: null,
        }),
      )
    })
  })
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  return server
}

async function forward(api, request, response) {
  const headers = Object.entries(request.headers).filter(([name]) => !hopByHop.has(name))
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
  const answer = await fetch(api + request.url, {
    method: request.method,
    headers,
    body: hasBody ? Readable.toWeb(request) : undefined,
    duplex: 'half',
  })
  response.writeHead(answer.status, Object.fromEntries([...answer.headers].filter(([name]) => !hopByHop.has(name))))
  if (answer.body === null) response.end()
  else await pipeline(Readable.fromWeb(answer.body), response)
}

async function sendFile(webFolder, request, response) {
  const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname))
  const asked = join(webFolder, path)
  // Addresses inside the app lead to its one page, and so does everything outside the folder.
  const isFile = asked.startsWith(webFolder) && existsSync(asked) && statSync(asked).isFile()
  const file = isFile ? asked : join(webFolder, 'index.html')
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
  await pipeline(createReadStream(file), response)
}
