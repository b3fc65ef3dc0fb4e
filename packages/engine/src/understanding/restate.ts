import type { FilterSlot, FilterValue, HavingSlot, Interpretation, TimeSlot } from '@salestalk/protocol'
import type { Lexicon } from './lexicon/index.ts'
import { lower } from './suggest.ts'
import { describePeriod } from './time/index.ts'

/** The slots of a question, all of which its one line names. */
export type Restatable = Pick<
  Interpretation,
  | 'intent'
  | 'metrics'
  | 'filters'
  | 'having'
  | 'breakdown'
  | 'rank'
  | 'calculation'
  | 'time'
  | 'periods'
  | 'comparison'
  | 'target'
>

/** Readings told apart: where two would be said in the same words, the dimensions of their members are named too. */
export function restateApart(readings: readonly Interpretation[], lexicon: Lexicon): Interpretation[] {
  const said = readings.map(({ restatement }) => restatement)
  const repeats = said.some((text, index) => said.indexOf(text) !== index)
  return repeats ? readings.map((one) => ({ ...one, restatement: restate(one, lexicon, true) })) : [...readings]
}

/** One line that says the whole question back: measure, grouping, filters, conditions, period, comparison. */
export function restate(interpretation: Restatable, lexicon: Lexicon, labelled = false): string {
  const parts = [
    `${headOf(interpretation, lexicon)}${filtersOf(interpretation.filters, lexicon, labelled)}`,
    ...interpretation.having.map((having) => havingOf(having, lexicon)),
    timeOf(interpretation),
    comparisonOf(interpretation),
  ]
  const text = parts
    .filter((part) => part !== '')
    .join(', ')
    .trim()
  return text === '' ? '' : text.charAt(0).toUpperCase() + text.slice(1)
}

function headOf(interpretation: Restatable, lexicon: Lexicon): string {
  const { intent, rank, breakdown, calculation } = interpretation
  const names = interpretation.metrics.map((slot) => lexicon.metrics.get(slot.id)?.label ?? slot.id)
  const metrics = calculated(joinWords(names.map((name, index) => (index === 0 ? name : lower(name)))), calculation)
  const groups = joinWords(breakdown.map((id) => lower(dimensionLabel(id, lexicon))))
  if (intent === 'rank' && rank) {
    const which = rank.direction === 'top' ? 'highest' : 'lowest'
    const ranked = rank.by === 'value' ? metrics : `${changes[rank.by]} ${lower(metrics)}`
    const place = rank.position === null ? null : `number ${rank.position} of the ${which}`
    const count =
      place ??
      (rank.limit === null ? `${which} first` : rank.limit === 1 ? `the ${which}` : `the ${rank.limit} ${which}`)
    return groups === '' ? `${ranked}: ${count}` : `${ranked} by ${groups}: ${count}`
  }
  if (intent === 'list') {
    const listed = groups === '' ? 'records' : groups
    return metrics === '' ? `List of ${listed}` : `List of ${listed} with ${lower(metrics)}`
  }
  const lead = {
    why: 'Why did it change: ',
    anomaly: 'Unusual points of ',
    forecast: 'Forecast of ',
    correlation: 'How these move together: ',
  }
  const prefix = intent !== null && intent in lead ? lead[intent as keyof typeof lead] : ''
  const told = interpretation.time ?? interpretation.periods[0]
  const grain = intent === 'trend' && !breakdown.includes(told?.grain ?? 'month') ? `, ${grainWord(told)}` : ''
  return `${prefix}${prefix === '' ? metrics : lower(metrics)}${groups === '' ? '' : ` by ${groups}`}${grain}`
}

/** "Average monthly sales" */
function calculated(metrics: string, calculation: Interpretation['calculation']): string {
  switch (calculation?.kind) {
    case 'average_per_period':
      return `${metrics} per ${calculation.grain} on average`
    case 'running_total':
      return `Cumulative ${lower(metrics)}`
    case 'moving_average':
      return `Moving average of ${lower(metrics)} over ${calculation.window} values`
    default:
      return metrics
  }
}

const changes = { change: 'change in', growth: 'relative change in' } as const

function grainWord(time: TimeSlot | undefined): string {
  const grain = time?.grain ?? 'month'
  return grain === 'day' ? 'daily' : `${grain}ly`
}

function dimensionLabel(id: string, lexicon: Lexicon): string {
  return lexicon.dimensionsById.get(id)?.label ?? id.replaceAll('_', ' ')
}

const signs = { gt: 'over', gte: 'at least', lt: 'under', lte: 'at most', between: 'between' } as const

function filtersOf(filters: readonly FilterSlot[], lexicon: Lexicon, labelled: boolean): string {
  return filters
    .map((filter) => {
      const label = lower(dimensionLabel(filter.dimension, lexicon))
      if (filter.values.length === 1 && filter.values[0] === null) {
        return filter.operator === 'not_in' ? ` with ${article(label)}` : ` without ${article(label)}`
      }
      const values = filter.values.map(valueWord)
      const named = labelled ? `${label} ${joinWords(values)}` : joinWords(values)
      if (filter.operator === 'in') return ` in ${named}`
      if (filter.operator === 'not_in') return ` without ${named}`
      return ` with ${label} ${signs[filter.operator]} ${values.join(' and ')}`
    })
    .join('')
}

function article(label: string): string {
  return `${/^[aeiou]/i.test(label) ? 'an' : 'a'} ${label}`
}

function valueWord(value: FilterValue): string {
  return value === null ? '(blank)' : typeof value === 'number' ? String(value) : value
}

function havingOf(having: HavingSlot, lexicon: Lexicon): string {
  const metric = lexicon.metrics.get(having.metric)
  const show = (value: number): string =>
    metric?.unit.kind === 'percent' ? `${Number((value * 100).toPrecision(12))}%` : String(value)
  const upper = having.upper === null ? '' : ` and ${show(having.upper)}`
  return `with ${lower(metric?.label ?? having.metric)} ${signs[having.operator]} ${show(having.value)}${upper}`
}

function timeOf({ time, periods }: Restatable): string {
  if (periods.length > 0) return periods.map(periodWord).join(' against ')
  return time ? periodWord(time) : ''
}

function periodWord(time: TimeSlot): string {
  if (time.start === null && time.end === null) return time.label
  const days = describePeriod(time.start, time.end)
  return time.label.includes(days) || time.label.includes('(') ? time.label : `${time.label} (${days})`
}

function comparisonOf({ comparison, intent }: Restatable): string {
  if (comparison === null || comparison.label === null || intent === 'what') return ''
  return `compared with ${comparison.label}`
}

/** "a, b and c" */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`
}
