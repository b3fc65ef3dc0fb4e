import { calibrate } from './calibration.ts'
import { type Failure, failuresOf, timeFailuresOf } from './failures.ts'
import type { Score } from './score.ts'
import type { Side, TimeSummary } from './side.ts'
import { type Summary, share, summarize, summarizeTurns } from './summary.ts'
import { missedThresholds, type Sides, type Thresholds } from './thresholds.ts'
import type { TimeScore } from './time-expressions.ts'
import { isHeldOut, topicsOf } from './types.ts'

/** Everything that was scored, before it is counted. */
export interface Scores {
  readonly bySet: ReadonlyMap<string, readonly Score[]>
  readonly time: readonly TimeScore[]
  /** In-scope single questions by the number of misspelled words in each. */
  readonly byTypos: ReadonlyMap<number, readonly Score[]>
}

export interface Report {
  readonly all: Side
  readonly development: Side
  /** Questions never used for development. */
  readonly heldOut: Side
  /** What falls short of the thresholds, empty when all are reached; null where they do not apply. */
  readonly shortfalls: readonly string[] | null
  readonly failures: readonly Failure[]
}

/** Counts the scores, development and held-out apart. Thresholds are null where a part of the sets was left out. */
export function reportOf(scores: Scores, thresholds: Thresholds | null): Report {
  const all = sideOf(scores)
  const heldOut = sideOf(narrowed(scores, isHeldOut))
  return {
    all,
    heldOut,
    development: sideOf(narrowed(scores, (item) => !isHeldOut(item))),
    shortfalls: thresholds === null ? null : shortfallsOf(scores, thresholds),
    failures: [...[...scores.bySet].flatMap(([set, inSet]) => failuresOf(set, inSet)), ...timeFailuresOf(scores.time)],
  }
}

function shortfallsOf(scores: Scores, thresholds: Thresholds): string[] {
  const recent = new Set(thresholds.recent.sets)
  return missedThresholds(
    {
      settled: sidesOf(ofSets(scores, (set) => !recent.has(set))),
      recent: sidesOf({ ...ofSets(scores, (set) => recent.has(set)), time: [] }),
    },
    thresholds,
  )
}

function sidesOf(scores: Scores): Sides {
  return { all: sideOf(scores), heldOut: sideOf(narrowed(scores, isHeldOut)) }
}

function ofSets({ bySet, time, byTypos }: Scores, test: (set: string) => boolean): Scores {
  const kept = new Map([...bySet].filter(([set]) => test(set)))
  const ids = new Set([...kept.values()].flat().map(({ question }) => question.id))
  const ofThem = (scores: readonly Score[]): Score[] => scores.filter(({ question }) => ids.has(question.id))
  return { bySet: kept, time, byTypos: new Map([...byTypos].map(([typos, group]) => [typos, ofThem(group)])) }
}

function narrowed({ bySet, time, byTypos }: Scores, test: (item: { tags: readonly string[] }) => boolean): Scores {
  const keep = <Key>(groups: ReadonlyMap<Key, readonly Score[]>): Map<Key, Score[]> =>
    new Map([...groups].map(([key, inGroup]) => [key, inGroup.filter(({ question }) => test(question))]))
  return { bySet: keep(bySet), time: time.filter(({ item }) => test(item)), byTypos: keep(byTypos) }
}

// A tag that fewer questions carry says little.
const fewestOfTag = 8

function sideOf({ bySet, time, byTypos }: Scores): Side {
  const all = [...bySet.values()].flat()
  const summaries = (groups: ReadonlyMap<string, readonly Score[]>): Record<string, Summary> =>
    Object.fromEntries([...groups].flatMap(([key, group]) => (group.length > 0 ? [[key, summarize(group)]] : [])))
  const tags = groupBy(all, ({ question }) => topicsOf(question))
  const turns = summarizeTurns(all)
  const sessions = [
    ...groupBy(all, ({ question }) =>
      question.session === undefined ? [] : [`${question.company} ${question.session}`],
    ).values(),
  ]
  return {
    overall: summarize(all),
    sets: summaries(bySet),
    companies: summaries(groupBy(all, ({ question }) => [question.company])),
    tags: summaries(new Map([...tags].filter(([, group]) => group.length >= fewestOfTag))),
    calibration: calibrate(all),
    turns,
    turnShare: share(sum(turns.map(({ exact }) => exact)), sum(turns.map((turn) => turn.turns))),
    conversations: {
      all: sessions.length,
      exact: sessions.filter((session) => session.every(({ verdict }) => verdict === 'exact')).length,
    },
    time: timeSummary(time),
    typos: [...byTypos].map(([typos, group]) => {
      const { questions, exactShare, wrongShare } = summarize(group)
      return { typos, questions, exactShare, wrongShare }
    }),
  }
}

function timeSummary(scores: readonly TimeScore[]): TimeSummary {
  const count = (wanted: TimeScore['verdict']): number => scores.filter(({ verdict }) => verdict === wanted).length
  return { expressions: scores.length, exact: count('exact'), declined: count('declined'), wrong: count('wrong') }
}

function groupBy(scores: readonly Score[], keysOf: (score: Score) => readonly string[]): Map<string, Score[]> {
  const groups = new Map<string, Score[]>()
  for (const score of scores)
    for (const key of keysOf(score)) {
      const group = groups.get(key) ?? []
      group.push(score)
      groups.set(key, group)
    }
  return new Map([...groups].sort(([left], [right]) => left.localeCompare(right)))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
