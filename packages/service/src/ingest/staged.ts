import type { ColumnType, FileReading } from '@salestalk/protocol'
import type { FileInspection } from './formats/inspect-file.ts'
import type { IngestLimits } from './limits.ts'
import type { ReadingOptions } from './options.ts'
import type { RejectedRows } from './rejected-rows.ts'
import type { Workbench } from './workbench.ts'

export interface StagedColumn {
  /** Header as in the file; empty when it has none. */
  readonly name: string
  readonly key: string
  /** Column name in the staged file. */
  readonly source: string
  /** What the format itself says the cells are; null: text, to be decided by its contents. */
  readonly native: ColumnType | null
  /** A sign that stands in the number format instead of the cells: '%', '$'. */
  readonly sign: string | null
}

/**
 * The rows of a file, cell by cell, as a Parquet file in the work folder: text is trimmed and never empty (null instead), nothing
 * is converted yet. Rows are numbered from 0 in the order of the file.
 */
export interface Staged {
  readonly reading: FileReading
  readonly path: string
  readonly rows: number
  readonly columns: readonly StagedColumn[]
  readonly warnings: readonly string[]
  /** Line and content of some rows, given by ascending number; `onRow` is called in that order. */
  locate(rows: readonly number[], onRow: (row: number, line: number, content: string) => void): Promise<void>
}

/** What every reader of a format is given. */
export interface StageRequest {
  readonly file: FileInspection
  readonly workbench: Workbench
  readonly rejected: RejectedRows
  readonly limits: IngestLimits
  readonly options: ReadingOptions
  readonly onRows: (rowsDone: number) => void
  readonly signal?: AbortSignal
}

/** Characters around a cell that carry no meaning, for SQL `trim`: space, tab, line ends, no-break spaces, zero-width mark. */
export const whitespace = ' \t\r\n\u00a0\u202f\ufeff'
