import type { FileReading } from '@salestalk/protocol'
import { IngestError } from '../errors.ts'
import type { Staged, StageRequest } from '../staged.ts'
import { flattenRecord, headersOf } from './flatten-json.ts'
import { locateByLine } from './locate-by-line.ts'
import { openRowSink } from './row-sink.ts'
import { type JsonElement, splitJsonArray, splitLines } from './split-json.ts'
import { noRows, textColumns, tooManyColumns } from './stage-delimited.ts'
import { transcodeToUtf8 } from './transcode.ts'

/** Stages a JSON array of objects (alone, or as the one array of an object) or one object per line. */
export async function stageJson(request: StageRequest, format: 'json' | 'ndjson'): Promise<Staged> {
  const { file, limits, workbench, rejected, signal } = request
  const sink = openRowSink(workbench)
  const paths = new Map<string, number>()

  async function onElement({ text, line, tooLong }: JsonElement): Promise<void> {
    const reject = (reason: string) =>
      rejected.add({ line, reason, group: reason, content: text.slice(0, limits.rejectedContentLength) })
    if (tooLong) return reject(`a record of more than ${limits.recordBytes} bytes`)
    const record = flattenRecord(text)
    if ('problem' in record) return reject(record.problem)
    const cells: string[] = []
    for (const [path, value] of record.cells) {
      if (Buffer.byteLength(value) > limits.cellBytes) return reject(`a cell longer than ${limits.cellBytes} bytes`)
      const index = paths.get(path) ?? paths.size
      if (index === paths.size) {
        if (index >= limits.columns) throw tooManyColumns(file.fileName, index + 1, limits.columns)
        paths.set(path, index)
      }
      cells[index] = value
    }
    sink.add(line, cells)
    if (sink.rows() % 5000 === 0) {
      await sink.drain()
      request.onRows(sink.rows())
    }
  }

  const encoding = request.options.encoding ?? file.encoding ?? 'utf-8'
  const source = encoding === 'utf-8' ? file.path : workbench.path('text.json')
  if (encoding !== 'utf-8') await transcodeToUtf8(file.path, source, encoding, signal)
  const start = encoding === 'utf-8' ? file.markBytes : 0
  if (format === 'ndjson') await splitLines(source, start, limits.recordBytes, onElement, signal)
  else {
    const result = await splitJsonArray(source, start, limits.recordBytes, onElement, signal)
    if (!result.found)
      throw damaged(file.fileName, 'holds no array of objects: put the rows into one array, [{…}, {…}]')
    if (!result.complete) throw damaged(file.fileName, 'ends in the middle: export it again')
    if (result.otherArrays > 0) throw damaged(file.fileName, 'holds several arrays: upload each as a file of its own')
  }
  if (sink.rows() === 0 && rejected.count() === 0) throw noRows(file.fileName, null)
  const path = workbench.path('staged.parquet')
  await sink.finish(path, paths.size)
  const reading: FileReading = { format, encoding, delimiter: null, header: true, sheet: null, bytes: file.bytes }
  const columns = textColumns(headersOf([...paths.keys()]))
  return { reading, path, rows: sink.rows(), columns, warnings: [], locate: locateByLine(path, columns, workbench) }
}

function damaged(fileName: string, what: string): IngestError {
  return new IngestError('damaged_file', `${fileName} ${what}`, { fileName })
}
