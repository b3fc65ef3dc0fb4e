import { loadavg } from 'node:os'
import type { AskedOnAws, AskedQuestion } from '../aws/ask-on-aws.ts'
import { startEmulator, startMoto } from '../aws/emulator.ts'
import type { ResultTable } from '../report/types.ts'
import { median, percentile } from '../statistics.ts'
import { runWorker } from '../workers/run-worker.ts'
import type { MeasurementContext } from './context.ts'

const rows = 10_000
// Moto looks through all items of a partition for every request.
const fewRows = 100
const rounds = 60
const eventRounds = 30

/** The chat handler when it is warm, and how long events take, with everything AWS does done by emulators. */
export async function measureAws(context: MeasurementContext): Promise<ResultTable[]> {
  const asked = await withEmulator(startEmulator, context, async (endpoint) => {
    context.note('warm answers on emulated AWS')
    return await runWorker('askOnAws', { endpoint, csvPath: (await context.orders(rows)).path, rounds })
  })
  const carried = await withEmulator(startMoto, context, async (endpoint) => {
    context.note('events on emulated AWS')
    const { path } = await context.orders(fewRows)
    return await runWorker('carryEventsOnAws', { endpoint, csvPath: path, rounds: eventRounds })
  })
  return [answersTable(asked), eventsTable(carried)]
}

async function withEmulator<Result>(
  start: typeof startEmulator,
  { repositoryFolder }: MeasurementContext,
  work: (endpoint: string) => Promise<Result>,
): Promise<Result> {
  const emulator = await start(repositoryFolder)
  try {
    return await work(emulator.endpoint)
  } finally {
    await emulator.stop()
  }
}

function answersTable(asked: AskedOnAws): ResultTable {
  const row = (name: string, runs: readonly AskedQuestion[]) => {
    const of = (pick: (run: AskedQuestion) => number) => median(runs.map(pick))
    return {
      name,
      p50: of(({ total }) => total),
      p95: percentile(
        runs.map(({ total }) => total),
        0.95,
      ),
      share: of(({ milliseconds, total }) => milliseconds / total),
      own: of(({ milliseconds, total }) => total - milliseconds),
      emulator: of(({ emulatorMilliseconds }) => emulatorMilliseconds),
      cpu: of(({ cpu }) => cpu),
      requests: of(({ requests }) => Object.values(requests).reduce((sum, count) => sum + count, 0)),
    }
  }
  return {
    id: 'aws-answers',
    title: 'Warm answers on emulated AWS',
    notes: [
      `POST /v1/chat through the local gateway and the chat handler, ${rounds} times each, a company of ${rows.toLocaleString('en')} orders; load of the machine at the end: ${(loadavg()[0] ?? 0).toFixed(1)}.`,
      'In the SDK: the share of the time in which at least one request to AWS was under way, signing and parsing included. Own: the rest, with the gateway. At the emulator: sum of what the emulators took; on AWS each request takes about 3 to 5 ms instead.',
      ...(['fromFigures', 'fromRows'] as const).map((name) => `${titles[name]}: ${requestsOf(asked[name])}.`),
    ],
    columns: [
      { key: 'name', label: 'Answer', unit: 'text' },
      { key: 'p50', label: 'p50', unit: 'milliseconds' },
      { key: 'p95', label: 'p95', unit: 'milliseconds' },
      { key: 'share', label: 'In the SDK', unit: 'percent' },
      { key: 'own', label: 'Own', unit: 'milliseconds' },
      { key: 'emulator', label: 'At the emulator', unit: 'milliseconds' },
      { key: 'cpu', label: 'Processor', unit: 'milliseconds' },
      { key: 'requests', label: 'Requests', unit: 'count' },
    ],
    rows: [row(titles.fromFigures, asked.fromFigures), row(titles.fromRows, asked.fromRows)],
  }
}

const titles = { fromFigures: 'From figures computed ahead', fromRows: 'From rows' } as const

/** The requests of a usual run, by name. */
function requestsOf(runs: readonly AskedQuestion[]): string {
  const middle = runs[Math.floor(runs.length / 2)]?.requests ?? {}
  return Object.entries(middle)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')
}

function eventsTable(milliseconds: readonly number[]): ResultTable {
  return {
    id: 'aws-events',
    title: 'Events on emulated AWS',
    notes: [
      `From an answer to all of its events having been handled, by stream, bus, queue and worker, ${milliseconds.length} times, on moto; for information, as AWS has waiting times of its own.`,
      'One loop does what the mappings of Lambda do. Target: p95 below 5 s.',
    ],
    columns: [
      { key: 'p50', label: 'p50', unit: 'milliseconds' },
      { key: 'p95', label: 'p95', unit: 'milliseconds' },
      { key: 'most', label: 'Longest', unit: 'milliseconds' },
    ],
    rows: [{ p50: median(milliseconds), p95: percentile(milliseconds, 0.95), most: Math.max(...milliseconds) }],
  }
}
