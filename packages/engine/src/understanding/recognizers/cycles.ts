import type { Candidate, ValueMeaning } from '../candidate.ts'
import type { Lexicon } from '../lexicon/index.ts'
import type { Message } from '../message.ts'
import { nameKeys } from '../text/words.ts'
import { costs } from './costs.ts'

const longestCycle = 3
/** Cheaper than the words one by one, of which the cycle's is a period. */
const told = 0.9
const asCheap = costs.time - costs.value

/**
 * "mrr on annual billing", "customers billed monthly": a word for a period that is also a member of a column which says how often something is
 * paid. It is that member where the words beside it say so; before the records ("monthly contracts") it may be either.
 */
export function recognizeCycles(message: Message): Candidate[] {
  const cycles = cyclesOf(message.lexicon)
  if (cycles.size === 0) return []
  const found: Candidate[] = []
  for (let from = 0; from < message.words.length; from += 1) {
    for (let to = from + 1; to <= Math.min(from + longestCycle, message.words.length); to += 1) {
      const said = keysAt(message, from, to)
      const key = said.find((candidate) => cycles.has(candidate))
      const meaning = cycles.get(key ?? '')
      if (meaning && key !== undefined) found.push(...readings(message, { from, to }, meaning, key, cycles))
    }
  }
  return found
}

interface Span {
  readonly from: number
  readonly to: number
}

function readings(
  message: Message,
  span: Span,
  meaning: ValueMeaning,
  key: string,
  cycles: ReadonlyMap<string, ValueMeaning>,
): Candidate[] {
  const { lexicon } = message
  const { before, after, links, tails } = lexicon.grammar['name-words'].cycles
  const found: Candidate[] = []
  const add = ({ from, to }: Span, saved: number): void => {
    found.push({ from, to, meaning, cost: costs.value + saved, rule: 'member-cycle', typos: 0 })
  }
  const opened = openedAt(message, span.from)
  const verb = message.words[opened - 1]
  const noun = message.words[span.to]
  const isClose = (word: { gap: string } | undefined): boolean => word?.gap === 'space' || word?.gap === 'hyphen'
  if (verb && before.includes(verb.normal) && isClose(message.words[span.from]) && !isNamed(message, opened)) {
    // "fees billed monthly" may be fees month by month.
    const flows = isAmount(message, opened - 2) && !isLong(message, key)
    const to = opened < span.from && tails.includes(noun?.normal ?? '') ? span.to + 1 : span.to
    add({ from: opened - 1, to }, flows ? costs.ignorable + asCheap : -told)
  }
  if (noun && after.includes(noun.normal) && isClose(noun)) {
    if (means(message, span.to, ['metric', 'record', 'dimension'])) add(span, -told)
    else add({ from: span.from, to: span.to + 1 }, -told)
    return found
  }
  const linked = links.includes(message.words[span.from - 1]?.normal ?? '')
  if (linked || isOpposed(message, span, cycles)) add(span, -told)
  else if (isLong(message, key) && isThing(message, span.to, 'payers')) add(span, -told)
  else if (isThing(message, span.to, 'things'))
    add(span, isLong(message, key) || !countsAlone(message, span) ? -told : asCheap)
  return found
}

/** "on a monthly basis" and the like may stand between. */
function openedAt({ words, lexicon }: Message, from: number): number {
  const { links, articles } = lexicon.grammar['name-words'].cycles
  const article = articles.includes(words[from - 1]?.normal ?? '') ? from - 1 : from
  return links.includes(words[article - 1]?.normal ?? '') ? article - 1 : from
}

/** "monthly vs annual": both sides are members. */
function isOpposed(message: Message, { from, to }: Span, cycles: ReadonlyMap<string, ValueMeaning>): boolean {
  const joins = (index: number): boolean =>
    (message.lexicon.phrases.get(message.words[index]?.stem ?? '') ?? []).some(
      (meaning) => meaning.kind === 'cue' && (meaning.cue === 'versus' || meaning.cue === 'and'),
    )
  const isCycle = (index: number): boolean => keysAt(message, index, index + 1).some((key) => cycles.has(key))
  return (joins(from - 1) && isCycle(from - 2)) || (joins(to) && isCycle(to + 1))
}

/** The records that have such a cycle, in the plural or with a measure of them asked for. */
function isThing({ lexicon, words }: Message, index: number, list: 'things' | 'payers'): boolean {
  const word = words[index]
  const next = words[index + 1]
  if (!word || word.gap !== 'space' || !lexicon.grammar['name-words'].cycles[list].includes(word.stem)) return false
  // "quarterly contract count" counts them quarter by quarter.
  return word.normal !== word.stem || next === undefined
}

