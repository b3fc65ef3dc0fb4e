import { join } from 'node:path'
import { answerSchema, signedInSchema } from '@salestalk/protocol'
import type { ResultTable } from '../report/types.ts'
import { median } from '../statistics.ts'
import type { MeasurementContext } from './context.ts'
import { type RunningServer, startServer, timeNode } from './processes.ts'

const command = 'packages/service/bin/salestalk.mjs'
const company = 'harbor-pine'
const question = 'Revenue by region last quarter'

const bareServer = [
  "import { serve } from '@hono/node-server'",
  "import { Hono } from 'hono'",
  "const app = new Hono().get('/', (context) => context.text('hello'))",
  'serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => console.log("http://127.0.0.1:" + port))',
].join('\n')

const bareQuery = (pattern: string) =>
  [
    "import { DuckDBInstance } from '@duckdb/node-api'",
    "const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()",
    `const sql = ${JSON.stringify(`SELECT count(*) FROM read_parquet('${pattern}', union_by_name = true)`)}`,
    'console.log(String((await connection.runAndReadAll(sql)).getRows()[0][0]))',
  ].join('\n')

interface StartTimes {
  readonly listening: number
  readonly firstAnswer: number
  readonly secondAnswer: number
}

/** From starting the process to the first answer, as a person who runs `npm start` meets it. */
export async function measureStart(context: MeasurementContext): Promise<ResultTable> {
  const { repositoryFolder, runs } = context
  // Builds what is out of date, so that no build is timed.
  context.note('start: building')
  await timeNode([command, '--version'], repositoryFolder)
  const fresh: StartTimes[] = []
  const again: StartTimes[] = []
  const hello: StartTimes[] = []
  const asks: number[] = []
  const queries: number[] = []
  for (let run = 0; run < runs; run += 1) {
    context.note(`start, run ${run + 1} of ${runs}`)
    const folder = join(context.folder, `start-${run}`)
    fresh.push(await startAndAsk(folder, repositoryFolder))
    again.push(await startAndAsk(folder, repositoryFolder))
    hello.push(await startAndGet(repositoryFolder))
    const tenant = ['--tenant', company, '--data', folder]
    asks.push(await timeNode([command, 'ask', question, ...tenant], repositoryFolder))
    const pattern = join(folder, `artifacts/tenant-${company}/**/*.parquet`)
    queries.push(await timeNode(['--input-type=module', '-e', bareQuery(pattern)], repositoryFolder))
  }
  const row = (name: string, ours: readonly StartTimes[], alternative: string, theirs: readonly number[]) => {
    const firstAnswer = median(ours.map((times) => times.firstAnswer))
    return {
      name,
      listening: median(ours.map((times) => times.listening)),
      firstAnswer,
      secondAnswer: median(ours.map((times) => times.secondAnswer)),
      alternative,
      alternativeMilliseconds: median(theirs),
      ratio: firstAnswer / median(theirs),
    }
  }
  const helloTimes = hello.map(({ firstAnswer }) => firstAnswer)
  return {
    id: 'start',
    title: 'From nothing to the first answer',
    notes: [
      '`node packages/service/bin/salestalk.mjs serve --demo`, built before: until its line with the URL, until the first answer after signing in to a demo company, and the same question once more.',
      'First start makes the data of two demo companies; a later start has them. `ask` is one question from the command line, in a process of its own.',
      'Alternatives: a server of Hono that says hello, to its first response; a Node process that opens DuckDB and counts the rows of the same company.',
    ],
    columns: [
      { key: 'name', label: 'What', unit: 'text' },
      { key: 'listening', label: 'Listening', unit: 'milliseconds' },
      { key: 'firstAnswer', label: 'First answer', unit: 'milliseconds' },
      { key: 'secondAnswer', label: 'Second answer', unit: 'milliseconds' },
      { key: 'alternative', label: 'Alternative', unit: 'text' },
      { key: 'alternativeMilliseconds', label: 'Alternative', unit: 'milliseconds' },
      { key: 'ratio', label: 'First answer / alternative', unit: 'ratio' },
    ],
    rows: [
      row('first start', fresh, 'hello by Hono', helloTimes),
      row('later start', again, 'hello by Hono', helloTimes),
      {
        name: 'ask',
        listening: null,
        firstAnswer: median(asks),
        secondAnswer: null,
        alternative: 'count by DuckDB',
        alternativeMilliseconds: median(queries),
        ratio: median(asks) / median(queries),
      },
    ],
  }
}

async function startAndAsk(folder: string, repositoryFolder: string): Promise<StartTimes> {
  const server = await startDemo(folder, repositoryFolder)
  try {
    const { token } = signedInSchema.parse(await post(server, '/v1/sign-in/demo', { tenantId: company }, null))
    await askOver(server, token)
    const firstAnswer = performance.now() - server.startedAt
    const again = performance.now()
    await askOver(server, token)
    return { listening: server.listeningMilliseconds, firstAnswer, secondAnswer: performance.now() - again }
  } finally {
    await server.stop()
  }
}

function startDemo(folder: string, repositoryFolder: string): Promise<RunningServer> {
  return startServer([command, 'serve', '--demo', '--port', '0', '--data', folder], repositoryFolder)
}

async function startAndGet(repositoryFolder: string): Promise<StartTimes> {
  const server = await startServer(['--input-type=module', '-e', bareServer], repositoryFolder)
  try {
    await (await fetch(server.url)).text()
    const firstAnswer = performance.now() - server.startedAt
    return { listening: server.listeningMilliseconds, firstAnswer, secondAnswer: Number.NaN }
  } finally {
    await server.stop()
  }
}

async function askOver(server: RunningServer, token: string): Promise<void> {
  const answer = answerSchema.parse(await post(server, '/v1/chat', { question }, token))
  if (answer.kind !== 'answer') throw new Error(`“${question}” was not answered: ${answer.text}`)
}

async function post({ url }: RunningServer, path: string, body: unknown, token: string | null): Promise<unknown> {
  const headers = new Headers({ 'content-type': 'application/json' })
  if (token !== null) headers.set('authorization', `Bearer ${token}`)
  const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  const json = await response.json()
  if (!response.ok) throw new Error(`POST ${path} gave ${response.status}: ${JSON.stringify(json)}`)
  return json
}
