import type { FileReading } from '@salestalk/protocol'
import type ExcelJS from 'exceljs'
import { IngestError, throwIfCancelled } from '../errors.ts'
import type { Staged, StageRequest } from '../staged.ts'
import { isHeader } from './decide-header.ts'
import { locateByLine } from './locate-by-line.ts'
import { openRowSink, type RowSink } from './row-sink.ts'
import { cellText, signOfFormat } from './spreadsheet-cell.ts'
import { noRows, textColumns, tooManyColumns } from './stage-delimited.ts'
import { requireUnpackedSize } from './unpacked-size.ts'

interface SheetRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** The beginning of a sheet, held until the header can be told from a title above it. */
const leadRows = 20

/** Stages the first sheet with rows below a header, or the one asked for. Cells are read as what they hold, not as they look. */
export async function stageXlsx(request: StageRequest): Promise<Staged> {
  const { file, options, workbench } = request
  await requireUnpackedSize(file, request.limits)
  // Large, and only workbooks need it.
  const { default: exceljs } = await import('exceljs')
  const reader = new exceljs.stream.xlsx.WorkbookReader(file.path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  })
  const names: string[] = []
  let staged: SheetTable | null = null
  try {
    for await (const sheet of reader) {
      throwIfCancelled(request.signal)
      const name = sheetName(sheet, reader) ?? `Sheet ${names.length + 1}`
      names.push(name)
      const isWanted = options.sheet === undefined ? staged === null : options.sheet === name
      if (isWanted) staged = (await readSheet(sheet, name, request)) ?? staged
      else await skipSheet(sheet)
    }
  } catch (error) {
    throw damaged(file.fileName, error, request.signal)
  }
  if (options.sheet !== undefined && !names.includes(options.sheet)) {
    const text = `${file.fileName} has no sheet "${options.sheet}", only: ${names.join(', ')}`
    throw new IngestError('invalid_option', text, { fileName: file.fileName })
  }
  if (staged === null) throw noRows(file.fileName, null)
  const path = workbench.path('staged.parquet')
  await staged.sink.finish(path, staged.headers.length)
  const columns = textColumns(staged.headers).map((column, index) => ({ ...column, sign: staged.signs[index] ?? null }))
  const reading: FileReading = {
    format: 'xlsx',
    encoding: null,
    delimiter: null,
    header: staged.header,
    sheet: staged.name,
    bytes: file.bytes,
  }
  const others = names.filter((name) => name !== staged.name)
  const warnings = [...staged.warnings]
  if (others.length > 0)
    warnings.push(
      `Read the sheet "${staged.name}"; the workbook also has ${others.map((name) => `"${name}"`).join(', ')}`,
    )
  return { reading, path, rows: staged.sink.rows(), columns, warnings, locate: locateByLine(path, columns, workbench) }
}

interface SheetTable {
  readonly name: string
  readonly sink: RowSink
  readonly header: boolean
  readonly headers: readonly string[]
  readonly signs: readonly (string | null)[]
  readonly warnings: readonly string[]
}

type Sheet = ExcelJS.stream.xlsx.WorksheetReader

async function readSheet(sheet: Sheet, name: string, request: StageRequest): Promise<SheetTable | null> {
  const { limits, options, rejected, file } = request
  const sink = openRowSink(request.workbench)
  const signs = new Map<number, Map<string, number>>()
  let lead: SheetRow[] | null = []
  let begun: Begun | null = null

  async function add({ line, cells }: SheetRow): Promise<void> {
    const long = cells.find((cell) => Buffer.byteLength(cell) > limits.cellBytes)
    if (long !== undefined) {
      const reason = `a cell longer than ${limits.cellBytes} bytes`
      rejected.add({ line, reason, group: reason, content: cells.join('\t').slice(0, limits.rejectedContentLength) })
      return
    }
    sink.add(line, cells)
    if (sink.rows() % 5000 === 0) {
      await sink.drain()
      request.onRows(sink.rows())
    }
  }
  async function begin(rows: readonly SheetRow[]): Promise<void> {
    begun = beginTable(rows, options.header)
    for (const row of begun.rows) await add(row)
    lead = null
  }

  for await (const row of sheet) {
    throwIfCancelled(request.signal)
    const read = readRow(row, signs)
    if (read.cells.length > limits.columns) throw tooManyColumns(file.fileName, read.cells.length, limits.columns)
    if (read.cells.every((cell) => cell === '')) continue
    if (lead === null) await add(read)
    else if (lead.push(read) >= leadRows) await begin(lead)
  }
  if (lead !== null && (lead as SheetRow[]).length > 0) await begin(lead)
  const table = begun as Begun | null
  if (table === null || sink.rows() === 0) return null
  const width = Math.max(table.headers.length, sink.width())
  const headers = Array.from({ length: width }, (_, index) => table.headers[index] ?? '')
  const found = headers.map((_, index) => majoritySign(signs.get(index), sink.rows()))
  const warnings = table.skipped > 0 ? [`Passed over ${table.skipped} line(s) above the table`] : []
  return { name, sink, header: table.header, headers, signs: found, warnings }
}

