import type { ChartSpec } from '@salestalk/protocol'
import { scaleBand, scaleLinear } from '@visx/scale'
import { Bar } from '@visx/shape'
import { Annotations } from './annotations.tsx'
import { CategoryAxis, plotHeight, plotMargin, ValueAxis, valueMargin } from './axes.tsx'
import { type ChartData, labelWidth, shorten, stackAt, stackDomain, thinLabels, valueDomain } from './chart-data.ts'
import { ChartFrame } from './chart-frame.tsx'
import { chartDescription } from './description.ts'

interface Column {
  readonly key: string
  readonly from: number
  readonly to: number
  readonly color: string
  readonly opacity: number
  /** Its share of the band: from where, how wide. */
  readonly offset: number
  readonly share: number
}

function columnsAt(data: ChartData, index: number, stacked: boolean): Column[] {
  if (stacked) {
    return stackAt(data.series, index).map(({ series, from, to }) => ({ ...series, from, to, offset: 0, share: 1 }))
  }
  return data.series.flatMap((series, place) => {
    const value = series.values[index] ?? null
    if (value === null) return []
    return [{ ...series, from: 0, to: value, offset: place / data.series.length, share: 1 / data.series.length }]
  })
}

/** Upright bars: side by side for several series, or on top of each other. */
export function ColumnChart({ spec, data, stacked }: { spec: ChartSpec; data: ChartData; stacked: boolean }) {
  const all = data.series.flatMap((series) => series.values)
  const y = scaleLinear<number>({
    domain: stacked ? stackDomain(data.series) : valueDomain(all, 'always'),
    range: [plotHeight - plotMargin.bottom, plotMargin.top],
    nice: 5,
  })
  const left = valueMargin(y, data.unit)
  const bandsAt = (width: number) => {
    const few = data.categories.length <= 4
    return scaleBand<string>({
      domain: [...data.categories],
      range: [left, width - plotMargin.right],
      padding: few ? 0.5 : 0.28,
    })
  }

  return (
    <ChartFrame
      data={data}
      title={spec.title}
      description={chartDescription(data)}
      xLabel={spec.x.label}
      minimumHeight={plotHeight}
      measure={(width) => {
        const bands = bandsAt(width)
        const centers = data.categories.map((category) => (bands(category) ?? 0) + bands.bandwidth() / 2)
        const top = (index: number) => Math.min(...columnsAt(data, index, stacked).map((column) => y(column.to)), y(0))
        return {
          height: plotHeight,
          orientation: 'columns',
          centers,
          anchor: (index) => ({ left: centers[index] ?? 0, top: top(index) }),
        }
      }}
      draw={(width, active) => {
        const bands = bandsAt(width)
        const step = bands.step()
        const widest = Math.min(Math.max(...data.labels.map(labelWidth)) + 14, Math.max(step, 64))
        const shown = thinLabels(data.categories.length, width - left, widest)
        const room = step * Math.max(1, data.categories.length / Math.max(1, shown.length)) - 8
        return (
          <>
            <ValueAxis scale={y} left={left} width={width - left - plotMargin.right} unit={data.unit} />
            {data.categories.map((category, index) =>
              columnsAt(data, index, stacked).map((column) => (
                <Bar
                  key={`${category} ${column.key}`}
                  x={(bands(category) ?? 0) + column.offset * bands.bandwidth()}
                  width={Math.max(1, column.share * bands.bandwidth() - (column.share < 1 ? 2 : 0))}
                  y={Math.min(y(column.from), y(column.to))}
                  height={Math.max(1, Math.abs(y(column.from) - y(column.to)) - (stacked ? 1 : 0))}
                  rx={stacked ? 1 : 3}
                  fill={column.color}
                  fillOpacity={active === null || active === index ? column.opacity : column.opacity * 0.45}
                />
              )),
            )}
            <CategoryAxis
              scale={bands}
              top={plotHeight - plotMargin.bottom}
              tickValues={shown.map((index) => data.categories[index] ?? '')}
              label={(category) => shorten(data.labels[data.categories.indexOf(category)] ?? category, room)}
            />
            <line x1={left} x2={width - plotMargin.right} y1={y(0)} y2={y(0)} stroke="var(--line-strong)" />
            <Annotations
              spec={spec}
              data={data}
              at={(index) => (bands(data.categories[index] ?? '') ?? 0) + bands.bandwidth() / 2}
              width={width}
            />
          </>
        )
      }}
    />
  )
}