/** "monthly contracts" by itself may be contracts month by month, where "how many monthly contracts" and "churn rate of monthly contracts" are not. */
function countsAlone(message: Message, { from }: Span): boolean {
  const { words, lexicon } = message
  return (
    words
      .slice(0, from)
      .every((word) =>
        (lexicon.phrases.get(word.stem) ?? []).every(
          (meaning) => meaning.kind !== 'metric' && !(meaning.kind === 'cue' && meaning.cue === 'how_many'),
        ),
      ) && !isCounted(message, from)
  )
}

function isCounted({ words }: Message, from: number): boolean {
  return words[from - 1]?.normal === 'many'
}

function isLong({ lexicon }: Message, key: string): boolean {
  return lexicon.grammar['name-words'].cycles.long.some((word) => nameKeys(word, {}).join(' ') === key)
}

/** "hours billed" is a measure of its own. */
function isNamed({ lexicon, words }: Message, to: number): boolean {
  const key = words.slice(Math.max(0, to - 2), to).map(({ stem }) => stem)
  return (lexicon.phrases.get(key.join(' ')) ?? []).some(({ kind }) => kind === 'metric')
}

function isAmount({ lexicon, words }: Message, index: number): boolean {
  return (lexicon.phrases.get(words[index]?.stem ?? '') ?? []).some(
    (meaning) =>
      meaning.kind === 'metric' && lexicon.metrics.get(meaning.metric)?.definition.aggregation.kind === 'sum',
  )
}

function means({ lexicon, words }: Message, index: number, kinds: readonly string[]): boolean {
  return (lexicon.phrases.get(words[index]?.stem ?? '') ?? []).some(({ kind }) => kinds.includes(kind))
}

/** The span as its words are written, or with one put right: "anual". */
function keysAt({ words, forms }: Message, from: number, to: number): string[] {
  if (to - from === 1) return (forms[from] ?? []).filter(({ ordinary }) => !ordinary).map(({ key }) => key)
  return [
    words
      .slice(from, to)
      .map(({ stem }) => stem)
      .join(' '),
  ]
}

const known = new WeakMap<Lexicon['members'], ReadonlyMap<string, ValueMeaning>>()

/** The members of columns of cycles, by every word for their cycle. */
function cyclesOf(lexicon: Lexicon): ReadonlyMap<string, ValueMeaning> {
  const before = known.get(lexicon.members)
  if (before) return before
  const found = new Map<string, ValueMeaning>()
  known.set(lexicon.members, found)
  const { members, dimensions, grammar } = lexicon
  const keyOf = (name: string): string => nameKeys(name, grammar.equivalents).join(' ')
  const groups = grammar['name-words'].cycles.words.map((words) => words.map(keyOf))
  const byDimension = new Map<number, { member: number; group: readonly string[] }[]>()
  for (const key of groups.flat()) {
    const group = groups.find((words) => words.includes(key)) ?? []
    const numbers = key.split(' ').map((word) => members.names.find(word))
    if (numbers.some((number) => number < 0)) continue
    for (const name of members.names.named(numbers)) {
      if (members.names.isOther(name)) continue
      const member = members.names.memberOf(name)
      const position = members.dimensionOf[member] ?? -1
      byDimension.set(position, [...(byDimension.get(position) ?? []), { member, group }])
    }
  }
  for (const [position, listed] of byDimension) {
    const dimension = dimensions[position]
    // One member of many that is a word for a period makes no column of cycles.
    if (!dimension || listed.length < 2 || listed.length * 2 < (members.counts[position] ?? 0)) continue
    for (const { member, group } of listed) {
      const meaning: ValueMeaning = {
        kind: 'value',
        dimension: dimension.id,
        values: [members.values[member] ?? ''],
        datasets: members.datasetsOf[member] ?? 0,
        alias: false,
      }
      for (const key of group) {
        const same = found.get(key)
        if (!same) found.set(key, meaning)
        else if (same.dimension === meaning.dimension && isSpelledAlike(same.values, meaning.values))
          found.set(key, {
            ...same,
            values: [...same.values, ...meaning.values],
            datasets: same.datasets | meaning.datasets,
          })
      }
    }
  }
  return found
}

/** "Monthly" and "MONTHLY" are one member that the data writes in two ways. */
function isSpelledAlike([first]: readonly string[], [second]: readonly string[]): boolean {
  return first?.toLowerCase() === second?.toLowerCase()
}
