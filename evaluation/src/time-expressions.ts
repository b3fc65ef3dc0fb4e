import {
  type Calendar,
  compileLexicon,
  defaultCalendar,
  type Lexicon,
  loadTaxonomy,
  readTimes,
  resolveComparison,
  resolveTime,
  type TimeContext,
  type TimeMatch,
} from '@salestalk/engine'
import { isoDateSchema } from '@salestalk/protocol'
import { readConfig, readTaxonomyFiles } from '@salestalk/service'
import * as z from 'zod'

const range = z.object({ start: isoDateSchema.nullable(), end: isoDateSchema.nullable() })

/** What a time phrase means: half-open ranges, an open end is null. */
const timeExpectationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('range'), ...range.shape }),
  z.object({ kind: z.literal('ranges'), ranges: z.array(range).min(1) }),
  z.object({ kind: z.literal('invalid') }),
  z.object({ kind: z.literal('ask') }),
  z.object({
    kind: z.literal('comparison'),
    comparison: z.enum(['previous_period', 'same_period_last_year']),
    /** The period compared with, where the expression names the one it is for. */
    start: isoDateSchema.optional(),
    end: isoDateSchema.optional(),
  }),
  z.object({ kind: z.literal('grain'), grain: z.string() }),
  z.object({ kind: z.literal('all') }),
])
type TimeExpectation = z.infer<typeof timeExpectationSchema>

export const timeExpressionSchema = z.strictObject({
  id: z.string(),
  expression: z.string(),
  today: isoDateSchema,
  calendar: z.record(z.string(), z.unknown()).optional(),
  dataEnd: isoDateSchema.nullable().optional(),
  /** 'future' for the words of a forecast or target. */
  direction: z.enum(['past', 'future']).optional(),
  tags: z.array(z.string()),
  expect: timeExpectationSchema,
})
export type TimeExpressionCase = z.infer<typeof timeExpressionSchema>

export interface TimeScore {
  readonly item: TimeExpressionCase
  /** What was read, in the words of the labels: "2026-07-01/2026-10-01". */
  readonly got: string
  readonly expected: string
  readonly verdict: 'exact' | 'declined' | 'wrong'
}

/** Scores time phrases by themselves, without a company, against the product's own reader of time. */
export async function scoreTimeExpressions(items: readonly TimeExpressionCase[]): Promise<TimeScore[]> {
  if (items.length === 0) return []
  const lexicon = await timeLexicon()
  return items.map((item) => {
    const expected = describeExpected(item.expect)
    const got = describeRead(item, lexicon)
    return { item, expected, got, verdict: verdictOf(expected, got) }
  })
}

/** The vocabulary of a company without data. */
async function timeLexicon(): Promise<Lexicon> {
  const taxonomy = loadTaxonomy(await readTaxonomyFiles(readConfig().taxonomy))
  return compileLexicon({ taxonomy, data: { tenantId: 'none', version: '0', datasets: [] }, members: [] })
}

// Words of which nothing is read keep a question from being answered, as an invalid or doubtful time does.
const declinedWords = ['nothing', 'invalid', 'ask']

/** Declining what could be read is a lesser failure than reading it as something else. */
function verdictOf(expected: string, got: string): TimeScore['verdict'] {
  const isDeclined = declinedWords.includes(got)
  if (expected === got || (isDeclined && declinedWords.includes(expected))) return 'exact'
  return isDeclined ? 'declined' : 'wrong'
}

function describeExpected(expected: TimeExpectation): string {
  switch (expected.kind) {
    case 'range':
      return rangeText(expected)
    case 'ranges':
      return expected.ranges.map(rangeText).join(' + ')
    case 'invalid':
    case 'ask':
    case 'all':
      return expected.kind
    case 'comparison':
      return expected.start === undefined
        ? `vs ${expected.comparison}`
        : `vs ${expected.comparison} ${expected.start}/${expected.end}`
    case 'grain':
      return `by ${expected.grain}`
  }
}

function describeRead(item: TimeExpressionCase, lexicon: Lexicon): string {
  const calendar: Calendar = { ...defaultCalendar, ...item.calendar }
  const context: TimeContext = {
    today: item.today,
    calendar,
    dataEnd: item.dataEnd ?? null,
    direction: item.direction ?? 'past',
  }
  const matches = readTimes(item.expression, lexicon, calendar)
  if (matches.length === 0) return 'nothing'
  return describePair(matches, context) ?? matches.map((match) => describeMatch(match, context)).join(' + ')
}

/** A period and what it is compared with, as one. */
function describePair(matches: readonly TimeMatch[], context: TimeContext): string | null {
  const [period, other] = matches
  const kind = other?.comparison?.kind
  if (matches.length !== 2 || !kind || period?.kind !== 'range' || period.expression === null) return null
  const compared = resolveComparison(kind, resolveTime(period.expression, context), period.expression, context)
  return `vs ${kind} ${rangeText(compared)}`
}

function describeMatch(match: TimeMatch, context: TimeContext): string {
  switch (match.kind) {
    case 'range':
      if (match.expression === null) return 'nothing'
      return match.expression.type === 'all_time' ? 'all' : rangeText(resolveTime(match.expression, context))
    case 'invalid':
      return 'invalid'
    case 'ambiguous':
      return 'ask'
    case 'comparison':
      return `vs ${match.comparison?.kind}`
    case 'grain':
      return `by ${match.grain}`
    case 'weekday_filter':
      return `weekdays ${match.weekdays.join(' ')}`
  }
}

function rangeText({ start, end }: { readonly start: string | null; readonly end: string | null }): string {
  return `${start ?? ''}/${end ?? ''}`
}
