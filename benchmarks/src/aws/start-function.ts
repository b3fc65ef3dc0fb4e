import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { ProcessError } from '../measurements/processes.ts'
import { anyCredentials } from './credentials.ts'

const startedFunctionSchema = z.object({
  /** Milliseconds since the process began: Node is there, the handler is loaded, each event is answered. */
  started: z.number(),
  loaded: z.number(),
  answered: z.array(z.number()),
  /** Milliseconds of processor, up to each answer. */
  cpu: z.array(z.number()),
  /** Of the last answer, where it is one of HTTP. */
  status: z.number(),
  body: z.string(),
  /** DuckDB's library is in the process. */
  duckDb: z.boolean(),
  megabytes: z.number(),
})
export type StartedFunction = z.infer<typeof startedFunctionSchema>

export interface FunctionStart {
  /** Where `{name}/{name}.mjs` lies. */
  readonly folder: string
  readonly name: string
  readonly events: readonly unknown[]
  readonly variables: Readonly<Record<string, string>>
  /** For files in work; a new one, as a new instance of a function has. */
  readonly workFolder: string
}

const script = fileURLToPath(new URL('./start-function.mjs', import.meta.url))

/** Starts a bundled function in a fresh process and sends it events, one after the other. Rejects with ProcessError. */
export async function startFunction(start: FunctionStart): Promise<StartedFunction> {
  const { folder, name, events, variables, workFolder } = start
  const child = spawn(process.execPath, [script, `${folder}/${name}/${name}.mjs`, JSON.stringify(events)], {
    env: {
      ...process.env,
      ...anyCredentials,
      ...variables,
      LAMBDA_TASK_ROOT: `${folder}/${name}`,
      SALESTALK_DATA: workFolder,
      SALESTALK_LOG_LEVEL: 'error',
      NODE_NO_WARNINGS: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [said, complained] = ['', '']
  child.stdout.on('data', (data) => {
    said += String(data)
  })
  child.stderr.on('data', (data) => {
    complained += String(data)
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new ProcessError(`${name} failed: ${complained}`)
  const started = startedFunctionSchema.parse(JSON.parse(said))
  if (started.status >= 300) throw new ProcessError(`${name} answered ${started.status}: ${started.body} ${complained}`)
  return started
}

/** A request as API Gateway hands it to a function. */
export function gatewayEvent(method: string, path: string, body: unknown, token: string | null) {
  const headers = {
    'content-type': 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  }
  return {
    resource: '/{proxy+}',
    path,
    httpMethod: method,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    body: body === null ? null : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      identity: { sourceIp: '127.0.0.1' },
      httpMethod: method,
      path,
      stage: 'live',
      domainName: 'localhost',
    },
  }
}
