import type { Interpretation } from '@salestalk/protocol'
import { isFunctionWord } from './function-words.ts'
import type { Lexicon } from './lexicon/index.ts'
import type { Mended } from './mend-spelling.ts'
import { respelled } from './mend-spelling.ts'
import { isKnown, isOrdinary, type Message } from './message.ts'
import type { CueName } from './phrases/schema.ts'
import { standsAsName } from './recognizers/phrase-guards.ts'
import { bitCount, letterMask } from './text/distance.ts'
import { slipDistance } from './text/slips.ts'
import { wordKey } from './text/words.ts'

/** "shirt" is no slip of "shift": only what joins or arranges other words is meant by a word of plain speech. */
const relating: ReadonlySet<CueName> = new Set(['group', 'trend', 'and', 'to', 'from'])

const mostTried = 6
const shortestTwice = 6
const lister: ReadonlySet<string> = new Set(['which', 'each', 'every'])

/**
 * Other spellings of a message that could not be read for a word or two nobody knows: the likeliest first, those equally likely together.
 * What is tried lies further from what was typed than the first mending goes, so it must be slips of the fingers alone.
 */
export function respellings(message: Message, reading: Interpretation): Mended[] {
  if (reading.kind === 'answerable' || message.shouted) return []
  const unread = reading.words.flatMap(({ role, span }) => (role === 'unbound' ? [span[0]] : []))
  const at = message.words.flatMap((word, index) =>
    unread.includes(word.start) && spellingsOf(message, index).length > 0 ? [index] : [],
  )
  const index = at[0]
  if (at.length !== 1 || index === undefined) return []
  return spellingsOf(message, index)
    .slice(0, mostTried)
    .map((written) => respelled(message, new Map([[index, written]])))
}

function spellingsOf(message: Message, index: number): string[] {
  const word = message.words[index]
  if (!word || !/^[a-z]{3,}$/.test(word.normal)) return []
  const { lexicon } = message
  const named = index > 0 && word.gap !== 'stop' && word.text !== word.text.toLowerCase()
  if (named) return []
  const ordinary = isOrdinary(word, lexicon)
  if (isKnown(word, lexicon) && !ordinary) return []
  const next = lexicon.phrases.get(message.words[index + 1]?.stem ?? '') ?? []
  const splits = next.some(({ kind }) => kind === 'dimension')
  const place = { ordinary, opener: openerBefore(message, index), named: standsAsName(message, index), splits }
  const mask = letterMask(word.normal)
  const found: { written: string; slips: number }[] = []
  for (let length = word.normal.length - 1; length <= word.normal.length + 2; length += 1) {
    const group = lexicon.vocabulary.byLength.get(length)
    for (const [position, written] of (group?.words ?? []).entries()) {
      if (written.charCodeAt(0) !== word.normal.charCodeAt(0)) continue
      if (bitCount((group?.masks[position] ?? 0) ^ mask) > 4) continue
      const most = ordinary || Math.max(written.length, length) < shortestTwice ? 1 : 2
      const slips = slipDistance(word.normal, written, most)
      if (slips <= most && mayMean(written, place, lexicon)) found.push({ written, slips })
    }
  }
  const fewest = Math.min(...found.map(({ slips }) => slips))
  return found.filter(({ slips }) => slips === fewest).map(({ written }) => written)
}

interface Place {
  readonly ordinary: boolean
  /** The word before, where it is one that a name or a thing follows. */
  readonly opener: string | null
  /** It stands like a name: "at the leeds shop". */
  readonly named: boolean
  /** A dimension's name follows. */
  readonly splits: boolean
}

function openerBefore(message: Message, index: number): string | null {
  const opens = (['before_name', 'before_group'] as const).some((use) => isFunctionWord(message, index - 1, use))
  return opens ? (message.words[index - 1]?.normal ?? null) : null
}

/** Behind "in" stands a name; a word of plain speech is a slip of a word that says how things relate, never of what is measured. */
function mayMean(written: string, { ordinary, opener, named, splits }: Place, lexicon: Lexicon): boolean {
  const key = wordKey(written, lexicon.grammar.equivalents)
  const meanings = lexicon.phrases.get(key) ?? []
  const isTime = lexicon.timeVocabulary.has(key)
  if (ordinary) {
    const { before_name: leading } = lexicon.grammar['function-words']
    const relates =
      leading.includes(written) ||
      meanings.some(
        (meaning) => meaning.kind === 'cue' && relating.has(meaning.cue) && (splits || meaning.cue !== 'group'),
      )
    return relates && opener === null
  }
  if (opener === null) {
    return (
      isTime || meanings.some(({ kind }) => kind !== 'negative' && kind !== 'refusal' && !(named && kind === 'cue'))
    )
  }
  const { cues } = lexicon.grammar
  if (cues.group.includes(opener) || lister.has(opener)) return meanings.some(({ kind }) => kind === 'dimension')
  if (opener === 'of' && meanings.some(({ kind }) => kind === 'metric')) return true
  return isTime && written.length >= shortestTwice
}
