import path from 'node:path'
import type { FileFormat } from '@salestalk/protocol'
import { IngestError } from '../errors.ts'
import type { FileInspection } from './inspect-file.ts'

const known: Readonly<Record<string, FileFormat>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.tab': 'tsv',
  '.json': 'json',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.xlsx': 'xlsx',
  '.xlsm': 'xlsx',
  '.parquet': 'parquet',
}

const signatures: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Excel workbook (.xls): save it as .xlsx or CSV' },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF document: export the table behind it as CSV' },
  { bytes: [0x1f, 0x8b], what: 'a gzip archive: unpack it first' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'a PNG image: upload the table behind it as CSV' },
  { bytes: [0xff, 0xd8, 0xff], what: 'a JPEG image: upload the table behind it as CSV' },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], what: 'an SQLite database: export its table as CSV' },
]

/** The format, from the content first and the name where the content leaves a choice. IngestError `unsupported_format`, `damaged_file`. */
export function detectFormat(file: FileInspection): FileFormat {
  const ending = path.extname(file.fileName).toLowerCase()
  const named = known[ending] ?? null
  const { head } = file
  if (startsWith(head, [0x50, 0x41, 0x52, 0x31])) return 'parquet'
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) {
    // A zip is a workbook when it holds one; the names of its parts stand in its first bytes nearly always.
    if (named === 'xlsx' || head.includes('xl/') || head.includes('[Content_Types].xml')) return 'xlsx'
    throw unsupported(file, 'a zip archive: unpack it and upload the file inside')
  }
  const signature = signatures.find((entry) => startsWith(head, entry.bytes))
  if (signature) throw unsupported(file, signature.what)
  if (file.encoding === null)
    throw unsupported(file, 'a binary file, not text: export the table as CSV, XLSX or Parquet')
  if (named === 'parquet' || named === 'xlsx') {
    const text = `${file.fileName} is named ${ending} but is not a ${named} file: export it again, or name it after what it is`
    throw new IngestError('damaged_file', text, { fileName: file.fileName })
  }
  return textFormat(file, named)
}

function textFormat(file: FileInspection, named: FileFormat | null): FileFormat {
  const start = textHead(file).trimStart()
  if (/^<(!doctype|html|\?xml)/i.test(start)) throw unsupported(file, 'a web page or XML: export the table as CSV')
  if (start.startsWith('{') && named !== 'csv' && named !== 'tsv')
    return isOneObjectPerLine(start, named) ? 'ndjson' : 'json'
  if (start.startsWith('[') && /^\[\s*[{\]]/.test(start)) return 'json'
  if (/^\{\s*"/.test(start)) return isOneObjectPerLine(start, named) ? 'ndjson' : 'json'
  if (named === 'json' || named === 'ndjson') {
    const text = `${file.fileName} is named as JSON but does not begin with { or [: export it again, or name it .csv if it is a table`
    throw new IngestError('damaged_file', text, { fileName: file.fileName, line: 1 })
  }
  return named === 'tsv' ? 'tsv' : 'csv'
}

function isOneObjectPerLine(start: string, named: FileFormat | null): boolean {
  const [first = '', second = ''] = start.split(/\r?\n/, 2)
  if (!isObject(first)) return false
  return named === 'ndjson' || second.startsWith('{')
}

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}

/** The first characters of a text file, without its byte order mark. */
export function textHead(file: FileInspection): string {
  const decoder = new TextDecoder(file.encoding ?? 'utf-8')
  return decoder.decode(file.head, { stream: true })
}

function startsWith(head: Buffer, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte)
}

function unsupported(file: FileInspection, what: string): IngestError {
  return new IngestError('unsupported_format', `${file.fileName} is ${what}`, { fileName: file.fileName })
}
