import type { DatasetModel, MetricDefinition } from '@salestalk/protocol'
import type { FileContent } from './read-file.ts'
import { identifier, literal, type Workbench } from './workbench.ts'

const most = 10

interface SampleMetric {
  readonly subject: string
  /** `first day/last day` of the batch. */
  readonly period: string
  readonly value: number | null
  readonly unit: string | null
  readonly dimensions: Record<string, string | null>
}

/** A few totals of a batch, enough for a reader of its event to see what came in: plain sums of one column over all rows. */
export async function sampleMetrics(
  model: DatasetModel,
  content: FileContent,
  workbench: Workbench,
): Promise<SampleMetric[]> {
  const keys = new Set(content.profile.columns.map(({ key }) => key))
  const sums = model.metrics.flatMap((metric) => {
    const column = summedColumn(metric)
    return column !== null && keys.has(column) ? [{ metric, column }] : []
  })
  const shown = sums.slice(0, most)
  if (shown.length === 0) return []
  const totals = shown.map(({ column }) => `CAST(sum(${identifier(column)}) AS DOUBLE)`).join(', ')
  const [row = []] = await workbench.rows(`SELECT ${totals} FROM read_parquet(${literal(content.segment.path)})`)
  const spans = content.timeSpans
  return shown.map(({ metric }, index) => {
    const span = metric.timeColumn === null ? undefined : spans[metric.timeColumn]
    const value = row[index]
    const { unit } = metric
    return {
      subject: metric.subject,
      period: span ? `${span.start}/${span.end}` : 'all',
      value: typeof value === 'number' ? value : null,
      unit: unit.kind === 'currency' ? unit.currency : unit.kind,
      dimensions: {},
    }
  })
}

function summedColumn({ aggregation, hidden }: MetricDefinition): string | null {
  if (hidden || aggregation.kind !== 'sum' || aggregation.where.length > 0) return null
  return 'column' in aggregation.expression ? aggregation.expression.column : null
}
