import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** What an OpenID Connect issuer does for one sign-in, without asking anybody for a password. */
export class MockIssuer {
  /** Which company the next token is for. */
  company = 'harborpine'
  private readonly codes = new Map<string, { readonly nonce: string | null; readonly clientId: string }>()

  /** `authority` is the address below which the issuer is served, such as `http://127.0.0.1:1234/issuer`. */
  async handle(request: IncomingMessage, response: ServerResponse, url: URL, authority: string): Promise<void> {
    const path = url.pathname.replace('/issuer', '')
    if (path === '/.well-known/openid-configuration') {
      return sendJson(response, {
        issuer: authority,
        authorization_endpoint: `${authority}/authorize`,
        token_endpoint: `${authority}/token`,
        jwks_uri: `${authority}/keys`,
      })
    }
    if (path === '/authorize') return this.authorize(response, url)
    if (path === '/token') return await this.redeem(request, response, authority)
    response.writeHead(404).end()
  }

  private authorize(response: ServerResponse, { searchParams }: URL): void {
    const back = new URL(searchParams.get('redirect_uri') ?? '')
    back.searchParams.set('state', searchParams.get('state') ?? '')
    // Whoever asks for the client "closed" is sent back with a refusal.
    if (searchParams.get('client_id') === 'closed') back.searchParams.set('error', 'access_denied')
    else back.searchParams.set('code', this.newCode(searchParams))
    response.writeHead(302, { location: back.href }).end()
  }

  private newCode(parameters: URLSearchParams): string {
    if (parameters.get('code_challenge_method') !== 'S256') throw new Error('A code was asked for without PKCE')
    const code = randomUUID()
    this.codes.set(code, { nonce: parameters.get('nonce'), clientId: parameters.get('client_id') ?? '' })
    return code
  }

  private async redeem(request: IncomingMessage, response: ServerResponse, authority: string): Promise<void> {
    const form = new URLSearchParams(await textOf(request))
    const isRenewal = form.get('grant_type') === 'refresh_token' && form.get('refresh_token') === 'refresh'
    if (isRenewal) return this.sendTokens(response, authority, form.get('client_id') ?? '', null)
    const code = this.codes.get(form.get('code') ?? '')
    this.codes.delete(form.get('code') ?? '')
    if (code === undefined || !form.has('code_verifier')) return sendJson(response, { error: 'invalid_grant' }, 400)
    this.sendTokens(response, authority, code.clientId, code.nonce)
  }

  private sendTokens(response: ServerResponse, authority: string, clientId: string, nonce: string | null): void {
    const claims = { iss: authority, aud: clientId, sub: 'u1', exp: 4_000_000_000, iat: 1, auth_time: 1 }
    const own = { 'custom:tenantId': this.company, ...(nonce === null ? {} : { nonce }) }
    const token = [{ alg: 'none' }, { ...claims, ...own }].map(encoded).join('.')
    const tokens = { access_token: 'unused', id_token: `${token}.`, refresh_token: 'refresh' }
    sendJson(response, { ...tokens, token_type: 'Bearer', expires_in: 3600 })
  }
}

/** The company that a token of the issuer is for; undefined when it is no such token. */
export function companyOfToken(token: string): string | undefined {
  const payload = token.split('.')[1]
  if (payload === undefined) return undefined
  return (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, string>)['custom:tenantId']
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of request) text += String(piece)
  return text
}

function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
