import { readFile } from 'node:fs/promises'
import { type DatasetModel, datasetModelSchema, type IngestMode, type IngestReport } from '@salestalk/protocol'
import { CommandFailure } from '../command-line/failures.ts'
import type { Output } from '../command-line/output.ts'
import { type CommandContext, requireTenant, withSalesTalk } from '../command-line/run-context.ts'
import { textTable } from '../command-line/text-table.ts'

export interface IngestOptions {
  readonly tenant: string
  readonly dataset?: string
  readonly model?: string
  readonly mode: IngestMode
  readonly dryRun?: boolean
}

export async function ingest(context: CommandContext, file: string, options: IngestOptions): Promise<void> {
  const { output, signal } = context
  await withSalesTalk(context, async (salesTalk) => {
    const tenantId = await requireTenant(salesTalk, options.tenant)
    const model = options.model === undefined ? null : await readModel(options.model)
    await salesTalk.cleanLeftovers()
    const report = await salesTalk.ingest({
      tenantId,
      path: file,
      mode: options.mode,
      dryRun: options.dryRun === true,
      source: 'csv_upload',
      userId: 'command-line',
      signal,
      onProgress: ({ stage, bytesDone, bytesTotal, rowsDone }) => {
        const share = bytesTotal ? ` ${Math.min(100, Math.floor((bytesDone / bytesTotal) * 100))} %` : ''
        output.progress(`${stage}${share}${rowsDone > 0 ? `, ${rowsDone.toLocaleString('en')} rows` : ''}`)
      },
      ...(options.dataset === undefined ? {} : { dataset: options.dataset }),
      ...(model === null ? {} : { model }),
    })
    await salesTalk.flushEvents(tenantId)
    writeReport(output, report, options.tenant)
  })
}

/** A model as JSON: what `ingest --dry-run --json` shows under preview.model, edited. */
async function readModel(path: string): Promise<DatasetModel> {
  const text = await readFile(path, 'utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new CommandFailure(`The model ${path} is not valid JSON: correct it and try again.`, { cause })
  }
  const parsed = datasetModelSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new CommandFailure(
    `The model ${path} is not valid at ${issue?.path.join('.') || 'the top'}: ${issue?.message}.`,
  )
}

function writeReport(output: Output, report: IngestReport, tenant: string): void {
  output.result(report, () => {
    const { kind, preview, batch } = report
    const rows = preview.profile.rows.toLocaleString('en')
    const rejected = preview.rowsRejected > 0 ? `, ${preview.rowsRejected.toLocaleString('en')} rejected` : ''
    const head = {
      ingested: `Took in ${rows} rows of ${preview.fileName} as dataset "${preview.dataset}"${rejected}.`,
      unchanged: `${preview.fileName} is in dataset "${preview.dataset}" already: nothing changed.`,
      dry_run: `Dry run: ${rows} rows of ${preview.fileName} would become dataset "${preview.dataset}"${rejected}; nothing was written.`,
    }[kind]
    const lines = [head, modelText(report)]
    for (const { question, assumption } of preview.questions) lines.push(`Assumed: ${assumption} (${question})`)
    for (const assumption of preview.model.assumptions) lines.push(`Assumed: ${assumption}`)
    for (const warning of preview.warnings) lines.push(`Note: ${warning}.`)
    if (preview.rejected.length > 0) {
      const shown = preview.rejected.map(({ line, reason, content }) => [String(line), reason, content])
      lines.push(textTable(['Line', 'Rejected because', 'Content'], shown, 5))
    }
    if (batch)
      lines.push(`Batch ${batch.batchId} (undo with: salestalk batches undo ${batch.batchId} --tenant ${tenant})`)
    return lines.join('\n')
  })
}

function modelText({ preview }: IngestReport): string {
  const { metrics, dimensions, timeColumn } = preview.model
  const names = (list: readonly { label: string }[]) => list.map(({ label }) => label).join(', ') || 'none'
  return [
    `Dated by: ${timeColumn ?? 'nothing'}`,
    `Metrics: ${names(metrics.filter(({ hidden }) => !hidden))}`,
    `Dimensions: ${names(dimensions)}`,
  ].join('\n')
}