interface Begun {
  readonly header: boolean
  readonly headers: readonly string[]
  readonly rows: readonly SheetRow[]
  readonly skipped: number
}

/** A title above the table fills far fewer cells than its rows do. */
function beginTable(lead: readonly SheetRow[], wanted: boolean | undefined): Begun {
  const filled = (row: SheetRow) => row.cells.filter((cell) => cell !== '').length
  const most = Math.max(...lead.map(filled))
  const first = Math.max(
    0,
    lead.findIndex((row) => filled(row) >= Math.max(most > 1 ? 2 : 1, most / 2)),
  )
  const [top, next] = [lead[first], lead[first + 1]]
  const cells = top?.cells ?? []
  const header = wanted ?? isHeader(cells, next?.cells ?? null)
  return { header, headers: header ? cells : [], rows: lead.slice(header ? first + 1 : first), skipped: first }
}

function readRow(row: ExcelJS.Row, signs: Map<number, Map<string, number>>): SheetRow {
  const cells: string[] = []
  row.eachCell({ includeEmpty: false }, (cell, column) => {
    while (cells.length < column - 1) cells.push('')
    cells[column - 1] = cellText(cell.value)
    const sign = isFigure(cell.value) ? signOfFormat(cell.numFmt) : null
    if (sign === null) return
    const counts = signs.get(column - 1) ?? new Map<string, number>()
    counts.set(sign, (counts.get(sign) ?? 0) + 1)
    signs.set(column - 1, counts)
  })
  return { line: row.number, cells }
}

function isFigure(value: ExcelJS.CellValue): boolean {
  if (typeof value === 'number') return true
  return typeof value === 'object' && value !== null && 'result' in value && typeof value.result === 'number'
}

/** The sign most cells carry; blank cells carry none. */
function majoritySign(counts: ReadonlyMap<string, number> | undefined, rows: number): string | null {
  const [commonest] = [...(counts ?? [])].sort((a, b) => b[1] - a[1])
  return commonest && commonest[1] * 2 > rows ? commonest[0] : null
}

async function skipSheet(sheet: Sheet): Promise<void> {
  // The reader goes on to the next sheet only when this one was read to its end.
  const rows = sheet[Symbol.asyncIterator]()
  while (!(await rows.next()).done);
}

/** The sheet's name; the reader itself misses it where the workbook names its parts by absolute paths, as some programs do. */
function sheetName(sheet: Sheet, reader: object): string | null {
  const name: unknown = Reflect.get(sheet, 'name')
  if (typeof name === 'string' && name !== '') return name
  const part = `worksheets/sheet${String(Reflect.get(sheet, 'id'))}.xml`
  const relation = entriesOf(Reflect.get(reader, 'workbookRels')).find((one) => String(one.Target).endsWith(part))
  const model: unknown = Reflect.get(reader, 'model')
  const sheets = typeof model === 'object' && model !== null ? entriesOf(Reflect.get(model, 'sheets')) : []
  const found = sheets.find((one) => relation !== undefined && one.rId === relation.Id)?.name
  return typeof found === 'string' && found !== '' ? found : null
}

function entriesOf(list: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? list : []
}

function damaged(fileName: string, cause: unknown, signal: AbortSignal | undefined): unknown {
  if (cause instanceof IngestError || signal?.aborted) return cause
  if (cause instanceof Error && /ENOSPC|no space/i.test(cause.message)) return cause
  const text = `${fileName} cannot be opened as a workbook: it is damaged, cut off or protected by a password. Save it again as .xlsx without one`
  return new IngestError('damaged_file', text, { fileName }, { cause })
}
