import type { DatasetRepository } from '../storage/dataset-repository.ts'
import type { Ingestion } from './ingestion.ts'
import type { FileContent } from './read-file.ts'

/**
 * Appending a corrected file beside the one it corrects would count every row twice, and nothing in the rows tells. So a file that
 * has the name of a live batch and days in common with it is warned about; null when there is none.
 */
export async function overlapWarning(
  { dataset, fileName, mode }: Ingestion,
  { timeSpans }: FileContent,
  contentHash: string,
  datasets: DatasetRepository,
): Promise<string | null> {
  if (mode === 'replace') return null
  const spans = Object.values(timeSpans)
  for (const batch of await datasets.listBatches(dataset)) {
    const { firstDay, lastDay } = batch
    if (batch.status !== 'live' || batch.fileName !== fileName || batch.contentHash === contentHash) continue
    const isUndated = spans.length === 0 || firstDay === null || lastDay === null
    if (!isUndated && spans.every(({ start, end }) => start > lastDay || end < firstDay)) continue
    const days = isUndated ? '' : ` and days in common (${firstDay} to ${lastDay})`
    return `The dataset "${dataset}" already has a file named ${fileName}${days}: rows in both are counted twice. If this is a corrected version, replace the dataset (--mode replace) or undo the batch ${batch.batchId}`
  }
  return null
}
