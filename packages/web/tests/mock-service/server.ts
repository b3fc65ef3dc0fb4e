import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import type {
  Answer,
  ChatRequest,
  Company,
  ConfirmUploadRequest,
  Message,
  PresignUploadRequest,
  PreviewUploadRequest,
  Session,
  Vocabulary,
} from '@salestalk/protocol'
import { answerTo } from './answers.ts'
import { catalogOf } from './catalog.ts'
import { companyOfToken, MockIssuer } from './issuer.ts'
import { Uploads } from './uploads.ts'
import { vocabulary, vocabularyPreview, vocabularyVersions } from './vocabulary.ts'

const companies: Company[] = [
  {
    tenantId: 'brightloom',
    name: 'Brightloom Software',
    description: 'Sells planning software to companies in four regions: subscriptions, sales pipeline and marketing.',
    isDemo: true,
  },
  {
    tenantId: 'harborpine',
    name: 'Harbor & Pine',
    description: 'Sells things for the home online, in eleven stores and on marketplaces: orders, returns and costs.',
    isDemo: true,
  },
]

const user = { userId: 'u1', email: 'demo@harborpine.example', name: 'Demo visitor', role: 'admin' }

/** The page may load nothing but its own files; styles set by libraries at run time are allowed. */
const securityPolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

interface Call {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  readonly tenantId: string
}

/** The routes of the service with made-up data, for browser tests of what is hard to bring about with the real one. */
export class MockService {
  private readonly sessions = new Map<string, { session: Session; messages: Message[] }>()
  private readonly uploads = new Uploads()
  private readonly issuer = new MockIssuer()
  private vocabulary = vocabulary
  private readonly server: Server
  private readonly distFolder: string

  private readonly issuerClient: string | null

  /** With `issuerClient`, people sign in with an issuer, as that client. */
  constructor(distFolder: string, issuerClient: string | null = null) {
    this.distFolder = distFolder
    this.issuerClient = issuerClient
    this.server = createServer((request, response) => {
      this.handle(request, response).catch(() => response.destroy())
    })
  }

