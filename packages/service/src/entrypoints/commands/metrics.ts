import type { Catalog } from '@salestalk/protocol'
import { type CommandContext, requireTenant, withSalesTalk } from '../command-line/run-context.ts'
import { textTable } from '../command-line/text-table.ts'

export async function showMetrics(context: CommandContext, options: { tenant: string }): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const tenantId = await requireTenant(salesTalk, options.tenant)
    const catalog = await salesTalk.catalogOf(tenantId)
    context.output.result(catalog, () => catalogText(catalog))
  })
}

function catalogText({ tenantId, metrics, dimensions, datasets, timeSpan, exampleQuestions }: Catalog): string {
  if (datasets.length === 0) return `There is no data yet: salestalk ingest FILE --tenant ${tenantId}`
  const parts = [
    textTable(
      ['Metric', 'Label', 'Unit', 'Computed as', 'Dataset'],
      metrics.map(({ id, label, unit, formula, dataset }) => [id, label, unit.currency ?? unit.kind, formula, dataset]),
      Number.POSITIVE_INFINITY,
    ),
    textTable(
      ['Dimension', 'Label', 'Members', 'Such as'],
      dimensions.map(({ id, label, memberCount, members }) => [
        id,
        label,
        String(memberCount),
        members.slice(0, 3).join(', '),
      ]),
      Number.POSITIVE_INFINITY,
    ),
    textTable(
      ['Dataset', 'Label', 'Rows', 'From', 'To'],
      datasets.map(({ dataset, label, rows, firstDay, lastDay }) => [
        dataset,
        label,
        String(rows),
        firstDay ?? '',
        lastDay ?? '',
      ]),
    ),
  ]
  if (timeSpan) parts.push(`Data from ${timeSpan.firstDay} to ${timeSpan.lastDay}.`)
  if (exampleQuestions.length > 0) parts.push(`Ask: ${exampleQuestions.map((text) => `"${text}"`).join(', ')}`)
  return parts.join('\n\n')
}
