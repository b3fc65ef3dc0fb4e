import { awsEndpoint } from '../../../adapters/aws/tests/aws-endpoint.ts'
import type { ProvisionedEnvironment } from '../../../local-gateway/provision.ts'
import { type EmulatedWorld, openEmulatedWorld, provisionOwnEnvironment } from '../../emulated-world.ts'

/** The whole AWS deployment in one process, as a test talks to it. */
export interface AwsWorld extends EmulatedWorld {
  request(path: string, init?: RequestInit & { readonly token?: string }): Promise<Response>
  post(path: string, body: unknown, token?: string): Promise<Response>
}

const region = 'eu-central-1'

/** Opens an environment of its own on the emulator at `AWS_ENDPOINT_URL`; one per test file. Closing tells what the gateway met. */
export async function openAwsWorld(): Promise<AwsWorld> {
  const errors: unknown[] = []
  const world = await openEmulatedWorld(
    { region, endpoint: awsEndpoint() },
    { workFolder: '/tmp/salestalk', logLevel: 'silent', onError: (error) => errors.push(error) },
  )
  const request: AwsWorld['request'] = async (path, { token, ...init } = {}) => {
    const headers = new Headers(init.headers)
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
    return await fetch(`${world.url}${path}`, { ...init, headers })
  }
  return {
    ...world,
    request,
    post: (path, body, token) =>
      request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        ...(token === undefined ? {} : { token }),
      }),
    async close() {
      await world.close()
      if (errors.length > 0) throw new AggregateError(errors, 'The gateway reported failures')
    },
  }
}

/** An environment of its own for functions that are started apart. */
export async function provision(endpoint: string, inRegion = region): Promise<ProvisionedEnvironment> {
  return await provisionOwnEnvironment({ region: inRegion, endpoint })
}
