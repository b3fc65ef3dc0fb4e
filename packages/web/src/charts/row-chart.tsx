import type { ChartSpec } from '@salestalk/protocol'
import { scaleBand, scaleLinear } from '@visx/scale'
import { Bar } from '@visx/shape'
import { formatFigure } from '../ui/format.ts'
import { type ChartData, labelWidth, shorten, valueDomain } from './chart-data.ts'
import { ChartFrame } from './chart-frame.tsx'
import { chartDescription } from './description.ts'

const barHeight = 24
const slimBarHeight = 14
const gap = 10

/** Lying bars with their name on the left and their figure at the end: the picture of a ranking. */
export function RowChart({ spec, data }: { spec: ChartSpec; data: ChartData }) {
  const several = data.series.length > 1
  const bandHeight = several ? data.series.length * slimBarHeight : barHeight
  const height = data.categories.length * (bandHeight + gap) + gap
  const all = data.series.flatMap((series) => series.values)
  const figures = all.map((value) => formatFigure(value, data.unit, 'compact'))
  const figureRoom = Math.max(...figures.map(labelWidth)) + 12
  const domain = valueDomain(all, 'always')
  const bands = scaleBand<string>({
    domain: [...data.categories],
    range: [gap / 2, height - gap / 2],
    padding: gap / (bandHeight + gap),
  })
  const nameRoomAt = (width: number) => Math.min(Math.max(...data.labels.map(labelWidth)) + 14, width * 0.36)
  const scaleAt = (width: number) =>
    scaleLinear<number>({
      domain,
      range: [nameRoomAt(width) + (domain[0] < 0 ? figureRoom : 0), width - figureRoom],
    })

  return (
    <ChartFrame
      data={data}
      title={spec.title}
      description={chartDescription(data)}
      xLabel={spec.x.label}
      minimumHeight={height}
      measure={(width) => {
        const x = scaleAt(width)
        const centers = data.categories.map((category) => (bands(category) ?? 0) + bands.bandwidth() / 2)
        return {
          height,
          orientation: 'rows',
          centers,
          anchor: (index) => ({
            left: x(data.series[0]?.values[index] ?? 0) / 2 + x(0) / 2,
            top: (centers[index] ?? 0) + 6,
          }),
        }
      }}
      draw={(width, active) => {
        const x = scaleAt(width)
        const thickness = bands.bandwidth() / data.series.length
        return (
          <>
            {data.categories.map((category, index) => (
              <text
                key={category}
                x={nameRoomAt(width) - 10}
                y={(bands(category) ?? 0) + bands.bandwidth() / 2}
                dy="0.35em"
                textAnchor="end"
                fontSize={13}
                fill={active === index ? 'var(--ink)' : 'var(--ink-soft)'}
              >
                {shorten(data.labels[index] ?? '', nameRoomAt(width) - 10)}
              </text>
            ))}
            {data.series.map((series, place) =>
              series.values.map((value, index) => {
                if (value === null) return null
                const top = (bands(data.categories[index] ?? '') ?? 0) + place * thickness
                const negative = value < 0
                return (
                  <g key={`${series.key} ${data.categories[index]}`}>
                    <Bar
                      x={Math.min(x(0), x(value))}
                      y={top}
                      width={Math.max(1, Math.abs(x(value) - x(0)))}
                      height={Math.max(2, thickness - (several ? 2 : 0))}
                      rx={3}
                      fill={series.color}
                      fillOpacity={active === null || active === index ? series.opacity : series.opacity * 0.45}
                    />
                    <text
                      x={x(value) + (negative ? -6 : 6)}
                      y={top + thickness / 2}
                      dy="0.35em"
                      textAnchor={negative ? 'end' : 'start'}
                      fontSize={several ? 11 : 12.5}
                      className="figures"
                      fill="var(--ink-soft)"
                    >
                      {formatFigure(value, data.unit, 'compact')}
                    </text>
                  </g>
                )
              }),
            )}
            <line x1={x(0)} x2={x(0)} y1={0} y2={height} stroke="var(--line-strong)" />
          </>
        )
      }}
    />
  )
}
