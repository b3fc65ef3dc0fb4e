import { parseArgs } from 'node:util'

export interface CommandOptions {
  readonly sets: readonly string[]
  readonly json: boolean
  /** Development questions only. */
  readonly dev: boolean
  /** Only the list of what was not handled as labelled. */
  readonly failures: boolean
  readonly company: string | null
  readonly typos: number
  /** The day to write results under. */
  readonly write: string | null
}

export const usage = `Usage: salestalk evaluate [SET…] [options]
  --json           the report as JSON
  --dev            development questions only
  --failures       development questions not handled as labelled: id, question, what differs
  --company ID     questions of one company only
  --typos N        ask every question with N misspelled words
  --write DATE     write the results to evaluation/RESULTS.md under this day (YYYY-MM-DD)
`

/** The command line is wrong; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Reads the command line. Throws UsageError. */
export function readOptions(commandArguments: readonly string[]): CommandOptions {
  const { values, positionals } = parsed(commandArguments)
  const typos = Number(values.typos ?? 0)
  if (!Number.isInteger(typos) || typos < 0 || typos > 5) throw new UsageError('--typos takes a number from 0 to 5.')
  const write = values.write ?? null
  if (write !== null && !/^\d{4}-\d{2}-\d{2}$/.test(write)) throw new UsageError('--write takes a day, YYYY-MM-DD.')
  const isPart = positionals.length > 0 || values.dev || values.company !== undefined || typos > 0
  if (write !== null && isPart) throw new UsageError('--write records all sets: leave out what narrows them.')
  return {
    sets: positionals,
    json: values.json ?? false,
    dev: values.dev ?? false,
    failures: values.failures ?? false,
    company: values.company ?? null,
    typos,
    write,
  }
}

function parsed(commandArguments: readonly string[]) {
  try {
    return parseArgs({
      args: [...commandArguments],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        dev: { type: 'boolean' },
        failures: { type: 'boolean' },
        company: { type: 'string' },
        typos: { type: 'string' },
        write: { type: 'string' },
      },
    })
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}
