import type { StageRequest } from '../staged.ts'
import { type Cutting, decideDialect } from './decide-dialect.ts'
import { textHead } from './detect-format.ts'
import { isTitle } from './record-sorter.ts'
import { cellsOf, scanDelimited } from './scan-delimited.ts'
import { transcodeToUtf8 } from './transcode.ts'

/** A delimited text as UTF-8: where its records begin, and how the whole of it is cut. */
export interface TextSource {
  readonly path: string
  readonly start: number
  readonly line: number
  readonly cutting: Cutting
}

/**
 * The text ready to be cut: in UTF-8, behind its byte order mark and Excel's `sep=;` line, with the dialect decided. `onLikely` is
 * told what it will be in nearly every case, before the whole text is looked at.
 */
export async function openTextSource(
  request: StageRequest,
  preferTab: boolean,
  onLikely: (source: TextSource) => void,
): Promise<TextSource> {
  const { file, options, workbench, limits, signal } = request
  const encoding = options.encoding ?? file.encoding ?? 'utf-8'
  let path = file.path
  let start = file.markBytes
  if (encoding !== 'utf-8') {
    path = workbench.path('text.csv')
    start = 0
    await transcodeToUtf8(file.path, path, encoding, signal)
  }
  const text = textHead({ ...file, encoding })
  const separator = /^sep=(.)\r?\n/i.exec(text)
  if (separator) start += Buffer.byteLength(separator[0])
  const delimiter = options.delimiter ?? separator?.[1] ?? null
  const line = separator ? 2 : 1
  const head = Buffer.from(text, 'utf8')
  const likely = (cutting: Cutting) => onLikely({ path, start, line, cutting })
  const cutting = await decideDialect({
    path,
    start,
    line,
    head,
    limits,
    delimiter,
    preferTab,
    onLikely: likely,
    signal,
  })
  return { path, start, line, cutting }
}

/** The first two records of the table (header or first row, and the row after it), and how many title lines stand above. */
export interface Lead {
  readonly first: { readonly cells: readonly string[]; readonly line: number } | null
  readonly second: readonly string[] | null
  readonly titles: number
}

export async function readLead(source: TextSource, request: StageRequest): Promise<Lead> {
  const { dialect, width } = source.cutting
  const found: { cells: string[]; line: number }[] = []
  let titles = 0
  const range = { path: source.path, start: source.start, line: source.line, until: null }
  await scanDelimited(range, dialect, request.limits, (record, bytes) => {
    if (record.blank || record.problem !== null) return true
    const cells = cellsOf(bytes().toString('utf8'), dialect).map((cell) => cell.trim())
    if (found.length === 0 && isTitle(record, width, () => cells)) titles += 1
    else found.push({ cells, line: record.line })
    return found.length < 2
  })
  return { first: found[0] ?? null, second: found[1]?.cells ?? null, titles }
}
