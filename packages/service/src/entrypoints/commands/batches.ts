import { findBatch, listBatches } from '../../catalog/batches.ts'
import { type CommandContext, requireTenant, withSalesTalk } from '../command-line/run-context.ts'
import { textTable } from '../command-line/text-table.ts'

export async function showBatches(context: CommandContext, options: { tenant: string }): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const tenantId = await requireTenant(salesTalk, options.tenant)
    const batches = await listBatches(salesTalk.storage(tenantId))
    context.output.result({ batches }, () => {
      if (batches.length === 0) return `There is no data yet: salestalk ingest FILE --tenant ${tenantId}`
      const rows = batches.map((batch) => [
        batch.batchId,
        batch.dataset,
        batch.fileName,
        batch.status,
        String(batch.rows),
        String(batch.rejected),
        batch.createdAt.slice(0, 16),
      ])
      return textTable(['Batch', 'Dataset', 'File', 'Status', 'Rows', 'Rejected', 'Taken in'], rows)
    })
  })
}

export async function undoBatch(context: CommandContext, batchId: string, options: { tenant: string }): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const tenantId = await requireTenant(salesTalk, options.tenant)
    const { dataset } = await findBatch(salesTalk.storage(tenantId), batchId)
    await salesTalk.undoBatch({ tenantId, dataset, batchId, userId: 'command-line' })
    await salesTalk.flushEvents(tenantId)
    context.output.result(
      { tenantId, dataset, batchId, undone: true },
      () => `Took batch ${batchId} out of "${dataset}".`,
    )
  })
}
