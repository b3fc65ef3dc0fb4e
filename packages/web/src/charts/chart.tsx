import type { ChartSpec } from '@salestalk/protocol'
import { formatFigure } from '../ui/format.ts'
import { type ChartData, chartDataFrom } from './chart-data.ts'
import { ColumnChart } from './column-chart.tsx'
import { LineChart } from './line-chart.tsx'
import { RowChart } from './row-chart.tsx'

/** Draws a chart spec. The only door to this folder. */
export function Chart({ spec }: { spec: ChartSpec }) {
  const data = chartDataFrom(spec)
  if (data.categories.length === 0) return <p className="text-ink-soft">There is nothing to draw.</p>
  switch (spec.kind) {
    case 'line':
      return <LineChart spec={spec} data={data} />
    case 'bar':
      return <ColumnChart spec={spec} data={data} stacked={false} />
    case 'stacked_bar':
      return <ColumnChart spec={spec} data={data} stacked />
    case 'horizontal_bar':
      return <RowChart spec={spec} data={data} />
    case 'number':
      return <Numbers data={data} />
  }
}

function Numbers({ data }: { data: ChartData }) {
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-4">
      {data.series.map((series) => (
        <div key={series.key}>
          <dt className="text-ink-soft">{series.label}</dt>
          <dd className="figures text-4xl font-semibold tracking-tight">
            {formatFigure(series.values.at(-1) ?? null, data.unit)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
