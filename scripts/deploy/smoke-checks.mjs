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

/** A buffered answer is `{ statusCode, … }`; a streamed one begins with `{"statusCode":…}` and the body follows. */
export function problemsOfVersion(name, functionError, payload) {
  if (functionError !== undefined) return [`${name} failed: ${payload.slice(0, 500)}`]
  const [, status] = /"statusCode":\s*(\d+)/.exec(payload) ?? []
  return status === '200'
    ? []
    : [`${name} answered its health check with ${status ?? 'something else'}: ${payload.slice(0, 500)}`]
}

/** Up, documented, and closed to whoever has no token: in the shape of a problem, so that it came from the application. */
export async function problemsOfApi(api, fetcher) {
  const problems = []
  const ask = async (path, status, type) => {
    const answer = await fetcher(`${api}${path}`).catch((error) => ({ status: error.message, headers: new Headers() }))
    const answeredType = answer.headers.get('content-type') ?? ''
    if (answer.status !== status || !answeredType.startsWith(type)) {
      problems.push(`${path} answered ${answer.status} ${answeredType} instead of ${status} ${type}`)
    }
  }
  await ask('/v1/health', 200, 'application/json')
  await ask('/v1/openapi.json', 200, 'application/json')
  await ask('/v1/sessions', 401, 'application/problem+json')
  await ask('/v1/nowhere', 404, 'application/problem+json')
  return problems
}
