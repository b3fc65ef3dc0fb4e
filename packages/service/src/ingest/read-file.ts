import type { Taxonomy } from '@salestalk/engine'
import type { DatasetModel, DatasetProfile, FileFormat, IngestQuestion } from '@salestalk/protocol'
import { type ColumnPlan, withGrainColumns } from './columns/column-plan.ts'
import { type ColumnReading, decideColumn } from './columns/decide-column.ts'
import { settleTogether } from './columns/settle-together.ts'
import { tallyColumns } from './columns/tally-columns.ts'
import { IngestError } from './errors.ts'
import { expandJsonColumns } from './expand-json-columns.ts'
import { detectFormat } from './formats/detect-format.ts'
import { requireUnchanged } from './formats/inspect-file.ts'
import { stageDelimited } from './formats/stage-delimited.ts'
import { stageJson } from './formats/stage-json.ts'
import { stageParquet } from './formats/stage-parquet.ts'
import { stageXlsx } from './formats/stage-xlsx.ts'
import type { ReadingOptions } from './options.ts'
import { profileLongFile } from './profile-long-file.ts'
import { profileSegment, type TimeSpans, timeSpansOf } from './profile-segment.ts'
import type { Staged, StageRequest } from './staged.ts'
import { type WrittenSegment, writeSegment } from './write-segment.ts'

/** A file read from end to end: its typed rows in a segment of the work folder, and all there is to say about them. */
export interface FileContent {
  readonly staged: Staged
  readonly plans: readonly ColumnPlan[]
  readonly segment: WrittenSegment
  readonly profile: DatasetProfile
  readonly timeSpans: TimeSpans
  readonly questions: readonly IngestQuestion[]
  readonly warnings: readonly string[]
  readonly rowsRead: number
}

interface ReadFileRequest extends StageRequest {
  readonly onStage: (stage: 'reading' | 'profiling' | 'writing', rowsDone: number) => void
  /** Fits the decisions to a dataset that exists already. */
  readonly existing: DatasetModel | null
  /** Names of columns and members of long files. */
  readonly taxonomy: Taxonomy | null
  readonly adapt: (plans: readonly ColumnPlan[]) => readonly ColumnPlan[]
}

/** Stages, decides, converts and profiles a file. Every step looks at all rows. IngestError for all that can be wrong with it. */
export async function readFile(request: ReadFileRequest): Promise<FileContent> {
  const { file, workbench, limits, options, rejected } = request
  request.onStage('reading', 0)
  const cells = await stage(request, detectFormat(file))
  const staged = await expandJsonColumns(cells, workbench, limits.columns)
  requireNamedColumns(options, staged)
  await requireUnchanged(file)
  request.onStage('profiling', staged.rows)
  const decided = await decideColumns(staged, request)
  request.onStage('writing', staged.rows)
  const plans = request.adapt(withGrainColumns(decided.plans, request.existing))
  const rowsBefore = staged.rows + rejected.count()
  const totalWords = request.taxonomy?.columns.totalRows ?? []
  const segment = await writeSegment(staged, plans, workbench, limits, rejected, totalWords)
  const rowsRead = rowsBefore - segment.blankRows
  rejected.requireShare(rowsRead, options.maxRejectedShare ?? limits.maxRejectedShare, file.fileName)
  if (segment.rows === 0) {
    throw new IngestError('no_rows', `${file.fileName} holds no row with data: export the table again with its rows`, {
      fileName: file.fileName,
    })
  }
  const columns = await profileSegment(segment, plans, workbench)
  const profile = { ...columns, long: await profileLongFile(columns, segment, request.taxonomy, workbench) }
  const warnings = [...staged.warnings, ...warningsOf(profile, segment)]
  const timeSpans = await timeSpansOf(profile, segment, workbench)
  return { staged, plans, segment, profile, timeSpans, questions: decided.questions, warnings, rowsRead }
}

/** An option for a column that is not there would be passed over in silence, and the column meant be read otherwise. */
function requireNamedColumns({ dateOrder, decimalSeparator, text }: ReadingOptions, { columns }: Staged): void {
  const records = [dateOrder, decimalSeparator].flatMap((option) =>
    typeof option === 'object' ? Object.keys(option) : [],
  )
  const known = new Set(columns.flatMap(({ key, name }) => [key, name]))
  const unknown = [...records, ...(text ?? [])].find((name) => !known.has(name))
  if (unknown === undefined) return
  const keys = columns.slice(0, 20).map(({ key }) => key)
  const message = `A reading option is for the column "${unknown}", which is not in the file: it has ${keys.join(', ')}`
  throw new IngestError('invalid_option', message, { column: unknown })
}

async function stage(request: StageRequest, format: FileFormat): Promise<Staged> {
  switch (format) {
    case 'csv':
    case 'tsv':
      return await stageDelimited(request, format)
    case 'json':
    case 'ndjson':
      return await stageJson(request, format)
    case 'parquet':
      return await stageParquet(request)
    case 'xlsx':
      return await stageXlsx(request)
  }
}

async function decideColumns(staged: Staged, request: StageRequest) {
  const tallies = await tallyColumns(staged, request.workbench)
  const columns = staged.columns.map((column, index) => {
    const tally = tallies[index] ?? null
    const reading: ColumnReading =
      tally === null ? { kind: 'text' } : decideColumn(column, tally.tally, request.options)
    return { column, tally, reading, key: column.key, name: column.name }
  })
  const { readings, questions } = settleTogether(columns, staged.reading.delimiter)
  const plans = columns.map(
    ({ column, tally, reading }, index): ColumnPlan => ({
      column,
      tally,
      reading: readings[index] ?? reading,
      wanted: null,
    }),
  )
  return { plans, questions }
}

function warningsOf(profile: DatasetProfile, segment: WrittenSegment): string[] {
  const rows = profile.rows.toLocaleString('en-US')
  const warnings =
    segment.blankRows > 0 ? [`Left out ${segment.blankRows.toLocaleString('en-US')} row(s) without any value`] : []
  for (const { name, empty } of profile.columns) {
    if (empty === profile.rows) warnings.push(`Column "${name}" is empty`)
    else if (empty > 0) warnings.push(`${empty.toLocaleString('en-US')} of ${rows} rows have no ${name}`)
  }
  return warnings
}
