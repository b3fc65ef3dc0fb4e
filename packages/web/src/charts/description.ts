import { formatFigure, plural } from '../ui/format.ts'
import type { ChartData } from './chart-data.ts'

/** What the drawing shows, in a sentence: how many points, and the least and most of each series. */
export function chartDescription(data: ChartData): string {
  const ends = data.series.slice(0, 6).map((series) => {
    const known = series.values
      .map((value, index) => ({ value, label: data.labels[index] ?? '' }))
      .filter((point): point is { value: number; label: string } => point.value !== null)
    if (known.length === 0) return `${series.label} has no values`
    const most = known.reduce((a, b) => (b.value > a.value ? b : a))
    const least = known.reduce((a, b) => (b.value < a.value ? b : a))
    const figure = (value: number) => formatFigure(value, data.unit, 'compact')
    return `${series.label}: largest ${figure(most.value)} (${most.label}), smallest ${figure(least.value)} (${least.label})`
  })
  return `${plural(data.categories.length, 'entry', 'entries')}. ${ends.join('. ')}.`
}
