import type { Locale } from '../../taxonomy/locale-schema.ts'
import { expandForms } from './expand-forms.ts'
import type { Inflection } from './inflection.ts'
import { type SourceToken, sourceTokens } from './source-tokens.ts'

/** What a form says in the vocabulary's language. */
interface Entry {
  readonly gloss: string
  /** The form folded but with its endings: among forms of one stem the one as typed is meant. */
  readonly folded: string
}

interface Node {
  readonly words: Map<string, Node>
  readonly slots: Map<string, Node>
  readonly entries: Entry[]
}

/** The forms of one locale as a tree over the stems of their words. */
export interface Dictionary {
  readonly root: Node
  /** Class name -> stem -> entries. */
  readonly classes: ReadonlyMap<string, Dictionary>
  /** Folded words that occur in the forms, as written. */
  readonly words: Set<string>
  /** What a message says that is nothing but this form ("^zurück$"), by its folded words. */
  readonly whole: Map<string, string>
}

export interface DictionaryMatch {
  readonly to: number
  readonly gloss: string
  /** Every word stands as in the form, not merely with another ending. */
  readonly exact: boolean
  /** The last word as typed, folded. */
  readonly typed: string
  /** How far its words are from those typed. */
  readonly edits: number
}

const plainForm = /^[\p{L}\p{M} ]+$/u

const ordinalGlosses = ['0th', '1st', '2nd', '3rd']

/** `classes` are shared: a form of a class may hold slots of others. */
export function emptyDictionary(classes: Dictionary['classes'] = new Map()): Dictionary {
  return { root: node(), classes, words: new Set(), whole: new Map() }
}

function node(): Node {
  return { words: new Map(), slots: new Map(), entries: [] }
}

/** Adds forms that say `gloss`; a form already there keeps its first meaning first. */
export function addForms(
  dictionary: Dictionary,
  gloss: string,
  forms: readonly string[],
  language: Locale['language'],
  inflection: Inflection,
): void {
  for (const form of forms.flatMap(expandForms)) addForm(dictionary, gloss, form, language, inflection)
}

function addForm(
  dictionary: Dictionary,
  gloss: string,
  form: string,
  language: Locale['language'],
  inflection: Inflection,
): void {
  const alone = /^\^(.+)\$$/u.exec(form)?.[1]
  if (alone !== undefined) {
    const key = wordsOf(sourceTokens(alone, language, inflection, () => false))
    dictionary.whole.set(key, dictionary.whole.get(key) ?? gloss)
    for (const word of key.split(' ')) dictionary.words.add(word)
    return
  }
  let current = dictionary.root
  const folded: string[] = []
  for (const part of form.includes('{') ? form.split(/(\{\w+\})/u) : [form]) {
    const slot = /^\{(\w+)\}$/u.exec(part)?.[1]
    if (slot !== undefined) {
      current = child(current.slots, slot)
      continue
    }
    // Nearly all forms are words and spaces, which need no reading of numbers and marks.
    if (plainForm.test(part)) {
      for (const word of part.split(' ')) {
        if (word === '') continue
        const written = inflection.fold(word)
        current = child(current.words, inflection.stem(written))
        folded.push(written)
        dictionary.words.add(written)
      }
      continue
    }
    for (const token of sourceTokens(part, language, inflection, () => false)) {
      if (token.kind === 'mark' && token.text !== '%') continue
      current = child(current.words, token.stem)
      folded.push(token.folded)
      if (token.kind === 'word') dictionary.words.add(token.folded)
    }
  }
  const key = folded.join(' ')
  if (!current.entries.some((entry) => entry.folded === key)) current.entries.push({ gloss, folded: key })
}

/** The folded words of a message, marks left out. */
export function wordsOf(tokens: readonly SourceToken[]): string {
  return tokens.flatMap(({ kind, folded }) => (kind === 'mark' ? [] : [folded])).join(' ')
}

function child(children: Map<string, Node>, key: string): Node {
  const present = children.get(key)
  if (present) return present
  const created = node()
  children.set(key, created)
  return created
}

/** What else than words of a class may fill a slot: the names of one company. */
export type SlotFiller = (slot: string, at: number) => readonly SlotFilling[]

interface SlotFilling {
  readonly to: number
  readonly gloss: string
  readonly edits?: number
}

const nothing: SlotFiller = () => []

