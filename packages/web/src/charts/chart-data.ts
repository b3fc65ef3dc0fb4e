import type { Cell, ChartSpec } from '@salestalk/protocol'
import { formatFigure, formatPeriod } from '../ui/format.ts'

export interface Series {
  readonly key: string
  readonly label: string
  readonly color: string
  /** Below 1 when there are more series than colours: the second round is paler. */
  readonly opacity: number
  readonly dash: string | undefined
  /** One value per category; null is a gap. */
  readonly values: readonly (number | null)[]
}

/** A spec made ready to draw: categories along one axis, numbers along the other. */
export interface ChartData {
  readonly categories: readonly string[]
  readonly labels: readonly string[]
  readonly series: readonly Series[]
  readonly unit: string | null
}

const colors = 8
const dashes = [undefined, '7 4', '2 4', '10 4 2 4'] as const

export function numberOrGap(value: Cell | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

export function chartDataFrom(spec: ChartSpec): ChartData {
  const names = spec.data.map((row) => String(row[spec.x.key] ?? '(blank)'))
  return {
    // Two rows may bear the same name; each still needs a place of its own.
    categories: names.map((name, index) => (names.indexOf(name) === index ? name : `${name} #${index}`)),
    labels: names.map((name) => (spec.x.type === 'time' ? formatPeriod(name) : name)),
    unit: spec.y.unit,
    series: spec.series.map(({ key, label }, index) => ({
      key,
      label,
      color: `var(--series-${(index % colors) + 1})`,
      opacity: index < colors ? 1 : 0.55,
      dash: dashes[index % dashes.length],
      values: spec.data.map((row) => numberOrGap(row[key])),
    })),
  }
}

/** The axis' ends. Bars always start at zero; a line may leave it out when its values are all far from it. */
export function valueDomain(values: readonly (number | null)[], zero: 'always' | 'when_near'): [number, number] {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return [0, 1]
  const least = Math.min(...known)
  const most = Math.max(...known)
  const near =
    least * most <= 0 || Math.min(Math.abs(least), Math.abs(most)) < 0.7 * Math.max(Math.abs(least), Math.abs(most))
  if (zero === 'always' || near) return withRoom(Math.min(0, least), Math.max(0, most))
  const room = (most - least || Math.abs(most)) * 0.15
  return [least - room, most + room]
}

function withRoom(least: number, most: number): [number, number] {
  return least === most ? [0, 1] : [least, most]
}

/** Sums of the parts of each bar, upward and downward apart. */
export function stackDomain(series: readonly Series[]): [number, number] {
  const count = series[0]?.values.length ?? 0
  const sums = Array.from({ length: count }, (_, index) => stackAt(series, index))
  const ends = sums.flatMap((parts) => parts.flatMap((part) => [part.from, part.to]))
  return valueDomain([0, ...ends], 'always')
}

export interface StackPart {
  readonly series: Series
  readonly value: number
  readonly from: number
  readonly to: number
}

/** The parts of one bar; negative ones hang below zero. Gaps have no part. */
export function stackAt(series: readonly Series[], index: number): StackPart[] {
  let up = 0
  let down = 0
  const parts: StackPart[] = []
  for (const one of series) {
    const value = one.values[index] ?? null
    if (value === null || value === 0) continue
    const from = value > 0 ? up : down
    const to = from + value
    if (value > 0) up = to
    else down = to
    parts.push({ series: one, value, from, to })
  }
  return parts
}

/** Runs of neighbouring known values: a line is drawn within a run and never across a gap. */
export function runsOf(values: readonly (number | null)[]): { index: number; value: number }[][] {
  const runs: { index: number; value: number }[][] = []
  let current: { index: number; value: number }[] = []
  for (const [index, value] of values.entries()) {
    if (value === null) {
      if (current.length > 0) runs.push(current)
      current = []
    } else current.push({ index, value })
  }
  if (current.length > 0) runs.push(current)
  return runs
}

/** Which of `count` labels to write when each needs `labelWidth` pixels of `width`: evenly spaced, always with the last. */
export function thinLabels(count: number, width: number, labelWidth: number): number[] {
  const room = Math.max(1, Math.floor(width / labelWidth))
  const step = Math.max(1, Math.ceil(count / room))
  const shown: number[] = []
  for (let index = count - 1; index >= 0; index -= step) shown.unshift(index)
  return shown
}

const characterWidth = 6.6

/** Pixels a label of the axes takes, near enough for margins. */
export function labelWidth(label: string): number {
  return label.length * characterWidth
}

export function shorten(label: string, width: number): string {
  const room = Math.max(3, Math.floor(width / characterWidth))
  return label.length <= room ? label : `${label.slice(0, room - 1).trimEnd()}…`
}

/** "Nov 2025: Revenue $1.2M, Orders –": what the tooltip says, for those who hear it. */
export function pointWords(data: ChartData, index: number): string {
  const values = data.series.map((series) => {
    const figure = formatFigure(series.values[index] ?? null, data.unit)
    return data.series.length === 1 ? figure : `${series.label} ${figure}`
  })
  return `${data.labels[index] ?? ''}: ${values.join(', ')}`
}

/** The place nearest to a pointer among evenly spaced centres. */
export function nearestIndex(position: number, centers: readonly number[]): number {
  let best = 0
  for (const [index, center] of centers.entries()) {
    if (Math.abs(center - position) < Math.abs((centers[best] ?? 0) - position)) best = index
  }
  return best
}
