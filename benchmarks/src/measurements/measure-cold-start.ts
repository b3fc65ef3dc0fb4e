import { loadavg } from 'node:os'
import { join } from 'node:path'
import { startEmulator } from '../aws/emulator.ts'
import { buildBundles, type LambdaBundles } from '../aws/lambda-bundles.ts'
import type { PreparedCompany } from '../aws/prepare-company.ts'
import { chatRequest, questions } from '../aws/questions.ts'
import { gatewayEvent, type StartedFunction, startFunction } from '../aws/start-function.ts'
import type { ResultTable } from '../report/types.ts'
import { median } from '../statistics.ts'
import { runWorker } from '../workers/run-worker.ts'
import type { MeasurementContext } from './context.ts'

const rows = 10_000
const fewRows = 300
// Starts differ more than anything else that is measured, and are quick.
const runsEach = 4

interface Case {
  readonly name: string
  readonly bundle: string
  readonly events: readonly unknown[]
  readonly company: PreparedCompany
}

/** From the beginning of a process to a function's first answer: what a request meets that finds no function running. */
export async function measureColdStart(context: MeasurementContext): Promise<ResultTable> {
  context.note('cold start: building the functions')
  const bundles = await buildBundles(context.repositoryFolder)
  const emulator = await startEmulator(context.repositoryFolder)
  try {
    context.note('cold start: preparing a company')
    const prepare = async (count: number) =>
      await runWorker('prepareAwsCompany', {
        endpoint: emulator.endpoint,
        csvPath: (await context.orders(count)).path,
        name: `Company of ${count}`,
      })
    const [company, small] = [await prepare(rows), await prepare(fewRows)]
    const load = loadavg()[0] ?? 0
    return tableOf(await measured(casesFor(company, small), bundles, context), bundles, load)
  } finally {
    await emulator.stop()
  }
}

function casesFor(company: PreparedCompany, small: PreparedCompany): readonly Case[] {
  const health = gatewayEvent('GET', '/v1/health', null, null)
  const get = (path: string, token: string) => gatewayEvent('GET', path, null, token)
  const chat = (question: string, { token }: PreparedCompany) =>
    gatewayEvent('POST', '/v1/chat', chatRequest(question), token)
  const noRecords = { Records: [] }
  const asked = (name: string, question: string, of: PreparedCompany) => ({
    name: `chat-handler, ${name}`,
    bundle: 'chat-handler',
    events: [health, chat(question, of)],
    company: of,
  })
  const other = (bundle: string, what: string, events: readonly unknown[]) => ({
    name: `${bundle}, ${what}`,
    bundle,
    events,
    company,
  })
  return [
    { name: 'hello', bundle: 'hello-handler', events: [health], company },
    asked('from figures', questions.fromFigures, company),
    asked('from figures, few names', questions.fromFigures, small),
    asked('from rows', questions.fromRows, company),
    other('metrics-handler', 'list of batches', [noRecords, get('/v1/batches', company.token)]),
    other('tenant-onboard', 'list of companies', [get('/v1/tenants', company.operator)]),
    other('insights-worker', 'nothing to do', [noRecords]),
    other('event-publisher', 'nothing to do', [noRecords]),
    other('session-timer', 'one company', [{}]),
  ]
}

type Starts = ReadonlyMap<Case, readonly StartedFunction[]>

/** All cases in turn, so that each meets the same machine. */
async function measured(
  cases: readonly Case[],
  { folder }: LambdaBundles,
  context: MeasurementContext,
): Promise<Starts> {
  const starts = new Map(cases.map((each) => [each, [] as StartedFunction[]]))
  for (let run = 0; run < context.runs * runsEach; run += 1) {
    context.note(`cold start, run ${run + 1} of ${context.runs * runsEach}`)
    for (const [index, { bundle, events, company }] of cases.entries()) {
      const { variables } = company
      const workFolder = join(context.folder, `cold-${run}-${index}`)
      const started = await startFunction({ folder, name: bundle, events, variables, workFolder })
      starts.get(cases[index] as Case)?.push(started)
    }
  }
  return starts
}

function tableOf(starts: Starts, { sizes }: LambdaBundles, load: number): ResultTable {
  const middle = (runs: readonly StartedFunction[], of: (run: StartedFunction) => number) => median(runs.map(of))
  const [hello = []] = starts.values()
  const helloAnswer = middle(hello, ({ answered }) => answered.at(-1) ?? 0)
  return {
    id: 'cold-start',
    title: 'Cold start of the functions',
    notes: [
      `Each bundle as it is deployed, in a fresh process of Node ${process.versions.node}, from the beginning of the process; medians of ${hello.length} runs in turn. Load of the machine when they began: ${load.toFixed(1)}.`,
      `The company has ${rows.toLocaleString('en')} orders of 5,000 customers, whose names are words of its questions; the one with few names has ${fewRows}. Opened: the handler is loaded and the first request that needs no company is answered. Items come from dynalite, everything else from moto, both on this machine.`,
      'Processor: milliseconds of all threads up to the first answer; it depends less than time on what else the machine does. Above hello: what SalesTalk adds to the least a function can be.',
      'Not in it: what Lambda does before, fetching the package (hence its size) and making the sandbox. Target: 500 ms for an answer from figures.',
    ],
    columns: [
      { key: 'name', label: 'Function', unit: 'text' },
      { key: 'packed', label: 'Package', unit: 'megabytes' },
      { key: 'unpacked', label: 'Unpacked', unit: 'megabytes' },
      { key: 'loaded', label: 'Loaded', unit: 'milliseconds' },
      { key: 'opened', label: 'Opened', unit: 'milliseconds' },
      { key: 'answered', label: 'Answered', unit: 'milliseconds' },
      { key: 'quickest', label: 'Quickest', unit: 'milliseconds' },
      { key: 'aboveHello', label: 'Above hello', unit: 'milliseconds' },
      { key: 'cpu', label: 'Processor', unit: 'milliseconds' },
      { key: 'memory', label: 'Memory', unit: 'megabytes' },
      { key: 'duckDb', label: 'DuckDB', unit: 'text' },
    ],
    rows: [...starts].map(([{ name, bundle }, runs]) => {
      const answered = middle(runs, (run) => run.answered.at(-1) ?? 0)
      const size = sizes[bundle]
      return {
        name,
        packed: size === undefined ? null : size.packed / 1_000_000,
        unpacked: size === undefined ? null : size.unpacked / 1_000_000,
        loaded: middle(runs, ({ loaded }) => loaded),
        opened: middle(runs, (run) => run.answered[0] ?? 0),
        answered,
        quickest: Math.min(...runs.map((run) => run.answered.at(-1) ?? Number.NaN)),
        aboveHello: answered - helloAnswer,
        cpu: middle(runs, (run) => run.cpu.at(-1) ?? 0),
        memory: middle(runs, ({ megabytes }) => megabytes),
        duckDb: runs.some(({ duckDb }) => duckDb) ? 'yes' : 'no',
      }
    }),
  }
}
