import type { DefaultPeriod } from '@salestalk/protocol'
import type { TimeExpression } from '../time/index.ts'

type TimeUnit = Extract<TimeExpression, { type: 'rolling' }>['unit']

interface AssumedPeriod {
  readonly expression: TimeExpression
  readonly words: string
}

/** What a company wants a question without a time to be about; null is all of its data. */
export function assumedPeriodOf(setting: DefaultPeriod): AssumedPeriod | null {
  return setting === 'all' ? null : periods[setting]
}

const periods: Readonly<Record<Exclude<DefaultPeriod, 'all'>, AssumedPeriod>> = {
  this_month: relative('month', 0, 'this month'),
  last_month: relative('month', -1, 'last month'),
  last_30_days: rolling('day', 30, 'last 30 days'),
  this_quarter: relative('quarter', 0, 'this quarter'),
  last_quarter: relative('quarter', -1, 'last quarter'),
  this_fiscal_quarter: relative('quarter', 0, 'this fiscal quarter', true),
  last_fiscal_quarter: relative('quarter', -1, 'last fiscal quarter', true),
  this_year: relative('year', 0, 'this year'),
  last_year: relative('year', -1, 'last year'),
  this_fiscal_year: relative('year', 0, 'this fiscal year', true),
  last_fiscal_year: relative('year', -1, 'last fiscal year', true),
  last_12_months: rolling('month', 12, 'last 12 months'),
}

function relative(unit: TimeUnit, offset: number, words: string, fiscal = false): AssumedPeriod {
  return { expression: { type: 'relative', unit, offset, fiscal }, words }
}

function rolling(unit: TimeUnit, count: number, words: string): AssumedPeriod {
  return { expression: { type: 'rolling', unit, count, direction: 'past', fiscal: false }, words }
}
