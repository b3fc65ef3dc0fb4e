import type { Candidate } from '../candidate.ts'
import type { Lexicon } from '../lexicon/index.ts'
import type { Message } from '../message.ts'
import { type SteeringKind, steeringKinds } from '../phrases/conversation-schema.ts'
import { wordKey } from '../text/words.ts'

/** What a template's places were filled with. */
export interface Filled {
  readonly kind: SteeringKind
  readonly candidates: readonly Candidate[]
}

type Part = { readonly keys: ReadonlySet<string> } | { readonly place: string }

interface Template {
  readonly kind: SteeringKind
  readonly parts: readonly Part[]
}

interface Compiled {
  readonly templates: readonly Template[]
  readonly skip: ReadonlySet<string>
}

const compiled = new WeakMap<Lexicon['grammar'], Compiled>()

/** Every way in which a template covers the whole message, words that may be skipped aside. */
export function matchTemplates(message: Message, candidates: readonly Candidate[]): Filled[] {
  const { templates, skip } = compiledFor(message.lexicon.grammar)
  const skips = message.words.map((word) => skip.has(word.stem))
  return templates.flatMap(({ kind, parts }) =>
    fillings(message, candidates, skips, parts, 0, 0).map((filled) => ({ kind, candidates: filled })),
  )
}

function compiledFor(grammar: Lexicon['grammar']): Compiled {
  const known = compiled.get(grammar)
  if (known) return known
  const { steering, equivalents } = grammar
  const key = (word: string): string => wordKey(word, equivalents)
  const templates = steeringKinds.flatMap((kind) =>
    steering[kind].flatMap((text) =>
      expand(text.split(' '), steering.groups).map((words) => ({
        kind,
        parts: words.map((word) => toPart(word, key)),
      })),
    ),
  )
  const made = { templates: distinct(templates), skip: new Set(steering.skip.map(key)) }
  compiled.set(grammar, made)
  return made
}

/** Groups hold phrases of several words, so each makes templates of its own. */
function expand(words: readonly string[], groups: Readonly<Record<string, readonly string[]>>): string[][] {
  const [first, ...rest] = words
  if (first === undefined) return [[]]
  const tails = expand(rest, groups)
  const group = /^<(.+)>$/.exec(first)?.[1]
  const heads = group === undefined ? [first] : (groups[group] ?? [])
  return heads.flatMap((head) => tails.map((tail) => [...head.split(' '), ...tail]))
}

function toPart(word: string, key: (word: string) => string): Part {
  const place = /^\{(.+)\}$/.exec(word)?.[1]
  return place === undefined ? { keys: new Set([key(word)]) } : { place }
}

function distinct(templates: readonly Template[]): Template[] {
  const seen = new Set<string>()
  return templates.filter(({ kind, parts }) => {
    const signature = `${kind} ${parts.map((part) => ('place' in part ? `{${part.place}}` : [...part.keys].join())).join(' ')}`
    if (seen.has(signature)) return false
    seen.add(signature)
    return true
  })
}

function fillings(
  message: Message,
  candidates: readonly Candidate[],
  skips: readonly boolean[],
  parts: readonly Part[],
  at: number,
  index: number,
): Candidate[][] {
  const part = parts[index]
  const size = message.words.length
  if (at === size) return part === undefined ? [[]] : []
  const further = skips[at] ? fillings(message, candidates, skips, parts, at + 1, index) : []
  if (part === undefined) return further
  if ('keys' in part) {
    const fits = message.forms[at]?.some((form) => part.keys.has(form.key) && isMeant(form)) ?? false
    return fits ? [...fillings(message, candidates, skips, parts, at + 1, index + 1), ...further] : further
  }
  const filled = fillersAt(message, candidates, part.place, at).flatMap((candidate) =>
    [
      ...fillings(message, candidates, skips, parts, candidate.to, index + 1),
      // "without Paris and Berlin": members are listed, "and" being skipped.
      ...(part.place === 'member' ? fillings(message, candidates, skips, parts, candidate.to, index) : []),
    ].map((rest) => [candidate, ...rest]),
  )
  return [...filled, ...further]
}

/** A short word that was not typed is too easily another one: "saje for EMEA" is no "sans EMEA", but the same for it. */
function isMeant({ key, edits }: Message['forms'][number][number]): boolean {
  return edits === 0 || key.length > longestShort
}

const longestShort = 4

function fillersAt(message: Message, candidates: readonly Candidate[], place: string, at: number): Candidate[] {
  if (place !== 'ordinal') {
    return candidates.filter((candidate) => candidate.from === at && fills(candidate, place))
  }
  const position = message.lexicon.grammar.quantities.ordinals[message.words[at]?.normal ?? '']
  if (position === undefined || position < 1) return []
  return [{ from: at, to: at + 1, meaning: { kind: 'ordinal', position }, cost: 0, rule: 'steering', typos: 0 }]
}

function fills({ meaning }: Candidate, place: string): boolean {
  switch (place) {
    case 'member':
      return meaning.kind === 'value'
    case 'dimension':
      return meaning.kind === 'dimension'
    case 'metric':
      return meaning.kind === 'metric' || (meaning.kind === 'implied' && !meaning.verb)
    case 'number':
      return meaning.kind === 'number'
    case 'time':
      return meaning.kind === 'time' && meaning.match.kind === 'range'
    default:
      return false
  }
}
