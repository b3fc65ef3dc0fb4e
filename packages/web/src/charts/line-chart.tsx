import type { ChartSpec } from '@salestalk/protocol'
import { scaleLinear, scalePoint } from '@visx/scale'
import { LinePath } from '@visx/shape'
import { Annotations } from './annotations.tsx'
import { CategoryAxis, plotHeight, plotMargin, ValueAxis, valueMargin } from './axes.tsx'
import { type ChartData, labelWidth, runsOf, thinLabels, valueDomain } from './chart-data.ts'
import { ChartFrame } from './chart-frame.tsx'
import { chartDescription } from './description.ts'

const pointsWithDots = 32

export function LineChart({ spec, data }: { spec: ChartSpec; data: ChartData }) {
  const all = data.series.flatMap((series) => series.values)
  const y = scaleLinear<number>({
    domain: valueDomain(all, 'when_near'),
    range: [plotHeight - plotMargin.bottom, plotMargin.top],
    nice: 5,
  })
  const left = valueMargin(y, data.unit)
  // The last period is always labeled, centered under its point: half of its label must fit to the right of it.
  const right = Math.max(plotMargin.right + 16, labelWidth(data.labels.at(-1) ?? '') / 2)
  const xAt = (width: number) => scalePoint<string>({ domain: [...data.categories], range: [left + 10, width - right] })
  const widest = Math.max(...data.labels.map(labelWidth)) + 18

  return (
    <ChartFrame
      data={data}
      title={spec.title}
      description={chartDescription(data)}
      xLabel={spec.x.label}
      minimumHeight={plotHeight}
      measure={(width) => {
        const x = xAt(width)
        const centers = data.categories.map((category) => x(category) ?? 0)
        return {
          height: plotHeight,
          orientation: 'columns',
          centers,
          anchor: (index) => {
            const values = data.series.map((series) => series.values[index] ?? null).filter((value) => value !== null)
            return {
              left: centers[index] ?? 0,
              top: values.length > 0 ? Math.min(...values.map((value) => y(value))) : plotMargin.top,
            }
          },
        }
      }}
      draw={(width, active) => {
        const x = xAt(width)
        const at = (index: number) => x(data.categories[index] ?? '') ?? 0
        const shown = thinLabels(data.categories.length, width - left - right, widest)
        return (
          <>
            <ValueAxis scale={y} left={left} width={width - left - plotMargin.right} unit={data.unit} />
            <CategoryAxis
              scale={x}
              top={plotHeight - plotMargin.bottom}
              tickValues={shown.map((index) => data.categories[index] ?? '')}
              label={(category) => data.labels[data.categories.indexOf(category)] ?? category}
            />
            {active !== null && (
              <line
                x1={at(active)}
                x2={at(active)}
                y1={plotMargin.top}
                y2={plotHeight - plotMargin.bottom}
                stroke="var(--line-strong)"
                strokeDasharray="3 3"
              />
            )}
            {data.series.map((series) =>
              runsOf(series.values).map((run) => (
                <LinePath
                  key={`${series.key} ${run[0]?.index}`}
                  data={run}
                  x={(point) => at(point.index)}
                  y={(point) => y(point.value)}
                  stroke={series.color}
                  strokeOpacity={series.opacity}
                  strokeWidth={2.25}
                  strokeDasharray={series.dash}
                  strokeLinejoin="round"
                  strokeLinecap="round"
                />
              )),
            )}
            {data.series.map((series) =>
              runsOf(series.values).map((run) =>
                run
                  .filter(
                    (point) => point.index === active || run.length === 1 || data.categories.length <= pointsWithDots,
                  )
                  .map((point) => (
                    <circle
                      key={`${series.key} ${point.index}`}
                      cx={at(point.index)}
                      cy={y(point.value)}
                      r={point.index === active ? 5 : 2.75}
                      fill={series.color}
                      stroke="var(--surface)"
                      strokeWidth={point.index === active ? 2 : 1}
                    />
                  )),
              ),
            )}
            <Annotations spec={spec} data={data} at={at} width={width} />
          </>
        )
      }}
    />
  )
}