/** Every form that tokens from `from` on can be read as. Marks between words end a form, hyphens and abbreviation points do not. */
export function matchesFrom(
  dictionary: Dictionary,
  tokens: readonly SourceToken[],
  from: number,
  filler: SlotFiller = nothing,
): DictionaryMatch[] {
  const found: DictionaryMatch[] = []
  walk({ dictionary, tokens, filler }, dictionary.root, from, { folded: [], slots: [], edits: 0 }, found)
  return found
}

interface Path {
  readonly folded: readonly string[]
  readonly slots: readonly string[]
  readonly edits: number
}

interface Search {
  readonly dictionary: Dictionary
  readonly tokens: readonly SourceToken[]
  readonly filler: SlotFiller
}

function walk(search: Search, current: Node, at: number, path: Path, found: DictionaryMatch[]): void {
  const { tokens } = search
  const typed = path.folded.join(' ')
  const best = current.entries.find((entry) => entry.folded === typed) ?? current.entries[0]
  if (best) {
    const to = endOf(tokens, at, best.folded)
    const gloss = fillSlots(best.gloss, path.slots)
    found.push({ to, gloss, exact: best.folded === typed, typed: path.folded.at(-1) ?? '', edits: path.edits })
  }
  const position = path.folded.length + path.slots.length === 0 ? at : skipJoints(tokens, at)
  const token = tokens[position]
  if (!token) return
  const next = current.words.get(token.stem)
  if (next) walk(search, next, position + 1, { ...path, folded: [...path.folded, token.folded] }, found)
  for (const { folded, stem, edits } of token.slips ?? []) {
    const meant = current.words.get(stem)
    const longer = { ...path, folded: [...path.folded, folded], edits: path.edits + edits }
    if (meant) walk(search, meant, position + 1, longer, found)
  }
  for (const [slot, after] of current.slots) {
    for (const { to, gloss, edits = 0 } of [...slotFrom(search, slot, position), ...search.filler(slot, position)]) {
      walk(search, after, to, { ...path, slots: [...path.slots, gloss], edits: path.edits + edits }, found)
    }
  }
}

/** "ggü." takes its point along, unless the sentence ends there. */
function endOf(tokens: readonly SourceToken[], at: number, form: string): number {
  const [mark, next] = [tokens[at], tokens[at + 1]]
  const abbreviated = mark?.text === '.' && next !== undefined && form.length <= 5 && tokens[at - 1]?.end === mark.start
  return abbreviated ? at + 1 : at
}

function skipJoints(tokens: readonly SourceToken[], at: number): number {
  const [mark, before] = [tokens[at], tokens[at - 1]]
  if (mark?.kind !== 'mark' || before?.end !== mark.start) return at
  if (mark.text === '-' && tokens[at + 1]?.start === mark.end) return at + 1
  return mark.text === '.' && before.text.length <= 4 ? at + 1 : at
}

function slotFrom({ dictionary, tokens }: Search, slot: string, at: number): SlotFilling[] {
  const token = tokens[at]
  if (!token) return []
  if (slot === 'number' && token.kind === 'number') return [{ to: at + 1, gloss: token.written }]
  if (slot === 'year')
    return token.kind === 'number' && /^(19|20)\d\d$/u.test(token.text) ? [{ to: at + 1, gloss: token.text }] : []
  if (slot === 'day') {
    const day = token.kind === 'ordinal' || token.kind === 'number' ? Number(token.written) : 0
    return day >= 1 && day <= 31 ? [{ to: at + 1, gloss: token.written }] : []
  }
  if (slot === 'ordinal' && token.kind === 'ordinal') {
    return [{ to: at + 1, gloss: ordinalGlosses[Number(token.written)] ?? `${token.written}th` }]
  }
  const words = dictionary.classes.get(slot)
  return words ? matchesFrom(words, tokens, at).map(({ to, gloss, edits }) => ({ to, gloss, edits })) : []
}

/** Slots of the gloss take what those of the form took, in order; the same name twice takes the next. */
function fillSlots(gloss: string, values: readonly string[]): string {
  if (values.length === 0) return gloss
  const names = [...gloss.matchAll(/\{(\d?)\w*\}/gu)]
  let next = 0
  return names.length === 0
    ? gloss
    : gloss.replace(/\{(\d?)\w*\}/gu, (_, place: string) => values[place === '' ? next++ : Number(place) - 1] ?? '')
}
