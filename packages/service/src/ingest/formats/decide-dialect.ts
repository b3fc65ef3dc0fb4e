import { throwIfCancelled } from '../errors.ts'
import { type Dialect, newlineOf, type ScanLimits, scanDelimited } from './scan-delimited.ts'

const delimiters = [',', ';', '\t', '|'] as const

/** What cutting the whole file by one dialect gives. */
export interface Cutting {
  readonly dialect: Dialect
  readonly records: number
  readonly problems: number
  /** How many fields most records have. */
  readonly width: number
  /** Records with that many fields. */
  readonly regular: number
  readonly firstWidth: number
  /** Records of one field before the first wider one: a single column, or titles above a table. */
  readonly narrowLead: number
  readonly blanks: number
  /** Some cell may begin or end with a blank. */
  readonly padded: boolean
}

interface DialectRequest {
  readonly path: string
  readonly start: number
  readonly line: number
  readonly head: Buffer
  readonly limits: ScanLimits
  /** Chosen by a person, or by a line `sep=;`. */
  readonly delimiter: string | null
  /** The file name says tab. */
  readonly preferTab: boolean
  /** Told the likeliest cutting, from the beginning of the file, before all of the file is cut by it. */
  readonly onLikely: (cutting: Cutting) => void
  readonly signal?: AbortSignal
}

const sampleBytes = 1024 * 1024

/**
 * The delimiter and quoting under which the whole file is cut most evenly. The beginning only orders the candidates: a candidate
 * that cuts every record alike settles it, else all candidates are tried on the whole file.
 */
export async function decideDialect(request: DialectRequest): Promise<Cutting> {
  const newline = newlineOf(request.head)
  const offered = request.delimiter === null ? delimiters : [request.delimiter]
  const candidates = offered.map((delimiter): Dialect => ({ delimiter, escape: '"', newline }))
  if (request.head.includes('\\"')) candidates.push(...candidates.map((one): Dialect => ({ ...one, escape: '\\' })))
  const ordered = await ranked(request, candidates, request.start + sampleBytes)
  if (ordered[0]) request.onLikely(ordered[0])
  const cuttings: Cutting[] = []
  for (const { dialect, width } of ordered) {
    throwIfCancelled(request.signal)
    if (width < 2 && cuttings.length > 0) continue
    const cutting = await cut(request, dialect, null)
    if (cutting.regular === cutting.records && cutting.width > 1) return cutting
    cuttings.push(cutting)
  }
  const best = cuttings.sort(byQuality)[0]
  if (best && isTable(best)) return best
  if (request.delimiter !== null && best) return best
  return await cut(request, { delimiter: null, escape: '"', newline }, null)
}

/**
 * Below half, what looked like a delimiter is punctuation in a single column. So it is when the first line has one field, unless all
 * further lines are those of a table below a title.
 */
function isTable({ width, regular, records, firstWidth, narrowLead }: Cutting): boolean {
  if (width < 2 || regular < records / 2) return false
  return firstWidth > 1 || width > 3 || (width === 3 && regular === records - narrowLead)
}

async function ranked(request: DialectRequest, candidates: readonly Dialect[], until: number): Promise<Cutting[]> {
  const cuttings: Cutting[] = []
  for (const dialect of candidates) cuttings.push(await cut(request, dialect, until))
  const preferred = (one: Cutting) => (request.preferTab && one.dialect.delimiter === '\t' && one.width > 1 ? 1 : 0)
  return cuttings.sort((a, b) => preferred(b) - preferred(a) || byQuality(a, b))
}

function byQuality(a: Cutting, b: Cutting): number {
  return quality(b) - quality(a) || b.width - a.width
}

function quality(cutting: Cutting): number {
  if (cutting.width < 2 || cutting.records === 0) return 0
  const even = cutting.regular / cutting.records
  // The first line is the header in nearly every file: cut like the rest it counts as much as a tenth of the rows.
  return even + (cutting.firstWidth === cutting.width ? 0.1 : 0)
}

/** Whether nothing but rows of one width stand there, so that the text can be read as it is. */
export function isEven({ regular, records, blanks, dialect }: Cutting): boolean {
  return regular === records && blanks === 0 && dialect.delimiter !== null
}

async function cut(request: DialectRequest, dialect: Dialect, until: number | null): Promise<Cutting> {
  const widths = new Map<number, number>()
  let records = 0
  let blanks = 0
  let padded = false
  let problems = 0
  let firstWidth = 0
  let narrowLead = 0
  const range = { path: request.path, start: request.start, line: request.line, until }
  const { limits, signal } = request
  await scanDelimited(
    range,
    dialect,
    limits,
    (record) => {
      if (record.blank) {
        blanks += 1
        return true
      }
      if (records === 0) firstWidth = record.fields
      if (record.fields === 1 && narrowLead === records) narrowLead += 1
      records += 1
      padded ||= record.padded
      if (record.problem !== null) problems += 1
      else widths.set(record.fields, (widths.get(record.fields) ?? 0) + 1)
      return true
    },
    signal,
  )
  const [width, regular] = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0]
  return { dialect, records, problems, width, regular, firstWidth, narrowLead, blanks, padded }
}
