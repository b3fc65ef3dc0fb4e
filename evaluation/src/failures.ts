import type { Interpretation } from '@salestalk/protocol'
import { type Component, components, labels, type Score } from './score.ts'
import type { TimeScore } from './time-expressions.ts'
import { type Expectation, isHeldOut } from './types.ts'

/** A development question that was not handled as labelled; held-out ones are never turned into one. */
export interface Failure {
  readonly set: string
  readonly id: string
  readonly company: string | null
  readonly question: string
  readonly verdict: string
  readonly confidence: number | null
  /** One line per component that differs, or what was said instead of an answer. */
  readonly details: readonly string[]
}

/** The failures of a set's development questions: whoever read held-out ones would tune to them. */
export function failuresOf(set: string, scores: readonly Score[]): Failure[] {
  return scores
    .filter(({ question, verdict }) => verdict !== 'exact' && !isHeldOut(question))
    .map((score) => ({
      set,
      id: score.question.id,
      company: score.question.company,
      question: score.asked,
      verdict: score.verdict,
      confidence: score.interpretation.confidence.overall,
      details: detailsOf(score),
    }))
}

export function timeFailuresOf(scores: readonly TimeScore[]): Failure[] {
  return scores
    .filter(({ item, verdict }) => verdict !== 'exact' && !isHeldOut(item))
    .map(({ item, verdict, expected, got }) => ({
      set: 'time-expressions',
      id: item.id,
      company: null,
      question: `${item.expression} (on ${item.today}${item.calendar ? `, ${JSON.stringify(item.calendar)}` : ''})`,
      verdict,
      confidence: null,
      details: [`expected ${expected}, got ${got}`],
    }))
}

function detailsOf(score: Score): string[] {
  const { interpretation, misses, question } = score
  const { expect } = question
  if (misses.length > 0)
    return misses.map((miss) => `${miss}: expected ${expectedOf(miss, expect)}, got ${gotOf(miss, interpretation)}`)
  if (interpretation.kind === 'answerable')
    return [`expected ${expect.kinds.join(' or ')} ${(expect.reasons ?? []).join('/')}, got ${slotsOf(interpretation)}`]
  const said = `${interpretation.kind} ${interpretation.reason ?? interpretation.control ?? ''}: ${interpretation.message ?? ''}`
  const wanted = expect.kinds.includes('answerable')
    ? `expected ${components.flatMap((name) => (labels(score, name) ? `${name} ${expectedOf(name, expect)}` : [])).join(', ')}`
    : `expected ${expect.kinds.join(' or ')} ${(expect.reasons ?? []).join('/')}`
  return [`${said.slice(0, 160)} (${slotsOf(interpretation)})`, wanted]
}

/** What a reading holds, slot by slot, in one line. */
function slotsOf(got: Interpretation): string {
  const shown = components.flatMap((name) => {
    const value = gotOf(name, got)
    return value === 'none' || value === '[]' ? [] : `${name} ${value}`
  })
  return shown.join(', ') || 'nothing'
}

function expectedOf(component: Component, expect: Expectation): string {
  if (component === 'comparison') return compact([expect.comparison, expect.periods?.map(rangeOf)])
  if (component === 'time') return expect.time ? rangeOf(expect.time) : 'none'
  if (component === 'filters') return compact(expect.filters?.map(filterOf))
  return compact(expect[component])
}

function gotOf(component: Component, got: Interpretation): string {
  switch (component) {
    case 'intent':
      return compact(got.intent)
    case 'metrics':
      return compact(got.metrics.map(({ id }) => id))
    case 'filters':
      return compact(got.filters.map(filterOf))
    case 'having':
      return compact(got.having.map(({ metric, operator, value, upper }) => ({ metric, operator, value, upper })))
    case 'breakdown':
      return compact(got.breakdown)
    case 'rank':
      return compact(got.rank && { ...got.rank, status: undefined })
    case 'calculation':
      return compact(got.calculation)
    case 'time':
      return got.time && (got.time.start !== null || got.time.end !== null) ? rangeOf(got.time) : 'none'
    case 'comparison':
      return got.comparison === null && got.periods.length === 0
        ? 'none'
        : compact([got.comparison?.kind, got.periods.map(rangeOf)])
  }
}

function rangeOf({ start, end }: { readonly start: string | null; readonly end: string | null }): string {
  return `${start ?? ''}/${end ?? ''}`
}

function filterOf(filter: {
  readonly dimension: string
  readonly operator: string
  readonly values: readonly unknown[]
}): string {
  return `${filter.dimension} ${filter.operator} ${filter.values.join('|')}`
}

function compact(value: unknown): string {
  return value === null || value === undefined ? 'none' : JSON.stringify(value).replaceAll('"', '')
}

export function renderFailure({ id, company, question, verdict, confidence, details }: Failure): string {
  const where = company === null ? id : `${id} (${company})`
  const sure = confidence === null ? '' : ` at ${confidence.toFixed(2)}`
  return [`${verdict}${sure}  ${where}  ${question}`, ...details.map((detail) => `    ${detail}`)].join('\n')
}
