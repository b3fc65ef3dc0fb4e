import { readdir, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import {
  type Calendar,
  compileTimeVocabulary,
  defaultCalendar,
  recognizeTime,
  resolveTime,
  type TimeContext,
  type TimeMatch,
  type TimeVocabulary,
} from '@salestalk/engine'
import { isoDateSchema } from '@salestalk/protocol'
import * as z from 'zod'

const timeFolder = new URL('../../taxonomy/default/time/', import.meta.url)

const range = z.object({ start: isoDateSchema.nullable(), end: isoDateSchema.nullable() })

/** What a time phrase means: half-open ranges, an open end is null. */
const timeExpectationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('range'), ...range.shape }),
  z.object({ kind: z.literal('ranges'), ranges: z.array(range).min(1) }),
  z.object({ kind: z.literal('invalid') }),
  z.object({ kind: z.literal('ask') }),
  z.object({ kind: z.literal('comparison'), comparison: z.enum(['previous_period', 'same_period_last_year']) }),
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
  const vocabulary = compileTimeVocabulary(await readTimeFiles())
  return items.map((item) => {
    const expected = describeExpected(item.expect)
    const got = describeRead(item, vocabulary)
    return { item, expected, got, verdict: verdictOf(expected, got) }
  })
}

async function readTimeFiles(): Promise<Parameters<typeof compileTimeVocabulary>[0]> {
  const files = (await readdir(timeFolder)).filter((file) => file.endsWith('.json'))
  const read = async (file: string): Promise<[string, unknown]> => [
    basename(file, '.json'),
    JSON.parse(await readFile(new URL(file, timeFolder), 'utf8')),
  ]
  return Object.fromEntries(await Promise.all(files.map(read)))
}

const declinedWords = ['nothing', 'invalid', 'ask']

/** Declining what could be read is a lesser failure than reading it as something else. */
function verdictOf(expected: string, got: string): TimeScore['verdict'] {
  if (expected === got) return 'exact'
  return declinedWords.includes(got) ? 'declined' : 'wrong'
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
      return `vs ${expected.comparison}`
    case 'grain':
      return `by ${expected.grain}`
  }
}

function describeRead(item: TimeExpressionCase, vocabulary: TimeVocabulary): string {
  const calendar: Calendar = { ...defaultCalendar, ...item.calendar }
  const context: TimeContext = {
    today: item.today,
    calendar,
    dataEnd: item.dataEnd ?? null,
    direction: item.direction ?? 'past',
  }
  const matches = recognizeTime(item.expression, calendar, vocabulary)
  return matches.length === 0 ? 'nothing' : matches.map((match) => describeMatch(match, context)).join(' + ')
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
