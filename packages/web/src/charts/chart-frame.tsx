import { TooltipWithBounds } from '@visx/tooltip'
import { type PointerEvent, type ReactNode, useId, useState } from 'react'
import { formatFigure } from '../ui/format.ts'
import { type ChartData, nearestIndex, pointWords } from './chart-data.ts'
import { Legend } from './legend.tsx'
import { useWidth } from './use-width.ts'

/** Where the drawing stands on its canvas, and where each category's centre and tooltip are. */
export interface Geometry {
  readonly height: number
  readonly centers: readonly number[]
  readonly orientation: 'columns' | 'rows'
  readonly anchor: (index: number) => { left: number; top: number }
}

interface ChartFrameProps {
  data: ChartData
  title: string
  description: string
  xLabel: string
  minimumHeight: number
  measure: (width: number) => Geometry
  draw: (width: number, active: number | null) => ReactNode
}

/**
 * What all charts share: the measured canvas, the legend, the tooltip by pointer and by keyboard, and the figures as a table for
 * those who cannot see the drawing. The keyboard goes along the chart with an ordinary slider, whose value is said aloud.
 */
export function ChartFrame({ data, title, description, xLabel, minimumHeight, measure, draw }: ChartFrameProps) {
  const { ref, width } = useWidth<HTMLDivElement>()
  const [active, setActive] = useState<number | null>(null)
  const id = useId()
  const geometry = width > 0 ? measure(width) : null
  const last = data.categories.length - 1
  const shown = active === null ? null : Math.min(active, last)

  function follow(event: PointerEvent<SVGSVGElement>) {
    if (!geometry) return
    const box = event.currentTarget.getBoundingClientRect()
    const position = geometry.orientation === 'columns' ? event.clientX - box.left : event.clientY - box.top
    setActive(nearestIndex(position, geometry.centers))
  }

  return (
    <div className="relative has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-4 has-[input:focus-visible]:outline-accent rounded-lg">
      {data.series.length > 1 && <Legend series={data.series} />}
      <div ref={ref} className="relative" style={{ minHeight: geometry?.height ?? minimumHeight }}>
        {geometry && (
          <svg
            role="img"
            aria-labelledby={`${id}-title ${id}-description`}
            width={width}
            height={geometry.height}
            className="block touch-pan-y overflow-visible"
            onPointerMove={follow}
            onPointerDown={follow}
            onPointerLeave={() => setActive(null)}
          >
            <title id={`${id}-title`}>{title}</title>
            <desc id={`${id}-description`}>{description}</desc>
            {draw(width, shown)}
          </svg>
        )}
        {geometry && shown !== null && shown >= 0 && (
          <TooltipWithBounds
            key={shown}
            {...geometry.anchor(shown)}
            unstyled
            applyPositionStyle
            className="pointer-events-none z-10 rounded-lg border bg-raised px-3 py-2 text-[0.867rem] shadow-float"
          >
            <TooltipContent data={data} index={shown} />
          </TooltipWithBounds>
        )}
      </div>
      <input
        type="range"
        className="sr-only"
        aria-label={`Go through ${title}`}
        min={0}
        max={Math.max(0, last)}
        step={1}
        value={shown ?? 0}
        aria-valuetext={pointWords(data, shown ?? 0)}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && setActive(shown ?? last)}
        onBlur={() => setActive(null)}
        onChange={(event) => setActive(Number(event.currentTarget.value))}
      />
      <FiguresTable data={data} title={title} xLabel={xLabel} />
    </div>
  )
}

function TooltipContent({ data, index }: { data: ChartData; index: number }) {
  return (
    <>
      <p className="font-semibold">{data.labels[index]}</p>
      {data.series.map((series) => (
        <p key={series.key} className="figures flex items-center gap-2 whitespace-nowrap">
          <span className="size-2.5 rounded-sm" style={{ background: series.color, opacity: series.opacity }} />
          {data.series.length > 1 && <span className="text-ink-soft">{series.label}</span>}
          <span className="ml-auto pl-2 font-medium">{formatFigure(series.values[index] ?? null, data.unit)}</span>
        </p>
      ))}
    </>
  )
}

function FiguresTable({ data, title, xLabel }: { data: ChartData; title: string; xLabel: string }) {
  return (
    // A table would not stay within the bounds of `sr-only` by itself.
    <div className="sr-only">
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{xLabel}</th>
            {data.series.map((series) => (
              <th scope="col" key={series.key}>
                {series.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.categories.map((category, index) => (
            <tr key={category}>
              <th scope="row">{data.labels[index]}</th>
              {data.series.map((series) => (
                <td key={series.key}>{formatFigure(series.values[index] ?? null, data.unit)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