  /** Listens on `port`, 0 for any, and returns the address. */
  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve))
    const address = this.server.address()
    if (address === null || typeof address === 'string') throw new Error('The mock service has no port.')
    return `http://127.0.0.1:${address.port}`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const authority = `http://${request.headers.host}/issuer`
    if (url.pathname.startsWith('/issuer/')) return this.issuer.handle(request, response, url, authority)
    if (url.pathname.startsWith('/store/')) return this.store(request, response, url.pathname.slice('/store/'.length))
    if (!url.pathname.startsWith('/v1/')) return this.serveFile(url.pathname, response)
    const [, , first = '', second, third] = url.pathname.split('/')
    if (first === 'health') return sendJson(response, 200, { status: 'ok', version: '0.0.0' })
    if (first === 'sign-in' && second !== 'switch') return this.signIn(request, response, second, authority)
    const token = (request.headers.authorization ?? '').replace('Bearer ', '')
    const tenantId = /^mock-(\w+)$/.exec(token)?.[1] ?? companyOfToken(token)
    if (tenantId === undefined)
      return sendProblem(response, 401, 'unauthenticated', 'Sign in again', 'Your session ended.')
    const call = { request, response, url, tenantId }
    if (first === 'sign-in') return this.switchCompany(call)
    if (first === 'me') {
      return sendJson(response, 200, { user, company: companies.find((one) => one.tenantId === tenantId), companies })
    }
    if (first === 'catalog') return sendJson(response, 200, catalogOf(tenantId))
    if (first === 'chat') return this.chat(call)
    if (first === 'sessions') return this.serveSessions(call, second)
    if (first === 'datasets') return sendJson(response, 200, await bodyOf(request))
    if (first === 'vocabulary') return this.serveVocabulary(call, second)
    if (first === 'uploads') return this.serveUploads(call, second, third)
    if (first === 'batches') return this.serveBatches(call, second, third)
    sendProblem(response, 404, 'not_found', 'There is nothing here', 'Check the address.')
  }

  private async switchCompany({ request, response }: Call): Promise<void> {
    const { tenantId } = await bodyOf<{ tenantId: string }>(request)
    if (this.issuerClient === null) return sendJson(response, 200, signedIn(tenantId))
    this.issuer.company = tenantId
    sendJson(response, 200, { ...signedIn(tenantId), token: null, expiresAt: null })
  }

  private async signIn(
    request: IncomingMessage,
    response: ServerResponse,
    kind: string | undefined,
    authority: string,
  ): Promise<void> {
    if (request.method === 'GET') {
      const issuer = this.issuerClient === null ? null : { authority, clientId: this.issuerClient }
      return sendJson(response, 200, { demoCompanies: issuer === null ? companies : [], issuer })
    }
    const body = await bodyOf<{ tenantId?: string; code?: string }>(request)
    if (kind === 'demo') return sendJson(response, 200, signedIn(body.tenantId ?? ''))
    if (body.code === '123456') return sendJson(response, 200, signedIn('harborpine'))
    sendProblem(
      response,
      401,
      'wrong_code',
      'That code is not right',
      'Check the code, or ask your operator for a new one.',
    )
  }

  private async chat({ request, response, tenantId }: Call): Promise<void> {
    const body = await bodyOf<ChatRequest>(request)
    const text = body.question.toLowerCase()
    if (text.includes('overload')) {
      return sendProblem(response, 503, 'overloaded', 'Too many questions at once', 'Wait a moment, then ask again.')
    }
    const sessionId = body.sessionId ?? randomUUID()
    const answer: Answer = { ...answerTo(body.question, body.interpretation), sessionId }
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    const event = (type: string, data: unknown) => response.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`)
    event('understood', { interpretation: answer.interpretation })
    // A question that never ends, to be stopped.
    if (text.includes('slow')) return
    event('queried', { id: 'q1', rows: 4, milliseconds: 6.4 })
    for (const phrase of answer.phrases) event('phrase', { phrase })
    event('answer', { answer })
    response.end()
    this.remember(tenantId, sessionId, body.question, answer)
  }

  private remember(tenantId: string, sessionId: string, question: string, answer: Answer): void {
    const createdAt = '2026-11-22T10:00:00Z'
    const key = `${tenantId} ${sessionId}`
    const entry = this.sessions.get(key) ?? {
      session: { sessionId, title: question, messageCount: 0, createdAt, updatedAt: createdAt },
      messages: [],
    }
    const message = { sessionId, createdAt }
    entry.messages.push(
      { ...message, messageId: randomUUID(), sender: 'user', text: question, answer: null },
      { ...message, messageId: answer.messageId, sender: 'assistant', text: answer.text, answer },
    )
    entry.session.messageCount = entry.messages.length
    this.sessions.set(key, entry)
  }

  private serveSessions({ request, response, tenantId }: Call, sessionId: string | undefined) {
    const key = `${tenantId} ${sessionId}`
    if (sessionId === undefined) {
      const own = [...this.sessions]
        .filter(([name]) => name.startsWith(`${tenantId} `))
        .map(([, { session }]) => session)
      return sendJson(response, 200, { sessions: own.toReversed(), cursor: null })
    }
    const entry = this.sessions.get(key)
    if (!entry)
      return sendProblem(response, 404, 'not_found', 'There is no such conversation', 'It may have been deleted.')
    if (request.method === 'DELETE') {
      this.sessions.delete(key)
      response.writeHead(204).end()
      return
    }
    sendJson(response, 200, { messages: entry.messages, cursor: null })
  }

  private async serveUploads(
    { request, response, url }: Call,
    uploadId: string | undefined,
    action: string | undefined,
  ) {
    const found = (value: unknown, status = 200) =>
      value
        ? sendJson(response, status, value)
        : sendProblem(response, 404, 'not_found', 'There is no such upload', 'Upload the file again.')
    if (uploadId === undefined) {
      const bytes = (await rawBodyOf(request)).length
      if (bytes === 0)
        return sendProblem(response, 400, 'empty_file', 'The file is empty', 'Choose a file with rows in it.')
      return found(this.uploads.create(url.searchParams.get('fileName') ?? 'data.csv', bytes), 202)
    }
    if (uploadId === 'presigned') return this.presign(request, response)
    if (request.method === 'DELETE') {
      this.uploads.cancel(uploadId)
      response.writeHead(204).end()
      return
    }
    if (action === 'preview') return found(this.uploads.preview(uploadId, await bodyOf<PreviewUploadRequest>(request)))
    if (action === 'confirm') {
      const { dataset, mode } = await bodyOf<ConfirmUploadRequest>(request)
      return found(this.uploads.confirm(uploadId, dataset, mode), 202)
    }
    return found(this.uploads.look(uploadId))
  }

  /** A place in the store for files whose name asks for one; the service takes all others itself. */
  private async presign(request: IncomingMessage, response: ServerResponse) {
    const { fileName, bytes, contentType } = await bodyOf<PresignUploadRequest>(request)
    if (!fileName.includes('stored')) return sendJson(response, 201, { uploadId: null, target: null })
    const { uploadId } = this.uploads.announce(fileName, bytes)
    const place = fileName.includes('slow') ? 'slow' : fileName.includes('refused') ? 'refused' : uploadId
    const url = `http://${request.headers.host}/store/${place}`
    sendJson(response, 201, { uploadId, target: { url, method: 'PUT', headers: { 'content-type': contentType } } })
  }

  private async store(request: IncomingMessage, response: ServerResponse, place: string) {
    // A transfer that never ends, to be cancelled.
    if (place === 'slow') return
    await rawBodyOf(request)
    response.writeHead(this.uploads.arrived(place) ? 200 : 403).end()
  }

  private serveBatches({ response }: Call, batchId: string | undefined, action: string | undefined) {
    if (batchId === undefined) return sendJson(response, 200, { batches: this.uploads.batches })
    if (action === 'rejected') {
      response.writeHead(200, { 'content-type': 'text/csv' }).end('line,reason,content\r\n17,"not a number",A-1016\r\n')
      return
    }
    sendJson(response, 200, this.uploads.undo(batchId))
  }

  private async serveVocabulary({ request, response }: Call, part: string | undefined) {
    if (request.method === 'PUT') {
      const { content, baseVersion } = await bodyOf<Pick<Vocabulary, 'content'> & { baseVersion: number }>(request)
      const { version } = this.vocabulary
      if (baseVersion !== version)
        return sendProblem(response, 409, 'vocabulary_changed', 'The vocabulary was changed', 'Look at it again.')
      this.vocabulary = { ...this.vocabulary, content, version: version + 1 }
    }
    const parts: Record<string, unknown> = { versions: vocabularyVersions, preview: vocabularyPreview }
    sendJson(response, 200, part === undefined ? this.vocabulary : parts[part])
  }

  private serveFile(path: string, response: ServerResponse) {
    const file = join(this.distFolder, path)
    const isFile = extname(path) !== '' && existsSync(file)
    const served = isFile ? file : join(this.distFolder, 'index.html')
    response
      .writeHead(200, {
        'content-type': contentTypes[extname(served)] ?? 'application/octet-stream',
        'content-security-policy': securityPolicy,
      })
      .end(readFileSync(served))
  }
}

function signedIn(tenantId: string) {
  const company = companies.find((one) => one.tenantId === tenantId) ?? null
  return { token: `mock-${tenantId}`, expiresAt: '2027-01-01T00:00:00Z', user, company }
}

async function rawBodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

async function bodyOf<T>(request: IncomingMessage): Promise<T> {
  return JSON.parse((await rawBodyOf(request)).toString('utf8')) as T
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function sendProblem(response: ServerResponse, status: number, code: string, title: string, detail: string): void {
  response
    .writeHead(status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ type: 'about:blank', title, status, detail, code, requestId: 'request-1' }))
}
