import type { StageRequest } from '../staged.ts'
import { type Cutting, isEven } from './decide-dialect.ts'
import { isHeader } from './decide-header.ts'
import { readWithDuckDb } from './read-with-duckdb.ts'
import { readLead, type TextSource } from './text-source.ts'

interface Guessed {
  readonly path: string
  readonly rows: number
  /** Rows and header. */
  readonly records: number
}

interface Attempt {
  readonly likely: TextSource
  /** Null when the text is not what it looked like. Never rejects. */
  readonly result: Promise<{ readonly guessed: Guessed | null } | { readonly error: unknown }>
}

/** Staging that goes on while the rest of the text is still being looked at. */
interface StagingByGuess {
  readonly begin: (likely: TextSource) => void
  /** What was staged, if the whole text is as its beginning; null when it must be staged anew. */
  outcome(source: TextSource): Promise<Guessed | null>
  drop(): Promise<void>
}

/**
 * Nearly every file goes on as it begins. So the database reads it by what the first megabyte says while the walk over all of its
 * bytes checks that; what was read is used only if both agree about every record.
 */
export function stageByGuess(request: StageRequest): StagingByGuess {
  let attempt: Attempt | null = null
  const path = request.workbench.path('guessed.parquet')

  async function stage(likely: TextSource): Promise<Guessed | null> {
    const lead = await readLead(likely, request)
    if (lead.first === null || lead.titles > 0 || lead.first.line !== 1) return null
    const { dialect, width, padded } = likely.cutting
    const header = request.options.header ?? isHeader(lead.first.cells, lead.second)
    if (!isWhole(likely, header)) return null
    await request.workbench.makeRoom(width)
    const shape = { dialect, width, header }
    const rows = await readWithDuckDb({ path: likely.path, shape, padded, header }, path, request)
    return rows === null ? null : { path, rows, records: rows + (header ? 1 : 0) }
  }

  return {
    begin(likely) {
      const { cutting } = likely
      if (!isEven(cutting) || cutting.width < 2 || cutting.width > request.limits.columns) return
      const result = stage(likely).then(
        (guessed) => ({ guessed }),
        (error: unknown) => ({ error }),
      )
      attempt = { likely, result }
    },
    async outcome({ cutting }) {
      if (attempt === null) return null
      if (!isEven(cutting) || !isSame(cutting, attempt.likely.cutting)) {
        await this.drop()
        return null
      }
      const outcome = await attempt.result
      if ('error' in outcome) throw outcome.error
      return outcome.guessed?.records === cutting.records ? outcome.guessed : null
    },
    async drop() {
      if (attempt === null) return
      request.workbench.connection.interrupt()
      await attempt.result
    },
  }
}

/** The text begins with its table, at its first byte or with the header, which the database finds behind a byte order mark. */
export function isWhole({ line, start }: TextSource, header: boolean): boolean {
  return line === 1 && (header || start === 0)
}

function isSame(found: Cutting, likely: Cutting): boolean {
  const { dialect, width, padded } = likely
  const alike = found.dialect.delimiter === dialect.delimiter && found.dialect.escape === dialect.escape
  return alike && found.width === width && (padded || !found.padded)
}
