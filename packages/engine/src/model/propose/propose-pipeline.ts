import type { Aggregation, Condition } from '@salestalk/protocol'
import { findTime } from './choose-time.ts'
import { column } from './expressions.ts'
import { decidedOf, lostOf, openOf, type Stage, wonOf } from './find-stage.ts'
import type { MetricDraft } from './metric-draft.ts'
import { endsIn } from './name-index.ts'
import type { ColumnReading } from './read-columns.ts'

/**
 * Metrics of opportunities. What is won or lost is dated by its closing, what is opened by its beginning: "win rate in Q2" is about the
 * deals decided in Q2, "deals in Q2" about those that came up in it.
 */
export function proposePipeline(
  draft: MetricDraft,
  readings: readonly ColumnReading[],
  stage: Stage,
  amount: ColumnReading | null,
): void {
  const closed = findTime(readings, ['close', 'end'])?.profile.key ?? draft.context.timeColumn
  const opened = findTime(readings, ['start', 'order', 'generic'])?.profile.key ?? draft.context.timeColumn
  const count = dealCounter(draft, readings)
  draft.add('deal_count', count([]), { timeColumn: opened })
  draft.add('won_deals', count([wonOf(stage)]), { timeColumn: closed })
  if (stage.lost.length > 0) {
    draft.add('lost_deals', count([lostOf(stage)]), { timeColumn: closed })
    draft.add('closed_deals', count([decidedOf(stage)]), { timeColumn: closed })
    draft.add(
      'win_rate',
      { kind: 'ratio', numerator: 'won_deals', denominator: 'closed_deals' },
      { timeColumn: closed },
    )
    draft.assume(`Win rate is won opportunities divided by won and lost ones; ${stageWords(stage)}.`)
  }
  draft.add('open_deals', count([openOf(stage)]), { timeColumn: opened })
  if (amount) proposeAmounts(draft, stage, amount, opened, closed)
  const started = findTime(readings, ['start', 'order'])?.profile.key
  const ended = findTime(readings, ['close', 'end'])?.profile.key
  if (started && ended) {
    const expression = { days_between: [started, ended] as const }
    draft.add('cycle_time', { kind: 'average', expression, where: [decidedOf(stage)] }, { timeColumn: ended })
    draft.assume(
      `The sales cycle runs from ${started} to ${ended} of decided opportunities, including any that close before they begin.`,
    )
  }
}

function proposeAmounts(
  draft: MetricDraft,
  stage: Stage,
  amount: ColumnReading,
  opened: string | null,
  closed: string | null,
): void {
  const { key, name, empty } = amount.profile
  const sumWhere = (condition: Condition): Aggregation => ({ kind: 'sum', expression: column(key), where: [condition] })
  draft.add('revenue', sumWhere(wonOf(stage)), {
    label: 'Won revenue',
    description: 'Value of the opportunities that were won.',
    timeColumn: closed,
    from: amount,
  })
  draft.assume(`Revenue is ${name} of won opportunities, dated by ${closed ?? 'no date'}.`)
  draft.add('avg_deal_size', { kind: 'ratio', numerator: 'revenue', denominator: 'won_deals' }, { timeColumn: closed })
  // A column named after the closing is filled by it: its blanks are the open deals, whose value the file does not say.
  const isFilledByClosing = empty > 0 && endsIn(amount.header, draft.context.taxonomy.columns.closingAmounts)
  if (isFilledByClosing) {
    draft.assume(`${name} is blank for opportunities that are still open, so no open pipeline value is offered.`)
    return
  }
  draft.add('pipeline_value', sumWhere(openOf(stage)), { timeColumn: opened })
}

function dealCounter(draft: MetricDraft, readings: readonly ColumnReading[]): (where: Condition[]) => Aggregation {
  const { identifiers } = draft.context.taxonomy.columns
  const id = readings.find(
    (reading) => reading.entity?.target.metric === 'deal_count' && endsIn(reading.header, identifiers),
  )
  // Names of deals repeat between customers: only an identifier tells two rows of one deal from two deals.
  return (where) => (id ? { kind: 'count_distinct', column: id.profile.key, where } : { kind: 'count', where })
}

function stageWords(stage: Stage): string {
  return `${stage.reading.profile.name} says ${stage.won.join(' or ')} for won and ${stage.lost.join(' or ')} for lost`
}
