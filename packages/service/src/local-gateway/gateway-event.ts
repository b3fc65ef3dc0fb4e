import type { IncomingMessage, ServerResponse } from 'node:http'
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda'

/** What API Gateway accepts at most. */
const BODY_BYTES_MAX = 10 * 1024 * 1024

/** Thrown when a body is larger than the gateway passes on; nothing of it reaches a function. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError'
}

/** A request as API Gateway's proxy integration (REST API, payload 1.0) hands it to a function. Throws BodyTooLargeError. */
export async function eventOfRequest(request: IncomingMessage, requestId: string): Promise<APIGatewayProxyEvent> {
  const url = new URL(request.url ?? '/', 'http://gateway')
  const body = await bodyOf(request)
  const headers = headersOf(request)
  const query = multiValuesOf(url.searchParams)
  const domainName = request.headers.host ?? 'localhost'
  return {
    resource: '/{proxy+}',
    path: url.pathname,
    httpMethod: request.method ?? 'GET',
    headers: lastValues(headers),
    multiValueHeaders: headers,
    queryStringParameters: lastValues(query),
    multiValueQueryStringParameters: query,
    pathParameters: { proxy: url.pathname.slice(1) },
    stageVariables: null,
    body: body.length === 0 ? null : body.toString('base64'),
    isBase64Encoded: body.length > 0,
    requestContext: contextOf(request, url, domainName, requestId),
  }
}

function contextOf(
  request: IncomingMessage,
  url: URL,
  domainName: string,
  requestId: string,
): APIGatewayProxyEvent['requestContext'] {
  const unknown = { accessKey: null, accountId: null, apiKey: null, apiKeyId: null, caller: null, clientCert: null }
  const cognito = {
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
  }
  return {
    accountId: '000000000000',
    apiId: 'local',
    authorizer: null,
    domainName,
    httpMethod: request.method ?? 'GET',
    identity: {
      ...unknown,
      ...cognito,
      principalOrgId: null,
      sourceIp: request.socket.remoteAddress ?? 'unknown',
      user: null,
      userAgent: request.headers['user-agent'] ?? null,
      userArn: null,
    },
    path: url.pathname,
    protocol: 'HTTP/1.1',
    requestId,
    requestTimeEpoch: 0,
    resourceId: 'proxy',
    resourcePath: '/{proxy+}',
    stage: 'local',
  }
}

/** Sends what the function answered. */
export function respondWith(response: ServerResponse, result: APIGatewayProxyResult): void {
  const headers = { ...result.headers, ...result.multiValueHeaders }
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, Array.isArray(value) ? value.map(String) : String(value))
  }
  response.writeHead(result.statusCode).end(Buffer.from(result.body, result.isBase64Encoded ? 'base64' : 'utf8'))
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of request) {
    bytes += piece.length
    if (bytes > BODY_BYTES_MAX)
      throw new BodyTooLargeError('The body is over 10 MB: upload the file by its own address')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function headersOf({ rawHeaders }: IncomingMessage): Record<string, string[]> {
  const headers: Record<string, string[]> = {}
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2)
    headers[name] = [...(headers[name] ?? []), value]
  }
  return headers
}

function multiValuesOf(parameters: URLSearchParams): Record<string, string[]> {
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)]))
}

/** API Gateway repeats the last of several values where only one fits. */
function lastValues(values: Record<string, string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? '']))
}
