import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { withCompanies } from './companies.ts'
import { type Report, renderReport, reportOf } from './report.ts'
import { type Score, scoreQuestion } from './score.ts'
import { readSets, UnknownSetError } from './sets.ts'
import type { QuestionSet } from './types.ts'

const thresholdsSchema = z.strictObject({
  exactShare: z.number(),
  wrongShare: z.number(),
  refusalPrecision: z.number(),
  refusalRecall: z.number(),
  calibrationError: z.number(),
})

/** `[SET] [--json]`: scores the labelled questions; exit 0 when all thresholds are reached, 1 when not, 2 on bad usage. */
async function main(): Promise<number> {
  const words = process.argv.slice(2)
  const isJson = words.includes('--json')
  const names = words.filter((word) => !word.startsWith('-'))
  if (names.length > 1 || words.some((word) => word.startsWith('-') && word !== '--json')) {
    process.stderr.write('Usage: salestalk evaluate [SET] [--json]\n')
    return 2
  }
  try {
    const report = await evaluate(await readSets(names[0] ?? null))
    process.stdout.write(isJson ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report))
    return report.failures.length === 0 ? 0 : 1
  } catch (error) {
    if (!(error instanceof UnknownSetError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

async function evaluate(sets: ReadonlyMap<string, QuestionSet>): Promise<Report> {
  const thresholds = thresholdsSchema.parse(
    JSON.parse(await readFile(new URL('../thresholds.json', import.meta.url), 'utf8')),
  )
  const [asOf, ...others] = new Set([...sets.values()].map((set) => set.asOf))
  if (asOf === undefined || others.length > 0) throw new Error('All sets of one evaluation are asked as of one day')
  const scores = await withCompanies(asOf, async (understand) => {
    const score = (question: QuestionSet['questions'][number]): Score =>
      scoreQuestion(question, understand(question.company, question.question, question.session ?? null))
    return new Map([...sets].map(([name, set]) => [name, set.questions.map(score)]))
  })
  return reportOf(asOf, scores, thresholds)
}

process.exitCode = await main()
