import type { Problem } from '@salestalk/protocol'
import { currentToken, dropToken } from './session-token.ts'

/** A request that failed in a way worth telling: `title` says what, `detail` what to do; `code` is stable. */
export class RequestError extends Error {
  readonly title: string
  readonly detail: string
  readonly code: string
  readonly status: number

  constructor(problem: Pick<Problem, 'title' | 'detail' | 'code' | 'status'>, cause?: unknown) {
    super(problem.title, { cause })
    this.name = 'RequestError'
    this.title = problem.title
    this.detail = problem.detail
    this.code = problem.code
    this.status = problem.status
  }
}

export const offlineProblem = {
  title: 'SalesTalk cannot be reached',
  detail: 'Check your connection, then try again. Nothing you entered is lost.',
  code: 'offline',
  status: 0,
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'title' in value && 'code' in value
}

/** Any thrown value as something that can be shown. */
export function asRequestError(error: unknown): RequestError {
  if (error instanceof RequestError) return error
  return new RequestError(offlineProblem, error)
}

export function problemFromText(text: string, status: number): RequestError {
  const fallback = {
    title: 'The request failed',
    detail: `The service answered with status ${status}. Try again in a moment.`,
    code: 'unexpected',
    status,
  }
  try {
    const body: unknown = JSON.parse(text)
    return new RequestError(isProblem(body) ? body : fallback)
  } catch (error) {
    return new RequestError(fallback, error)
  }
}

export function authorization(): Record<string, string> {
  const token = currentToken()
  return token === null ? {} : { authorization: `Bearer ${token}` }
}

/** Fetches `path` with the token; throws RequestError for every failure but a cancelled request. */
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  const sentWith = currentToken()
  let response: Response
  try {
    response = await fetch(path, { ...init, headers: { ...authorization(), ...init.headers } })
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new RequestError(offlineProblem, error)
  }
  if (response.ok) return response
  // A late answer to an older token must not end a session that has begun since.
  if (response.status === 401 && sentWith !== null && sentWith === currentToken()) dropToken('expired')
  throw problemFromText(await response.text(), response.status)
}

async function json<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return json<T>(await send(path, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) }))
}

export async function submit<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const init: RequestInit = { method, headers: { accept: 'application/json' } }
  if (body !== undefined) {
    init.headers = { accept: 'application/json', 'content-type': 'application/json' }
    init.body = JSON.stringify(body)
  }
  return json<T>(await send(path, init))
}
