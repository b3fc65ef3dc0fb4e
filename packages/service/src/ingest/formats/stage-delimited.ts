import type { FileReading } from '@salestalk/protocol'
import { columnKeys } from '../column-keys.ts'
import { IngestError } from '../errors.ts'
import type { Staged, StagedColumn, StageRequest } from '../staged.ts'
import { copyRegularRecords } from './copy-regular-records.ts'
import { isEven } from './decide-dialect.ts'
import { isHeader } from './decide-header.ts'
import { readWithDuckDb } from './read-with-duckdb.ts'
import { recordSorter, type TableShape } from './record-sorter.ts'
import { openRowSink, sourceName } from './row-sink.ts'
import { cellsOf, scanDelimited } from './scan-delimited.ts'
import { isWhole, stageByGuess } from './stage-by-guess.ts'
import { openTextSource, readLead, type TextSource } from './text-source.ts'

/** Stages CSV and TSV. IngestError `no_rows`, `too_many_columns`. */
export async function stageDelimited(request: StageRequest, format: 'csv' | 'tsv'): Promise<Staged> {
  const { file, limits, options } = request
  const guess = stageByGuess(request)
  const source = await openTextSource(request, format === 'tsv', guess.begin).catch(async (error: unknown) => {
    await guess.drop()
    throw error
  })
  const { cutting } = source
  const guessed = await guess.outcome(source)
  if (cutting.width > limits.columns) throw tooManyColumns(file.fileName, cutting.width, limits.columns)
  const lead = await readLead(source, request)
  if (lead.first === null) throw noRows(file.fileName, null)
  const header = options.header ?? isHeader(lead.first.cells, lead.second)
  if (header && lead.second === null && cutting.problems === 0) throw noRows(file.fileName, lead.first.line)
  const shape: TableShape = { dialect: cutting.dialect, width: cutting.width, header }
  await request.workbench.makeRoom(cutting.width)
  const path = guessed?.path ?? request.workbench.path('staged.parquet')
  const rows = guessed?.rows ?? (await stageRows(source, shape, lead.titles === 0, path, request))
  const reading: FileReading = {
    format: shape.dialect.delimiter === '\t' ? 'tsv' : 'csv',
    encoding: options.encoding ?? file.encoding,
    delimiter: shape.dialect.delimiter,
    header,
    sheet: null,
    bytes: file.bytes,
  }
  const { first } = lead
  const headers = Array.from({ length: shape.width }, (_, index) => (header ? (first.cells[index] ?? '') : ''))
  const warnings =
    lead.titles > 0 ? [`Passed over ${lead.titles} line(s) above the table, which begins on line ${first.line}`] : []
  return { reading, path, rows, columns: textColumns(headers), warnings, locate: locator(source, shape, request) }
}

export function tooManyColumns(fileName: string, columns: number, maximum: number): IngestError {
  const text = `${fileName} has ${columns} columns, at most ${maximum} fit: leave out columns, or turn them into rows (one per name and value)`
  return new IngestError('too_many_columns', text, { fileName })
}

/** `headerLine` null: there is not even a header. */
export function noRows(fileName: string, headerLine: number | null): IngestError {
  const what =
    headerLine === null ? 'holds no row that can be read' : `has a header on line ${headerLine} and no row below it`
  const text = `${fileName} ${what}: export the table again with its rows`
  return new IngestError('no_rows', text, { fileName, ...(headerLine === null ? {} : { line: headerLine }) })
}

export function textColumns(headers: readonly string[]): StagedColumn[] {
  const keys = columnKeys(headers)
  return headers.map((name, index) => ({
    name: name === '' ? `Column ${index + 1}` : name,
    key: keys[index] ?? `column_${index + 1}`,
    source: sourceName(index),
    native: null,
    sign: null,
  }))
}

/** Regular text goes to DuckDB as it is, else a copy of the rows that can be cut; what DuckDB still refuses is cut row by row. */
async function stageRows(
  source: TextSource,
  shape: TableShape,
  beginsAtOnce: boolean,
  path: string,
  request: StageRequest,
): Promise<number> {
  const { cutting } = source
  const { padded } = cutting
  if (beginsAtOnce && isEven(cutting) && isWhole(source, shape.header)) {
    const rows = await readWithDuckDb({ path: source.path, shape, padded, header: shape.header }, path, request)
    if (rows === cutting.records - (shape.header ? 1 : 0)) return rows
    return await readByRow(source, shape, path, request)
  }
  const copy = request.workbench.path('regular.csv')
  const copied = await copyRegularRecords(source, shape, copy, request)
  if (copied > 0 && (await readWithDuckDb({ path: copy, shape, padded, header: false }, path, request)) === copied)
    return copied
  return await readByRow(source, shape, path, request)
}

interface RowText {
  readonly line: number
  readonly text: string
}

const batchRows = 5000

/** Cuts every row here. Rejected records were collected before if the file was irregular, so they are passed over. */
async function readByRow(source: TextSource, shape: TableShape, path: string, request: StageRequest): Promise<number> {
  const sink = openRowSink(request.workbench)
  const sort = recordSorter(shape)
  let from: { readonly start: number; readonly line: number } | null = source
  while (from !== null) {
    const range = { path: source.path, start: from.start, line: from.line, until: null }
    const batch: RowText[] = []
    let next: { readonly start: number; readonly line: number } | null = null
    await scanDelimited(range, shape.dialect, request.limits, (record, bytes) => {
      if (batch.length >= batchRows) {
        next = { start: record.start, line: record.line }
        return false
      }
      if (sort(record, bytes).kind === 'row') batch.push({ line: record.line, text: bytes().toString('utf8') })
      return true
    })
    for (const row of batch) sink.add(row.line, cellsOf(row.text, shape.dialect).slice(0, shape.width))
    await sink.drain()
    request.onRows(sink.rows())
    from = next
  }
  await sink.finish(path, shape.width)
  return sink.rows()
}

function locator(source: TextSource, shape: TableShape, request: StageRequest): Staged['locate'] {
  return async (rows, onRow) => {
    const sort = recordSorter(shape)
    let number = 0
    let next = 0
    const range = { path: source.path, start: source.start, line: source.line, until: null }
    await scanDelimited(range, shape.dialect, request.limits, (record, bytes) => {
      if (sort(record, bytes).kind !== 'row') return true
      if (number === rows[next]) {
        onRow(number, record.line, bytes().toString('utf8'))
        next += 1
      }
      number += 1
      return next < rows.length
    })
  }
}
