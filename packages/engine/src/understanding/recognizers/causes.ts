import type { Candidate, ValueMeaning } from '../candidate.ts'
import { membersNamed } from '../lexicon/members.ts'
import type { Message } from '../message.ts'
import { nameKeys } from '../text/words.ts'
import { costs } from './costs.ts'
import { passedOver } from './passed-over.ts'

/**
 * "lost because of price", "tickets due to lift faults": what ties records to the reason their data gives says nothing more. Before anything
 * but a member of a column of reasons the words claim a cause, which no filter says: then not even their politeness may be passed over.
 */
export function readCauses(message: Message, candidates: readonly Candidate[]): Candidate[] {
  return [...readLinks(message, candidates), ...clausesIn(message)]
}

function readLinks(message: Message, candidates: readonly Candidate[]): Candidate[] {
  const links = linksIn(message)
  if (links.length === 0) return [...candidates]
  const claims = links.filter(({ to }) => !givesReason(message, candidates, to))
  const kept = candidates.filter(({ meaning, from, to }) => {
    if (meaning.kind !== 'ignorable' || meaning.group !== 'courtesy') return true
    return !claims.some((claim) => claim.from <= from && to <= claim.to)
  })
  const ties = links.filter((link) => !claims.includes(link)).map(({ from, to }) => passedOver(from, to))
  return [...kept, ...ties]
}

/** "because financing was refused": the reason "Financing Refused" told as a clause, with what it takes to be one in between. */
function clausesIn(message: Message): Candidate[] {
  const { words, lexicon } = message
  const { clauses } = lexicon.grammar['implied-metrics'].reasons
  return linksOf(message, clauses).flatMap((link): Candidate[] => {
    const isFiller = (index: number): boolean =>
      lexicon.grammar.ignorables.function.includes(words[index]?.normal ?? '')
    const from = isFiller(link.to) ? link.to + 1 : link.to
    for (let to = Math.min(words.length, from + longestClause); to > from + 1; to -= 1) {
      if (isFiller(to - 1)) continue
      const content = words.slice(from, to).filter((_, index) => index === 0 || !isFiller(from + index))
      const meaning = content.length > 1 && content.length < to - from ? reasonNamed(message, content) : undefined
      if (meaning === undefined) continue
      return [passedOver(link.from, link.to), { from, to, meaning, cost: costs.value, rule: 'member-clause', typos: 0 }]
    }
    return []
  })
}

/** Most words of a reason told as a clause. */
const longestClause = 8

function reasonNamed({ lexicon }: Message, said: Message['words']): ValueMeaning | undefined {
  const { members, dimensions } = lexicon
  const found = membersNamed(members, said.map(({ stem }) => stem).join(' ')).flatMap((member): ValueMeaning[] => {
    const dimension = dimensions[members.dimensionOf[member] ?? 0]?.id ?? ''
    const datasets = members.datasetsOf[member] ?? 0
    const values = [members.values[member] ?? '']
    return holdsReasons(lexicon, dimension) ? [{ kind: 'value', dimension, values, datasets, alias: false }] : []
  })
  return found.length === 1 ? found[0] : undefined
}

interface Link {
  readonly from: number
  readonly to: number
}

function linksIn(message: Message): Link[] {
  return linksOf(message, message.lexicon.grammar['implied-metrics'].reasons.links)
}

function linksOf({ words }: Message, listed: readonly string[]): Link[] {
  const text = ` ${words.map(({ normal }) => normal).join(' ')} `
  // Few messages have any: those are told by one look at the whole.
  const links = listed.filter((link) => text.includes(` ${link} `))
  return links.flatMap((link) => {
    const said = link.split(' ')
    return [...words.keys()].flatMap((from) =>
      said.every((word, index) => words[from + index]?.normal === word) && words[from + said.length] !== undefined
        ? [{ from, to: from + said.length }]
        : [],
    )
  })
}

/** Whether a member of a column of reasons begins at an index, or behind the article that stands there. */
function givesReason(message: Message, candidates: readonly Candidate[], at: number): boolean {
  const isArticle = message.lexicon.grammar.ignorables.function.includes(message.words[at]?.normal ?? '')
  return candidates.some(
    (member) => (member.from === at || (isArticle && member.from === at + 1)) && isReason(message, member),
  )
}

function isReason({ lexicon }: Message, { meaning }: Candidate): boolean {
  return meaning.kind === 'value' && holdsReasons(lexicon, meaning.dimension)
}

function holdsReasons(lexicon: Message['lexicon'], dimension: string): boolean {
  const known = lexicon.dimensionsById.get(dimension)
  const { headings } = lexicon.grammar['implied-metrics'].reasons
  if (!known) return false
  const words = [...nameKeys(known.label, lexicon.grammar.equivalents), ...known.id.split('_')]
  return words.some((word) => headings.includes(word))
}
