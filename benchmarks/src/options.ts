import { parseArgs } from 'node:util'
import { type MeasurementName, measurements } from './measurements/index.ts'

export interface Options {
  /** Numbers of rows, ascending. */
  readonly rows: readonly number[]
  readonly runs: number
  readonly only: readonly MeasurementName[]
  readonly json: boolean
  readonly write: boolean
  readonly help: boolean
}

/** Options that cannot be used; the message says why and what to write. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError'
}

const defaultRows = [10_000, 100_000, 1_000_000]
const largeRows = 10_000_000
const mostRows = 50_000_000
const mostRuns = 100
const names = Object.keys(measurements) as MeasurementName[]

export const usage = `Usage: npx salestalk bench [options]

  --rows 10000,100000   sizes to measure (default ${defaultRows.join(',')})
  --large               ten million rows too
  --runs 3              how often what runs in fresh processes is repeated (default 3)
  --only ${names.join(',')}
                        which measurements (default all)
  --write               keep the results in benchmarks/RESULTS.md
  --json                one JSON document instead of tables
`

/** Throws OptionsError. */
export function readOptions(commandArguments: readonly string[]): Options {
  const { rows, large, runs, only, json, write, help } = parse(commandArguments)
  const sizes = rows === undefined ? defaultRows : rows.split(',').map((text) => count(text, 'rows', mostRows))
  return {
    rows: [...new Set(large ? [...sizes, largeRows] : sizes)].sort((left, right) => left - right),
    runs: count(runs, 'runs', mostRuns),
    only: only === undefined ? names : only.split(',').map(measurementName),
    json,
    write,
    help,
  }
}

function parse(commandArguments: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const
  const options = {
    rows: { type: 'string' },
    large: flag,
    runs: { type: 'string', default: '3' },
    only: { type: 'string' },
    json: flag,
    write: flag,
    help: flag,
  } as const
  try {
    return parseArgs({ args: [...commandArguments], options }).values
  } catch (cause) {
    throw new OptionsError(`${cause instanceof Error ? cause.message : String(cause)}\n\n${usage}`, { cause })
  }
}

function count(text: string, option: string, most: number): number {
  const value = /^\d{1,9}$/.test(text.trim()) ? Number(text) : 0
  if (value >= 1 && value <= most) return value
  throw new OptionsError(`--${option} takes whole numbers from 1 to ${most}: "${text}" is none.`)
}

function measurementName(text: string): MeasurementName {
  const found = names.find((name) => name === text.trim())
  if (found !== undefined) return found
  throw new OptionsError(`There is no measurement "${text}": choose ${names.join(', ')}.`)
}
