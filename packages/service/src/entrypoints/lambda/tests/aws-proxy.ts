import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What somebody sends to AWS; `caller` is whose door it came through. */
export interface AwsRequest {
  readonly caller: string
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export interface AwsAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** Decides about one request: an answer of the endpoint, one made up, or null for a connection that breaks. */
export type Intercept = (
  request: AwsRequest,
  forward: (request: AwsRequest) => Promise<AwsAnswer>,
) => Promise<AwsAnswer | null>

export interface AwsDoor {
  /** To be used as the address of AWS. */
  readonly endpoint: string
  /** From now on nobody answers here. */
  close(): Promise<void>
}

export interface AwsProxy {
  door(caller: string): Promise<AwsDoor>
  close(): Promise<void>
}

/** Stands between clients and an emulator of AWS; every caller has a door of its own, so that it is known who asks. */
export function awsProxy(target: string, intercept: Intercept): AwsProxy {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const doors = new Set<Server>()
  const forward = (asked: AwsRequest) => sendOn(asked, target, agent)

  async function serve(caller: string, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = {
      caller,
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      headers: plainHeaders(incoming),
      body: await bodyOf(incoming),
    }
    const answer = await intercept(asked, forward)
    if (answer === null) incoming.socket.destroy()
    else response.writeHead(answer.status, answer.headers).end(answer.body)
  }

  return {
    async door(caller) {
      const server = createServer((incoming, response) => {
        // A client that went away, or the emulator: to the other side it is a broken connection.
        serve(caller, incoming, response).catch(() => incoming.socket.destroy())
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      doors.add(server)
      return {
        endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () => closed(server, doors),
      }
    },
    async close() {
      await Promise.all([...doors].map((server) => closed(server, doors)))
      agent.destroy()
    },
  }
}

async function closed(server: Server, doors: Set<Server>): Promise<void> {
  if (!doors.delete(server)) return
  const done = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  await done
}

// Of one connection only, or known anew once the whole body is there.
const ownHeaders = new Set(['connection', 'expect', 'keep-alive', 'transfer-encoding', 'content-length', 'host'])

function plainHeaders({ headers }: IncomingMessage): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !ownHeaders.has(name))
  return Object.fromEntries(kept.map(([name, value]) => [name, [value].flat().join(', ')]))
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

async function sendOn({ method, path, headers, body }: AwsRequest, target: string, agent: Agent): Promise<AwsAnswer> {
  const length = body.length > 0 || method === 'POST' || method === 'PUT' ? { 'content-length': body.length } : {}
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    request(new URL(path, target), { method, agent, headers: { ...headers, ...length } }, resolve)
      .once('error', reject)
      .end(body)
  })
  const answerHeaders = plainHeaders(incoming)
  const answer = await bodyOf(incoming)
  // What is asked for with HEAD says how long it would be.
  const told = method === 'HEAD' ? incoming.headers['content-length'] : String(answer.length)
  return {
    status: incoming.statusCode ?? 500,
    headers: told === undefined ? answerHeaders : { ...answerHeaders, 'content-length': told },
    body: answer,
  }
}
