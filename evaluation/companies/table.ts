import { writeCsv } from '@salestalk/samples'
import type { EvaluationDataset } from './types.ts'

type Cell = string | number | null

/** A dataset of generated rows; each row holds a cell for every column, in their order. */
export function table(
  name: string,
  columns: readonly string[],
  rows: () => Iterable<readonly Cell[]>,
): EvaluationDataset {
  const typed = columns.map((column) => ({ name: column, type: 'text' as const }))
  return { name, csv: () => [...writeCsv({ name, label: name, columns: typed, rows }, '')].join('') }
}
