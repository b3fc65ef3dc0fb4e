import type { ArtifactStore } from '@salestalk/engine'
import { type Batch, rejectedRowSchema, type TenantId } from '@salestalk/protocol'
import { rejectedKey } from '../ingest/batch-keys.ts'
import { IngestError } from '../ingest/errors.ts'
import type { TenantStorage } from '../storage/storage.ts'

/** The batches of all datasets, latest first. */
export async function listBatches({ datasets }: TenantStorage): Promise<Batch[]> {
  const manifests = await datasets.list()
  const lists = await Promise.all(manifests.map(({ dataset }) => datasets.listBatches(dataset)))
  return lists.flat().sort((left, right) => (left.createdAt < right.createdAt ? 1 : -1))
}

/** The batch of this id, whatever dataset it belongs to. Throws IngestError `unknown_batch`. */
export async function findBatch(storage: TenantStorage, batchId: string): Promise<Batch> {
  const found = (await listBatches(storage)).find((batch) => batch.batchId === batchId)
  if (found) return found
  throw new IngestError('unknown_batch', `There is no batch ${batchId.slice(0, 64)}: list the batches to see their ids`)
}

/** The rows of a batch that could not be read, as CSV text in pieces: line, reason, content. Only a header when there are none. */
export async function* rejectedRowsCsv(
  artifacts: ArtifactStore,
  tenantId: TenantId,
  batch: Batch,
): AsyncIterable<string> {
  yield 'line,reason,content\r\n'
  if (batch.rejected === 0) return
  const stream = artifacts.open(tenantId).stream(rejectedKey(batch.dataset, batch.batchId))
  for await (const text of linesOf(stream)) {
    const { line, reason, content } = rejectedRowSchema.parse(JSON.parse(text))
    yield `${line},${cell(reason)},${cell(content)}\r\n`
  }
}

async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const piece of stream) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line !== '') yield line
  }
  if (rest !== '') yield rest
}

// Spreadsheets run a cell that begins like a formula; the content comes from a file of unknown origin.
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
