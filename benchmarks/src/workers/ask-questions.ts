import type { DuckDBPreparedStatement } from '@duckdb/node-api'
import type { Answer, TenantId } from '@salestalk/protocol'
import type { SalesTalk } from '@salestalk/service'
import { asOf } from '../orders/generate-orders.ts'
import { type BenchmarkQuestion, benchmarkQuestions } from '../questions.ts'
import { openDuckDb, quoteText } from './duckdb.ts'
import { benchmarkCompany } from './ingest-with-service.ts'
import { peakMegabytes, residentMegabytes } from './memory.ts'
import { companyNamed, openAt } from './open-company.ts'
import { recordStatements, type StatementRecorder } from './record-statements.ts'
import { understandText } from './understand-questions.ts'

export interface AskInput {
  readonly folder: string
  readonly rounds: number
  /** No further round is begun after these milliseconds, but three are asked whatever they take. */
  readonly patience: number
}

/** Milliseconds of one question in one round. `rest` is what the stages do not cover: loading, follow-ups, keeping the turn. */
export interface AskSample {
  readonly total: number
  readonly understand: number
  readonly query: number
  readonly analyze: number
  readonly narrate: number
  readonly rest: number
  /** Understanding the same words once more, by itself. */
  readonly understandAlone: number
  /** The statements of the answer with their values, prepared before, on a connection of their own. */
  readonly bareSql: number
  /** The shortest SQL by hand for the same figures. */
  readonly handSql: number
}

export interface AskedQuestion {
  readonly intent: string
  readonly text: string
  /** `answer`, or what came instead. */
  readonly kind: string
  readonly understoodAs: string | null
  readonly agrees: boolean
  readonly statements: number
  readonly samples: readonly AskSample[]
}

export interface AskMeasurement {
  /** From opening the stores to the first answer, code already loaded. */
  readonly firstAnswerMilliseconds: number
  readonly residentMegabytes: number
  readonly peakMegabytes: number
  readonly questions: readonly AskedQuestion[]
}

const warmUpRounds = 2
const leastRounds = 3

/** Asks all questions round after round; each is followed at once by its alternatives, so that all meet the same machine. */
export async function askQuestions({ folder, rounds, patience }: AskInput): Promise<AskMeasurement> {
  const recorder = recordStatements()
  const salesTalk = await openAt(folder)
  try {
    const tenantId = await companyNamed(salesTalk, benchmarkCompany)
    const started = performance.now()
    await ask(salesTalk, tenantId, 'What was revenue in 2024?')
    const firstAnswerMilliseconds = performance.now() - started
    const bare = await openBare(salesTalk, tenantId, recorder)
    const questions: AskedQuestion[] = []
    for (const question of benchmarkQuestions)
      questions.push(await firstTime(salesTalk, tenantId, question, bare, recorder))
    const samples = benchmarkQuestions.map((): AskSample[] => [])
    const begun = performance.now()
    for (let round = -warmUpRounds; round < rounds; round += 1) {
      if (round >= leastRounds && performance.now() - begun > patience) break
      for (const [index, question] of benchmarkQuestions.entries()) {
        const sample = await askOnce(salesTalk, tenantId, question, bare, recorder)
        if (round >= 0) samples[index]?.push(sample)
      }
    }
    bare.close()
    return {
      firstAnswerMilliseconds,
      residentMegabytes: residentMegabytes(),
      peakMegabytes: peakMegabytes(),
      questions: questions.map((question, index) => ({ ...question, samples: samples[index] ?? [] })),
    }
  } finally {
    await salesTalk.close()
  }
}

export async function ask(salesTalk: SalesTalk, tenantId: TenantId, question: string): Promise<Answer> {
  return await salesTalk.chat.ask({
    tenantId,
    userId: 'benchmark',
    question,
    sessionId: null,
    asOf,
    interpretation: null,
  })
}

interface Bare {
  run(sql: string, values: Parameters<DuckDBPreparedStatement['bind']>[0]): Promise<readonly (readonly unknown[])[]>
  close(): void
}

/** A DuckDB with the same views and a view `orders`, remembering prepared statements like ours. */
async function openBare(salesTalk: SalesTalk, tenantId: TenantId, recorder: StatementRecorder): Promise<Bare> {
  const { connection, close } = await openDuckDb()
  for (const view of recorder.views) await connection.run(view)
  await connection.run(`CREATE VIEW orders AS SELECT * FROM read_parquet([${await segmentsOf(salesTalk, tenantId)}])`)
  const prepared = new Map<string, DuckDBPreparedStatement>()
  return {
    async run(sql, values) {
      const statement = prepared.get(sql) ?? (await connection.prepare(sql))
      prepared.set(sql, statement)
      statement.bind(values)
      return (await statement.runAndReadAll()).getRows()
    },
    close,
  }
}

async function segmentsOf(salesTalk: SalesTalk, tenantId: TenantId): Promise<string> {
  const { data } = await salesTalk.knowledge.of(tenantId)
  const keys = data.datasets.filter(({ model }) => model.dataset === 'orders').flatMap(({ segments }) => segments)
  const paths = await Promise.all(keys.map((key) => salesTalk.artifacts.open(tenantId).localPath(key)))
  return paths.map((path) => quoteText(String(path))).join(', ')
}

async function firstTime(
  salesTalk: SalesTalk,
  tenantId: TenantId,
  { intent, text, sql }: BenchmarkQuestion,
  bare: Bare,
  recorder: StatementRecorder,
): Promise<AskedQuestion> {
  recorder.take()
  const answer = await ask(salesTalk, tenantId, text)
  const statements = recorder.take().length
  const [row = []] = await bare.run(sql, [])
  const agrees = figuresOf(answer).some((value) => isNear(value, Number(row.at(-1))))
  const understoodAs = answer.interpretation.intent
  return { intent, text, kind: answer.kind, understoodAs, agrees, statements, samples: [] }
}

function figuresOf({ references, table }: Answer): number[] {
  const cells = (table?.rows ?? []).flatMap((row) => Object.values(row))
  return [...references.map(({ value }) => value), ...cells].filter((value) => typeof value === 'number')
}

function isNear(left: number, right: number): boolean {
  return Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(right))
}

async function askOnce(
  salesTalk: SalesTalk,
  tenantId: TenantId,
  { text, sql }: BenchmarkQuestion,
  bare: Bare,
  recorder: StatementRecorder,
): Promise<AskSample> {
  recorder.take()
  const started = performance.now()
  const { timings } = await ask(salesTalk, tenantId, text)
  const total = performance.now() - started
  const statements = recorder.take()
  const bareSql = await timeOf(async () => {
    for (const statement of statements) await bare.run(statement.sql, statement.values)
  })
  const handSql = await timeOf(() => bare.run(sql, []))
  const { lexicon } = await salesTalk.knowledge.of(tenantId)
  const understandAlone = await timeOf(async () => understandText(text, lexicon))
  const { understand, query, analyze, narrate } = timings
  const rest = total - understand - query - analyze - narrate
  return { total, understand, query, analyze, narrate, rest, understandAlone, bareSql, handSql }
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
