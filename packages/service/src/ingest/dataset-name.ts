import path from 'node:path'
import { columnKeys } from './column-keys.ts'
import { IngestError } from './errors.ts'

const pattern = /^[a-z][a-z0-9_]{0,62}$/

/** A name for the dataset of a file: `Sales 2024.csv` -> `sales_2024`. */
export function datasetNameOf(fileName: string): string {
  const [key = 'data'] = columnKeys([path.basename(fileName, path.extname(fileName))])
  return key === 'column_1' ? 'data' : key
}

export function requireDatasetName(name: string): string {
  if (pattern.test(name)) return name
  const [suggestion = 'data'] = columnKeys([name])
  const text = `"${name.slice(0, 80)}" is no name for a dataset: use lower-case letters, digits and _, such as ${suggestion}`
  throw new IngestError('invalid_option', text)
}
