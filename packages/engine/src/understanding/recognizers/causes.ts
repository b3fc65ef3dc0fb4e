import type { Candidate } from '../candidate.ts'
import type { Message } from '../message.ts'
import { nameKeys } from '../text/words.ts'
import { costs } from './costs.ts'

/**
 * "lost because of price", "tickets due to lift faults": what ties records to the reason their data gives says nothing more. Before anything
 * but a member of a column of reasons the words claim a cause, which no filter says: then not even their politeness may be passed over.
 */
export function readCauses(message: Message, candidates: readonly Candidate[]): Candidate[] {
  const links = linksIn(message)
  if (links.length === 0) return [...candidates]
  const claims = links.filter(({ to }) => !givesReason(message, candidates, to))
  const kept = candidates.filter(({ meaning, from, to }) => {
    if (meaning.kind !== 'ignorable' || meaning.group !== 'courtesy') return true
    return !claims.some((claim) => claim.from <= from && to <= claim.to)
  })
  const ties = links
    .filter((link) => !claims.includes(link))
    .map(({ from, to }): Candidate => {
      const meaning = { kind: 'ignorable', group: 'verbs' } as const
      return { from, to, meaning, cost: costs.ignorable, rule: 'ignore-verbs', typos: 0 }
    })
  return [...kept, ...ties]
}

interface Link {
  readonly from: number
  readonly to: number
}

function linksIn({ words, lexicon }: Message): Link[] {
  return lexicon.grammar['implied-metrics'].reasons.links.flatMap((link) => {
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
  if (meaning.kind !== 'value') return false
  const known = lexicon.dimensionsById.get(meaning.dimension)
  const { headings } = lexicon.grammar['implied-metrics'].reasons
  if (!known) return false
  const words = [...nameKeys(known.label, lexicon.grammar.equivalents), ...known.id.split('_')]
  return words.some((word) => headings.includes(word))
}
