import type { DatasetModel, DatasetProfile, IngestPreview } from '@salestalk/protocol'
import type { Ingestion } from './ingestion.ts'
import { sampleRows } from './profile-segment.ts'
import type { FileContent } from './read-file.ts'

/** What a person is shown of a file before or after it is taken in. */
export async function previewOf(
  ingestion: Ingestion,
  content: FileContent,
  model: DatasetModel,
  furtherWarnings: readonly string[],
): Promise<IngestPreview> {
  const { dataset, fileName, limits, workbench, rejected } = ingestion
  const { staged, plans, segment, profile, rowsRead } = content
  const noTime = model.timeColumn === null && timeless(profile)
  return {
    dataset,
    fileName,
    reading: staged.reading,
    profile,
    model,
    questions: noTime ? [...content.questions, noTimeQuestion] : [...content.questions],
    rowsRead,
    rowsRejected: rejected.count(),
    rejected: [...rejected.first()],
    warnings: [...furtherWarnings, ...content.warnings],
    sample: await sampleRows(segment, plans, limits.sampleRows, workbench),
  }
}

function timeless(profile: DatasetProfile): boolean {
  return profile.columns.every(({ type }) => type !== 'date' && type !== 'timestamp')
}

const noTimeQuestion: IngestPreview['questions'][number] = {
  code: 'no_time_column',
  column: null,
  question: 'No column holds dates. Is there a date the rows belong to?',
  assumption: 'Questions about time cannot be answered from this dataset',
  options: [],
}
