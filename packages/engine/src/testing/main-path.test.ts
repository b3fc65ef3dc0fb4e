import { describe, expect, it } from 'vitest'
import { answerReading } from './answer-reading.ts'
import { metricSlot, reading, timeSlot } from './readings.ts'
import { shopData, shopModel } from './shop.ts'

const q1 = timeSlot('Q1 2025', '2025-01-01', '2025-04-01')
const q2 = timeSlot('Q2 2025', '2025-04-01', '2025-07-01')

describe('from a reading to sentences', () => {
  it('tells a value with its change on the period before and the course within it', async () => {
    const { text, narrative } = await answerReading(reading({ time: q2 }))
    expect(text).toBe(
      'Sales was $1,500 in Q2 2025, up 50.0% from $1,000 in Q1 2025. Within it, $600 in May 2025 was the highest and $400 in Jun 2025 the lowest.',
    )
    expect(narrative).toMatchObject({ factsTotal: 5, factsVerified: 5, dropped: 0 })
  })

  it('shows what a ratio divides and states its change in points', async () => {
    const { text, analysis } = await answerReading(reading({ metrics: [metricSlot('gm_pct')], time: q2 }))
    expect(text).toContain(
      'Profit margin was 20.0% in Q2 2025 ($300 Profit over $1,500 Sales), the same as in Q1 2025.',
    )
    expect(analysis.reconciliations.every((check) => check.agrees)).toBe(true)
  })

  it('splits by a dimension, blank members named, and reconciles with the total', async () => {
    const { text, analysis } = await answerReading(reading({ intent: 'breakdown', breakdown: ['region'], time: q2 }))
    expect(text).toBe(
      'Sales in Q2 2025 by Region: East $600 (40.0% of the total), West $500 (33.3% of the total), South $300 (20.0% of the total), (none) $100 (6.7% of the total). The total is $1,500.',
    )
    expect(analysis.reconciliations).toMatchObject([{ agrees: true, check: 'groups_add_up' }])
  })

  it('ranks named members only and says what the others come to', async () => {
    const { text } = await answerReading(
      reading({
        intent: 'rank',
        breakdown: ['region'],
        rank: { direction: 'top', limit: 2, by: 'value', position: null, status: 'stated' },
      }),
    )
    expect(text).toContain('Top 2 Regions by Sales over all data:')
    expect(text).toContain('East $1,500 (60.0% of the total), West $600 (24.0% of the total).')
    expect(text).toContain('All others come to $400.')
  })

  it('names the one member a singular question asks for', async () => {
    const { text } = await answerReading(
      reading({
        intent: 'rank',
        breakdown: ['product'],
        rank: { direction: 'bottom', limit: 1, by: 'value', position: null, status: 'stated' },
        time: q1,
      }),
    )
    expect(text).toContain('Chair has the lowest Sales in Q1 2025: $200 (20.0% of the total).')
  })

  it('claims the first place of the measure ranked by alone, whatever is told beside it', async () => {
    const { text } = await answerReading(
      reading({
        intent: 'rank',
        metrics: [metricSlot('revenue'), metricSlot('order_count')],
        breakdown: ['product'],
        rank: { direction: 'bottom', limit: 1, by: 'value', position: null, status: 'stated' },
        time: q1,
      }),
    )
    expect(text).toContain('Chair has the lowest Sales in Q1 2025: $200 Sales,')
  })

  const againstQ1 = {
    kind: 'previous_period',
    start: q1.start,
    end: q1.end,
    label: 'Q1 2025',
    status: 'implied',
  } as const
  const byProduct = { intent: 'rank', breakdown: ['product'], time: q2, comparison: againstQ1 } as const
  const first = { direction: 'top', limit: 1, position: null, status: 'stated' } as const

  it('ranks by relative change since the period before', async () => {
    const { text } = await answerReading(
      reading({ ...byProduct, breakdown: ['product'], rank: { ...first, by: 'growth' } }),
    )
    expect(text).toContain(
      'Chair has the highest relative change in Sales in Q2 2025, compared with Q1 2025: $400 (up 100.0% from $200).',
    )
  })

  it('names the member at one place of a ranking', async () => {
    const rank = { ...first, limit: 2, position: 2, by: 'value' } as const
    const { text } = await answerReading(reading({ intent: 'rank', breakdown: ['product'], time: q2, rank }))
    expect(text).toContain(
      'Desk is number 2 of the Products by Sales in Q2 2025, highest first: $500 (33.3% of the total).',
    )
    expect(text).not.toContain('All others')
  })

  it('says that there are fewer than the place asked for', async () => {
    const rank = { ...first, limit: 9, position: 9, by: 'value' } as const
    const { text } = await answerReading(reading({ intent: 'rank', breakdown: ['product'], time: q2, rank }))
    expect(text).toBe('There is no number 9: fewer Products have Sales in Q2 2025.')
  })

  it('averages nothing where no bucket is complete', async () => {
    const perYear = { kind: 'average_per_period', grain: 'year' } as const
    const { text } = await answerReading(reading({ calculation: perYear, time: q2 }))
    expect(text).toBe('No year is complete in what there is of Sales in Q2 2025, so there is nothing to average.')
  })

  const perMonth = { calculation: { kind: 'average_per_period', grain: 'month' } } as const

  it('averages a sum over the complete months, those without rows included', async () => {
    const { text } = await answerReading(
      reading({ ...perMonth, time: timeSlot('2025', '2025-01-01', '2026-01-01', 'year') }),
    )
    // 2,500 in the six months to the end of June.
    expect(text).toContain('Sales was $416.67 per month on average in H1 2025, over 6 complete months.')
  })

  it('averages a distinct count over the months it has', async () => {
    const { text } = await answerReading(reading({ ...perMonth, metrics: [metricSlot('order_count')], time: q2 }))
    // One order in April, one in May, two in June.
    expect(text).toContain('Orders were 1.33 per month on average in Q2 2025, over 3 complete months.')
  })

  it('averages each group, with its share of the average of the whole', async () => {
    const trial = await answerReading(reading({ ...perMonth, intent: 'breakdown', breakdown: ['product'], time: q2 }))
    expect(trial.text).toContain('Sales per month on average in Q2 2025 by Product: Lamp $200 (40.0% of the total), ')
    expect(trial.text).toContain('The total is $500.')
    expect(trial.analysis.reconciliations.every((check) => check.agrees)).toBe(true)
  })

  it('adds up a course so far, and averages it with what came before', async () => {
    const trend = { intent: 'trend', time: { ...q2, grain: 'month' } } as const
    const total = await answerReading(reading({ ...trend, calculation: { kind: 'running_total' } }))
    expect(total.text).toContain('Cumulative Sales went from $500 in Apr 2025 to $1,500 in Jun 2025.')
    expect(total.text).not.toContain('trend')
    const mean = await answerReading(reading({ ...trend, calculation: { kind: 'moving_average', window: 2 } }))
    expect(mean.text).toContain('The average of 2 values of Sales went from $550 in May 2025 to $500 in Jun 2025.')
  })

  it('holds the later period against the earlier whatever order they were named in', async () => {
    const trial = await answerReading(
      reading({
        intent: 'compare',
        periods: [q1, q2],
        comparison: { kind: 'periods', start: null, end: null, label: null, status: 'stated' },
      }),
    )
    expect(trial.text).toBe('Sales was $1,500 in Q2 2025, up 50.0% from $1,000 in Q1 2025. The difference is $500.')
  })

  it('holds two members against each other', async () => {
    const trial = await answerReading(
      reading({
        intent: 'compare',
        filters: [
          {
            dimension: 'region',
            operator: 'in',
            values: ['East', 'West'],
            status: 'stated',
            text: '',
            span: null,
            rule: null,
          },
        ],
        comparison: { kind: 'entities', start: null, end: null, label: null, status: 'stated' },
        time: q2,
      }),
    )
    expect(trial.text).toBe('Sales in Q2 2025 was $600 for East and $500 for West: East is ahead by $100.')
  })

  it('tells each of a few named members beside their sum', async () => {
    const filter = {
      dimension: 'region',
      operator: 'in',
      values: ['East', 'West'],
      status: 'stated',
      text: '',
      span: null,
      rule: null,
    } as const
    const trial = await answerReading(reading({ filters: [{ ...filter, values: [...filter.values] }], time: q2 }))
    expect(trial.text).toContain('Sales for East or West was $1,100 in Q2 2025, up 10.0% from $1,000 in Q1 2025.')
    expect(trial.text).toContain(
      'Sales for East or West in Q2 2025 by Region: East $600 (54.5% of the total), West $500 (45.5% of the total).',
    )
  })

  it('follows a metric over time, empty months counting as zero', async () => {
    const trial = await answerReading(reading({ intent: 'trend', breakdown: ['month'] }))
    expect(trial.text).toContain('Sales went from $500 in Jan 2025 to $400 in Jun 2025.')
    expect(trial.analysis.findings[0]).toMatchObject({ type: 'series', trend: { direction: 'none', points: 6 } })
  })

  it('tells the change of the whole beside the course when a comparison was named', async () => {
    const comparison = {
      kind: 'previous_period',
      start: '2025-01-01',
      end: '2025-04-01',
      label: 'Q1 2025',
      status: 'stated',
    } as const
    const trial = await answerReading(reading({ intent: 'trend', breakdown: ['month'], time: q2, comparison }))
    expect(trial.text).toContain('Sales was $1,500 in Q2 2025, up 50.0% from $1,000 in Q1 2025.')
    expect(trial.text).toContain('Sales went from $500 in Apr 2025 to $400 in Jun 2025.')
  })

  it('says that nothing is recorded instead of a zero it did not read', async () => {
    const trial = await answerReading(
      reading({ metrics: [metricSlot('gm_pct')], time: timeSlot('Q1 2024', '2024-01-01', '2024-04-01') }),
    )
    expect(trial.text).toBe('Nothing is recorded for Profit margin in Q1 2024.')
  })

  it('lists records that match, without a metric', async () => {
    const trial = await answerReading(
      reading({
        intent: 'list',
        metrics: [],
        filters: [
          { dimension: 'region', operator: 'in', values: [null], status: 'stated', text: '', span: null, rule: null },
        ],
      }),
    )
    expect(trial.text).toContain('1 order line matches without Region')
  })
})

describe('snapshots', () => {
  const stock = shopModel.metrics.map((metric) =>
    metric.id === 'revenue'
      ? {
          ...metric,
          label: 'Stock',
          aggregation: { kind: 'last' as const, expression: { column: 'sales' }, where: [] },
        }
      : metric,
  )
  const data = {
    ...shopData,
    datasets: shopData.datasets.map((dataset) => ({ ...dataset, model: { ...shopModel, metrics: stock } })),
  }
  const allTime = { ...timeSlot('all data', null, null, 'month'), status: 'assumed' as const }

  it('stand for the last day with data when no period was named', async () => {
    const { text } = await answerReading(reading({ time: allTime }), data)
    expect(text).toContain('Stock was $100 as of 30 Jun 2025.')
    expect(text).toContain('No period was named, so this is the latest figure.')
  })

  it('stand for the end of a period longer than their grain', async () => {
    const { text } = await answerReading(reading({ time: q1 }), data)
    expect(text).toContain('Stock was $400 at the end of Q1 2025')
  })
})
