import type { Interpretation } from '@salestalk/protocol'
import { randomOf } from './typos.ts'

/** What a reading says, without how sure it is and where it stands in the words. */
export function meaningOf(reading: Interpretation): string {
  const { kind, intent, rank, comparison, calculation } = reading
  if (kind !== 'answerable') return kind
  return JSON.stringify([
    intent,
    reading.metrics.map(({ id }) => id),
    reading.filters.map(({ dimension, operator, values }) => `${dimension} ${operator} ${values.join('|')}`).sort(),
    reading.having.map(({ metric, operator, value, upper }) => [metric, operator, value, upper]),
    reading.breakdown,
    rank && { ...rank, status: null },
    reading.time && [reading.time.start, reading.time.end],
    reading.periods.map(({ start, end }) => [start, end]),
    comparison?.kind ?? null,
    calculation,
  ])
}

/** The same question in other clothes. Null where a change does not apply. */
export const sameMeaning: Readonly<Record<string, (question: string) => string | null>> = {
  'in capitals': (question) => question.toUpperCase(),
  'opened by a capital': (question) => question.charAt(0).toUpperCase() + question.slice(1),
  'with a full stop or question mark': (question) => (/[.?!]$/.test(question) ? null : `${question}?`),
  'without its full stop or question mark': (question) =>
    /[.?!]$/.test(question) ? question.replace(/[.?!]+$/, '') : null,
  'with more spaces': (question) => `  ${question.replaceAll(' ', '  ')} `,
  'with please before it': (question) => `please ${lowerFirst(question)}`,
  'with thanks behind it': (question) => `${question.replace(/[.?!]+$/, '')}, thanks`,
  'with a greeting': (question) => `Hi, ${lowerFirst(question)}`,
}

/** A name may open with a capital that matters: only words that open sentences are made small. */
function lowerFirst(question: string): string {
  const opens =
    /^(?:What|Which|Who|How|Show|Give|List|Why|Is|Are|Did|Do|Does|Was|Were|Can|Could|Compare|Tell|Plot|When|Where|Rank)\b/
  return opens.test(question) ? question.charAt(0).toLowerCase() + question.slice(1) : question
}

const atEnd =
  /^(?<rest>.+?) (?<time>(?:in|for|during|over|since) (?:the )?(?:(?:last|past|previous) [^\s.?!]+(?: [^\s.?!]+)?|Q[1-4](?: \d{4})?|H[12](?: \d{4})?|\d{4}|(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?))(?<mark>[.?!]?)$/

/** A closing time said first: "revenue by region in Q3" becomes "in Q3, revenue by region". Null for a question without one, or with two. */
export function withTimeFirst(question: string): string | null {
  const { rest, time, mark } = atEnd.exec(question)?.groups ?? {}
  // "how much did we turn over last month": what is part of the verb does not come first.
  const others = /,| and | vs\.? |versus|compared?|\bthan$|\bturn$|\bso far\b|\b20\d\d\b/
  if (rest === undefined || time === undefined || others.test(rest)) return null
  return `${time.charAt(0).toUpperCase()}${time.slice(1)}, ${lowerFirst(rest)}${mark ?? ''}`
}

/** The question without the words of one of its slots, chosen by the seed; null where a reading has too few to spare. */
export function withoutSlot(question: string, reading: Interpretation, seed: string): string | null {
  const spoken = reading.words.filter(({ role, boundTo }) => boundTo !== null && contentRoles.includes(role))
  const slots = [...new Set(spoken.map(({ role, boundTo }) => `${role} ${boundTo}`))]
  if (slots.length < 2) return null
  const chosen = slots[Math.floor(randomOf(seed)() * slots.length)]
  const gone = spoken.filter(({ role, boundTo }) => `${role} ${boundTo}` === chosen)
  const left = gone
    .toSorted((one, other) => other.span[0] - one.span[0])
    .reduce((text, { span }) => text.slice(0, span[0]) + text.slice(span[1]), question)
  return left.replaceAll(/\s+/g, ' ').trim()
}

const contentRoles: readonly string[] = ['metric', 'dimension', 'value', 'time', 'number']

/** The question with a word that nobody knows, before one of its own. */
export function withUnknownWord(question: string, seed: string): string {
  const words = question.split(' ')
  const at = 1 + Math.floor(randomOf(seed)() * (words.length - 1))
  return words.toSpliced(at, 0, 'zorblax').join(' ')
}
