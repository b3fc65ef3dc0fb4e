import type { AddressInfo } from 'node:net'
import { compareKeys, type Timer } from '@salestalk/engine'
import dynalite from 'dynalite'
import { buildApp } from 'fauxqs'
import type { AwsClientOptions } from '../clients.ts'
import type { TableProperties } from '../dynamodb-table-properties.ts'

/** Emulators that run inside the tests, and what is said to them. */

export interface Emulator {
  readonly endpoint: string
  close(): Promise<void>
}

/** DynamoDB's tables, items and queries; without time to live, streams, tags, backups and transactions. */
export async function startDynalite(): Promise<Emulator> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

interface Request {
  readonly url: string
  readonly headers: Readonly<Record<string, unknown>>
}

interface Reply {
  status(code: number): { type(contentType: string): { send(body: string): unknown } }
}

/** S3 without versions and encryption. What the emulator does otherwise than S3, the hooks put right. */
export async function startFauxS3(): Promise<Emulator> {
  const app = buildApp({ logger: false })
  const turns = new Map<string, Promise<void>>()
  const endTurn = new WeakMap<object, () => void>()
  // It knows no conditional puts. One at a time for a key, or two could find it free.
  app.addHook('preHandler', async (request: Request, reply: Reply) => {
    if (request.headers['if-none-match'] !== '*') return
    const [path = ''] = request.url.split('?')
    const before = turns.get(path)
    turns.set(path, new Promise((resolve) => endTurn.set(request, resolve)))
    await before
    const found = await app.inject({ method: 'HEAD', url: path })
    if (found.statusCode !== 200) return
    const body = '<Error><Code>PreconditionFailed</Code><Message>It exists</Message></Error>'
    return reply.status(412).type('application/xml').send(body)
  })
  app.addHook('onResponse', async (request: Request) => endTurn.get(request)?.())
  // It sorts keys as a dictionary would, not by their bytes.
  app.addHook('onSend', async (_request: Request, _reply: Reply, body: unknown) =>
    typeof body === 'string' && body.includes('<ListBucketResult') ? withSortedKeys(body) : body,
  )
  const endpoint: string = await app.listen({ port: 0, host: '127.0.0.1' })
  return { endpoint, close: () => app.close() }
}

function withSortedKeys(xml: string): string {
  const entry = /<Contents>[\s\S]*?<\/Contents>\s*/g
  const keyOf = (text: string) => /<Key>(.*?)<\/Key>/.exec(text)?.[1] ?? ''
  const sorted = (xml.match(entry) ?? []).sort((left, right) => compareKeys(keyOf(left), keyOf(right)))
  return xml.replace(entry, () => sorted.shift() ?? '')
}

export function emulatorOptions(endpoint: string): AwsClientOptions {
  return { region: 'us-east-1', endpoint, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } }
}

/** A table with nothing but its items, for emulators that have no more. */
export const plainTables: TableProperties = {
  kmsKeyArn: null,
  pointInTimeRecovery: false,
  streams: false,
  deletionProtection: false,
  timeToLive: false,
  tags: {},
}

/** Does not wait. */
export const impatientTimer: Timer = (work) => {
  const handle = setImmediate(work)
  return () => clearImmediate(handle)
}
