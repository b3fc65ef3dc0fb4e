import { evaluate } from './evaluate.ts'
import { type CommandOptions, readOptions, UsageError, usage } from './options.ts'
import { renderFailures, renderReport } from './render.ts'
import { reportOf } from './report.ts'
import { type LabelledSets, readSets, SetLineError, UnknownSetError } from './sets.ts'
import { readThresholds } from './thresholds.ts'
import { isHeldOut } from './types.ts'
import { writeResults } from './write-results.ts'

/** Scores the labelled sets; exit 0 when all thresholds are reached, 1 when not, 2 on bad usage or a bad set. */
async function main(): Promise<number> {
  try {
    return await run(readOptions(process.argv.slice(2)))
  } catch (error) {
    const isExpected = error instanceof UnknownSetError || error instanceof UsageError || error instanceof SetLineError
    if (!isExpected) throw error
    process.stderr.write(`${error.message}\n${error instanceof UsageError ? usage : ''}`)
    return 2
  }
}

async function run(options: CommandOptions): Promise<number> {
  const isWhole = options.sets.length === 0 && options.company === null && !options.dev && options.typos === 0
  const sets = narrowed(await readSets(options.sets), options)
  const scores = await evaluate(sets, {
    typos: options.typos,
    withCurve: options.typos === 0 && !options.failures,
  })
  const report = reportOf(scores, isWhole ? await readThresholds() : null)
  if (options.write !== null) await writeResults(report, options.write)
  if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  else process.stdout.write(options.failures ? renderFailures(report) : renderReport(report))
  return (report.shortfalls ?? []).length === 0 ? 0 : 1
}

function narrowed(sets: LabelledSets, { dev, company }: CommandOptions): LabelledSets {
  const keeps = (item: { tags: readonly string[]; company?: string }): boolean =>
    !(dev && isHeldOut(item)) && (company === null || item.company === company)
  return {
    questions: sets.questions.map((set) => ({ ...set, questions: set.questions.filter(keeps) })),
    timeExpressions: sets.timeExpressions.filter(keeps),
  }
}

process.exitCode = await main()
