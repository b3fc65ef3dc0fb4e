import type { ChartSpec } from '@salestalk/protocol'
import { plotHeight, plotMargin } from './axes.tsx'
import { type ChartData, labelWidth } from './chart-data.ts'

interface AnnotationsProps {
  spec: ChartSpec
  data: ChartData
  at: (index: number) => number
  width: number
}

/** Notes at a place along the axis, such as a month that is not over yet. */
export function Annotations({ spec, data, at, width }: AnnotationsProps) {
  return spec.annotations.map(({ x, text }) => {
    const index = data.categories.indexOf(x)
    if (index < 0) return null
    const left = at(index)
    const fits = left + labelWidth(text) / 2 < width
    return (
      <g key={`${x} ${text}`}>
        <line
          x1={left}
          x2={left}
          y1={plotMargin.top}
          y2={plotHeight - plotMargin.bottom}
          stroke="var(--line-strong)"
          strokeDasharray="2 4"
        />
        <text
          x={fits ? left : width - 2}
          y={10}
          textAnchor={fits ? 'middle' : 'end'}
          fontSize={12}
          fill="var(--ink-soft)"
        >
          {text}
        </text>
      </g>
    )
  })
}
