import { AxisBottom, AxisLeft } from '@visx/axis'
import { GridRows } from '@visx/grid'
import type { scaleLinear } from '@visx/scale'
import { formatFigure } from '../ui/format.ts'
import { labelWidth } from './chart-data.ts'

type ValueScale = ReturnType<typeof scaleLinear<number>>

const labelStyle = { fill: 'var(--ink-faint)', fontSize: 12, fontFamily: 'inherit' } as const

export const plotHeight = 264
export const plotMargin = { top: 14, right: 12, bottom: 30 } as const
const ticks = 5

/** Room on the left for the widest label of the value axis. */
export function valueMargin(scale: ValueScale, unit: string | null): number {
  return Math.max(24, ...scale.ticks(ticks).map((tick) => labelWidth(formatFigure(tick, unit, 'compact')))) + 12
}

export function ValueAxis({
  scale,
  left,
  width,
  unit,
}: {
  scale: ValueScale
  left: number
  width: number
  unit: string | null
}) {
  return (
    <>
      <GridRows scale={scale} left={left} width={width} numTicks={ticks} stroke="var(--line)" />
      <AxisLeft
        scale={scale}
        left={left}
        numTicks={ticks}
        hideAxisLine
        hideTicks
        tickFormat={(value) => formatFigure(Number(value), unit, 'compact')}
        tickLabelProps={{ ...labelStyle, textAnchor: 'end', dx: -4, dy: 4 }}
      />
    </>
  )
}

interface CategoryAxisProps {
  scale: Parameters<typeof AxisBottom>[0]['scale']
  top: number
  tickValues: string[]
  label: (category: string) => string
}

export function CategoryAxis({ scale, top, tickValues, label }: CategoryAxisProps) {
  return (
    <AxisBottom
      scale={scale}
      top={top}
      tickValues={tickValues}
      hideAxisLine
      hideTicks
      tickFormat={(value) => label(String(value))}
      tickLabelProps={{ ...labelStyle, textAnchor: 'middle', dy: 2 }}
    />
  )
}
