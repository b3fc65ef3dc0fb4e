import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { Readable } from 'node:stream'
import type { RequestContext } from './context.ts'
import { RequestError } from './errors.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

const notBuiltPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>SalesTalk</title>
<body><h1>SalesTalk is running</h1><p>The web app is not built: run <code>npm run build</code>, then reload this page.
The API is at <a href="/v1/openapi.json">/v1/openapi.json</a>.</p></body></html>`

/** Serves the built web app: files that carry a hash in their name for ever, its page for every other path. */
export function staticWeb(folder: string): (context: RequestContext) => Promise<Response> {
  return async (context) => {
    const { method, path } = context.req
    if (method !== 'GET' && method !== 'HEAD') {
      throw new RequestError('not_found', `There is nothing to ${method} at ${path.slice(0, 200)}`)
    }
    const file = await findFile(folder, path)
    if (file !== null) return respond(file, path.startsWith('/assets/'))
    if (extname(path) !== '') throw new RequestError('not_found', `There is no file ${path.slice(0, 200)}`)
    const page = join(folder, 'index.html')
    if (existsSync(page)) return await respond(page, false)
    return new Response(notBuiltPage, { status: 503, headers: { 'content-type': types['.html'] ?? 'text/html' } })
  }
}

/** Hashes of the inline scripts of the page, for the content security policy. */
export function inlineScriptHashes(folder: string): string[] {
  const page = join(folder, 'index.html')
  if (!existsSync(page)) return []
  const scripts = readFileSync(page, 'utf8').matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)
  return Array.from(scripts, ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`)
}

async function findFile(folder: string, path: string): Promise<string | null> {
  if (path === '/') return null
  const decoded = decodePath(path)
  if (decoded === null || decoded.includes('\0')) return null
  const file = normalize(join(folder, decoded))
  // Files whose names begin with a dot are for the build.
  if (!file.startsWith(folder + sep) || file.slice(folder.length).includes(`${sep}.`)) return null
  const info = await stat(file).catch(() => null)
  return info?.isFile() ? file : null
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

async function respond(file: string, isHashed: boolean): Promise<Response> {
  const { size } = await stat(file)
  const headers = {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-length': String(size),
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  }
  return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, { headers })
}
