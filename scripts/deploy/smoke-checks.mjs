/** What API Gateway would send for a GET without a token. */
export function gatewayEvent(path) {
  return {
    resource: path,
    path,
    httpMethod: 'GET',
    headers: { accept: 'application/json', host: 'smoke.invalid' },
    multiValueHeaders: { accept: ['application/json'], host: ['smoke.invalid'] },
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    requestContext: { httpMethod: 'GET', path, stage: 'live', requestId: 'smoke', identity: { sourceIp: '192.0.2.1' } },
    body: null,
    isBase64Encoded: false,
  }
}

/**
 * What can be asked of a function without doing anything: a health check, a request without a token, a batch of nothing. Each loads the
 * code, reads the settings and opens the deployment. The timer has nothing harmless to ask for; it shares code and settings with the rest.
 */
export const harmlessCalls = [
  { name: 'chat-handler', event: gatewayEvent('/v1/health'), expected: /"statusCode":\s*200/ },
  { name: 'metrics-handler', event: gatewayEvent('/v1/batches'), expected: /"statusCode":\s*401/ },
  { name: 'tenant-onboard', event: gatewayEvent('/v1/tenants'), expected: /"statusCode":\s*401/ },
  { name: 'insights-worker', event: { Records: [] }, expected: /"batchItemFailures":\s*\[\]/ },
  { name: 'event-publisher', event: { Records: [] }, expected: /"batchItemFailures":\s*\[\]/ },
]

/** A buffered answer is `{ statusCode, … }`; a streamed one begins with `{"statusCode":…}` and the body follows. */
export function problemsOfVersion({ name, expected }, functionError, payload) {
  if (functionError !== undefined) return [`${name} failed: ${payload.slice(0, 500)}`]
  return expected.test(payload) ? [] : [`${name} answered with something else: ${payload.slice(0, 500)}`]
}

/** Up, documented, and closed to whoever has no token: in the shape of a problem, so that it came from the application. */
export async function problemsOfApi(api, fetcher) {
  return await problemsOf(api, fetcher, [
    ['/v1/health', 200, 'application/json'],
    ['/v1/openapi.json', 200, 'application/json'],
    ['/v1/sessions', 401, 'application/problem+json'],
    ['/v1/nowhere', 404, 'application/problem+json'],
  ])
}

/** The app at its own address and at one inside it, and the API on the same host, whose answers stay its own. */
export async function problemsOfWeb(web, fetcher) {
  return await problemsOf(web, fetcher, [
    ['/', 200, 'text/html'],
    ['/insights/feed', 200, 'text/html'],
    ['/v1/health', 200, 'application/json'],
    ['/v1/nowhere', 404, 'application/problem+json'],
  ])
}

async function problemsOf(base, fetcher, expectations) {
  const problems = []
  for (const [path, status, type] of expectations) {
    const answer = await fetcher(`${base}${path}`).catch((error) => ({ status: error.message, headers: new Headers() }))
    const answeredType = answer.headers.get('content-type') ?? ''
    if (answer.status !== status || !answeredType.startsWith(type)) {
      problems.push(`${path} answered ${answer.status} ${answeredType} instead of ${status} ${type}`)
    }
  }
  return problems
}
