import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Ids } from '@salestalk/engine'
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda'
import { type FunctionName, functionOf } from '../functions.ts'
import type { Operation } from '../http/operation.ts'
import { operations } from '../http/operations.ts'
import { BodyTooLargeError, eventOfRequest, respondWith } from './gateway-event.ts'

export type HttpFunction = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>

export interface HttpGatewayOptions {
  readonly functions: Readonly<Partial<Record<FunctionName, HttpFunction>>>
  /** Serves what is no operation: the web app. */
  readonly web: (request: Request) => Promise<Response>
  readonly ids: Ids
  readonly onError: (error: unknown) => void
}

const routes = Object.values<Operation>(operations).map((operation) => ({
  method: operation.method.toUpperCase(),
  path: new RegExp(`^${operation.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  name: functionOf(operation),
}))

/** Which function serves a request, as the gateway's routes say; null when none does. */
export function functionFor(method: string, path: string): FunctionName | null {
  const atPath = routes.filter((route) => route.path.test(path))
  return (atPath.find((route) => route.method === method) ?? atPath[0])?.name ?? null
}

/** API Gateway on one machine: hands each request to the function that the table of operations names. */
export function httpGateway(options: HttpGatewayOptions): Server {
  return createServer((request, response) => {
    serve(request, response, options).catch((error: unknown) => {
      options.onError(error)
      if (!response.headersSent) refuse(response, 502, 'The function failed')
    })
  })
}

async function serve(request: IncomingMessage, response: ServerResponse, options: HttpGatewayOptions): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://gateway')
  const name = functionFor(request.method ?? 'GET', pathname)
  const work = name === null ? undefined : options.functions[name]
  if (work === undefined) {
    if (pathname.startsWith('/v1/')) refuse(response, 404, 'No route leads there')
    else await serveWeb(request, response, options)
    return
  }
  try {
    respondWith(response, await work(await eventOfRequest(request, options.ids.next())))
  } catch (error) {
    if (!(error instanceof BodyTooLargeError)) throw error
    refuse(response, 413, error.message)
  }
}

async function serveWeb(
  request: IncomingMessage,
  response: ServerResponse,
  { web }: HttpGatewayOptions,
): Promise<void> {
  const page = await web(new Request(new URL(request.url ?? '/', 'http://gateway')))
  response.writeHead(page.status, Object.fromEntries(page.headers)).end(Buffer.from(await page.arrayBuffer()))
}

function refuse(response: ServerResponse, status: number, detail: string): void {
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ status, detail }))
}

/** Starts listening; port 0 takes a free one. Returns the address. */
export async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
