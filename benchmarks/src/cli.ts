import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createContext } from './measurements/create-context.ts'
import { type MeasurementName, measurements } from './measurements/index.ts'
import { type Options, OptionsError, readOptions, usage } from './options.ts'
import { renderResults } from './report/render.ts'
import type { Results, ResultTable } from './report/types.ts'

const benchmarksFolder = dirname(dirname(fileURLToPath(import.meta.url)))

async function main(): Promise<number> {
  const options = optionsOrNull()
  if (options === null) return 2
  if (options.help) {
    process.stdout.write(usage)
    return 0
  }
  const results = await measure(options)
  process.stdout.write(options.json ? `${JSON.stringify(results, null, 2)}\n` : renderResults(results))
  if (options.write) await writeFile(join(benchmarksFolder, 'RESULTS.md'), renderResults(results))
  return 0
}

function optionsOrNull(): Options | null {
  try {
    return readOptions(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error
    process.stderr.write(`${error.message}\n`)
    return null
  }
}

async function measure(options: Options): Promise<Results> {
  const started = performance.now()
  const folder = await mkdtemp(join(tmpdir(), 'salestalk-benchmarks-'))
  const stop = () => {
    rm(folder, { recursive: true, force: true }).finally(() => process.exit(130))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    const context = createContext({
      folder,
      repositoryFolder: dirname(benchmarksFolder),
      sizes: options.rows,
      runs: options.runs,
      note: (text) => {
        const seconds = ((performance.now() - started) / 1000).toFixed(0)
        if (!options.json) process.stderr.write(`${seconds} s: ${text}\n`)
      },
    })
    const tables: ResultTable[] = []
    for (const name of options.only) tables.push(...(await measurements[name](context)))
    const date = new Date().toISOString().slice(0, 10)
    const seconds = (performance.now() - started) / 1000
    return { date, machine: machine(), command: commandOf(options), seconds, tables }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function machine(): Results['machine'] {
  const { node } = process.versions
  const platform = `${process.platform} ${process.arch}`
  return { cores: cpus().length, memoryGigabytes: Math.round(totalmem() / 1024 ** 3), node, platform }
}

function commandOf({ rows, runs, only }: Options): string {
  const names: readonly MeasurementName[] = only
  return `npx salestalk bench --rows ${rows.join(',')} --runs ${runs} --only ${names.join(',')}`
}

process.exitCode = await main()
