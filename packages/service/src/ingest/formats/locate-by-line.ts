import type { Staged, StagedColumn } from '../staged.ts'
import { identifier, literal, type Workbench } from '../workbench.ts'

const batch = 1000

/** Finds rows of formats that are staged with their line; the content shown is the row as a JSON object. */
export function locateByLine(
  path: string,
  columns: readonly StagedColumn[],
  workbench: Workbench,
  hasLine = true,
): Staged['locate'] {
  return async (rows, onRow) => {
    const cells = columns.map(({ source }) => `CAST(${identifier(source)} AS VARCHAR)`).join(', ')
    const line = hasLine ? 'line' : 'file_row_number + 1'
    for (let from = 0; from < rows.length; from += batch) {
      const wanted = rows.slice(from, from + batch)
      await workbench.stream(
        `SELECT file_row_number, ${line}, ${cells} FROM read_parquet(${literal(path)}, file_row_number = true) WHERE file_row_number IN (${wanted.join(', ')}) ORDER BY 1`,
        ([row, at, ...values]) => {
          const filled = columns.flatMap(({ name }, index) => (values[index] === null ? [] : [[name, values[index]]]))
          onRow(Number(row), Number(at), JSON.stringify(Object.fromEntries(filled)))
        },
      )
    }
  }
}
