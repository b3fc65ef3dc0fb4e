import type { Hit } from '../parsers/hit.ts'
import type { Reader } from '../reader.ts'
import { after, skipThe } from '../reader.ts'
import type { TimeExpression } from '../types.ts'
import { distribute } from './distribute-years.ts'

/** Periods joined into a list share what is said once; the runs are found by the connectors between the hits. */
export function refineLists(reader: Reader, found: readonly Hit[]): Hit[] {
  const hits = repeatParts(reader, found)
  const refined = [...hits]
  let run: number[] = []
  let chronological = true
  const close = (): void => {
    refineRun(refined, run, chronological)
    run = []
    chronological = true
  }
  for (const [index, hit] of hits.entries()) {
    if (hit.kind !== 'range') {
      close()
      continue
    }
    const previous = hits[index - 1]
    const joined = previous !== undefined && run.length > 0 ? connects(reader, previous.end, hit.start) : null
    if (joined === null) close()
    else chronological = chronological && joined === 'chronological'
    run.push(index)
  }
  close()
  return refined
}

/** "the first quarter of 2024, of 2025 and of 2026", "Q1 of 2024 and 2025": a year that "of" ties to what stands before it is that part of another year. */
function repeatParts(reader: Reader, hits: readonly Hit[]): Hit[] {
  const repeated: Hit[] = []
  let saysOf = false
  for (const hit of hits) {
    const part = repeated.at(-1)
    const year =
      hit.kind === 'range' && hit.expression?.type === 'year' && !hit.expression.fiscal ? hit.expression : null
    const named = part?.kind === 'range' && part.expression?.type === 'period_of_year' ? part.expression : null
    const behind = part ? behindList(reader, part.end) : null
    const tied = behind !== null && (behind === hit.start ? saysOf : isOf(reader, behind, hit.start))
    const isRepeated = year !== null && part !== undefined && named !== null && named.year !== null && tied
    if (!isRepeated) saysOf = hasOf(reader, hit)
    repeated.push(isRepeated ? { ...hit, expression: { ...named, year: year.year }, rule: part.rule } : hit)
  }
  return repeated
}

/** Behind the marks and words of a list; null where there are none. */
function behindList(reader: Reader, from: number): number | null {
  const { chronological } = reader.vocabulary.ranges
  let at = from
  for (let next = after(reader, chronological, at); next !== null; next = after(reader, chronological, at)) at = next
  return at > from ? at : null
}

function isOf(reader: Reader, at: number, end: number): boolean {
  return after(reader, reader.vocabulary.ranges.of, at) === end
}

/** "Q1 of 2024" */
function hasOf(reader: Reader, { start, end }: Hit): boolean {
  for (let at = start; at < end; at += 1) if (after(reader, reader.vocabulary.ranges.of, at) !== null) return true
  return false
}

function connects(reader: Reader, from: number, to: number): 'chronological' | 'free' | null {
  let order: 'chronological' | 'free' = 'chronological'
  const opening = afterWords(reader, from, to)
  let at = opening
  while (at < to) {
    const start = skipThe(reader, at)
    if (start >= to) return order
    const chronological = after(reader, reader.vocabulary.ranges.chronological, start)
    const any = chronological ?? after(reader, reader.vocabulary.ranges.lists, start) ?? connector(reader, start)
    if (any === null || any > to) return null
    if (chronological === null) order = 'free'
    // "Q3 2024 revenue and Q2" is no list; "Q3 2024 revenue vs Q2" is
    else if (opening > from) return null
    at = any
  }
  return order
}

/** Up to three words may stand between a period and the word that compares it. */
function afterWords(reader: Reader, from: number, to: number): number {
  let at = from
  while (at < to - 1 && at < from + 3 && reader.tokens[at]?.kind === 'word' && !startsConnector(reader, at)) at += 1
  return at
}

function startsConnector(reader: Reader, at: number): boolean {
  const { lists, chronological } = reader.vocabulary.ranges
  return [lists, chronological].some((table) => after(reader, table, at) !== null) || connector(reader, at) !== null
}

function connector(reader: Reader, at: number): number | null {
  return after(reader, reader.vocabulary.comparisons.compareConnectors, at)
}

function refineRun(hits: Hit[], run: readonly number[], chronological: boolean): void {
  const expressions: TimeExpression[] = []
  for (const index of run) {
    const expression = hits[index]?.expression
    if (expression != null) expressions.push(expression)
  }
  if (expressions.length < 2 || expressions.length !== run.length) return
  const filled = distribute(partsOfYears(expressions, chronological), chronological ? 'chronological' : 'free')
  for (const [place, index] of run.entries()) {
    const hit = hits[index]
    const expression = filled[place]
    if (hit !== undefined && expression !== undefined) hits[index] = { ...hit, expression }
  }
}

/** "September 2024 vs 2023" compares two Septembers: a bare year after a part of a year means the same part. */
function partsOfYears(expressions: readonly TimeExpression[], chronological: boolean): TimeExpression[] {
  const [first] = expressions
  if (chronological || first === undefined || first.type === 'year') return [...expressions]
  return expressions.map((expression) => {
    if (expression.type !== 'year' || expression.fiscal !== fiscalOf(first)) return expression
    const named = first.type === 'period_of_year' || first.type === 'date' || first.type === 'holiday'
    if (!named || first.year === null) return expression
    return { ...first, year: expression.year }
  })
}

function fiscalOf(expression: TimeExpression): boolean {
  return expression.type === 'period_of_year' && expression.fiscal
}
