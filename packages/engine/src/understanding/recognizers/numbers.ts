import type { Candidate, Quantity } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import { isDataYear } from '../lexicon/data-years.ts'
import type { Message } from '../message.ts'
import type { PhraseFiles } from '../phrases/schema.ts'
import { costs } from './costs.ts'

const written = /^(\p{Sc})?(\d+(?:[.,]\d+)*)(%|\p{L}+)?$/u

/** Most words of what puts things in an order. */
const longestOrder = 3

/** Finds numbers with their signs and units: "$2.5M", "15 %", "ten thousand", "500 dollars". */
export function recognizeNumbers(message: Message): Candidate[] {
  const found: Candidate[] = []
  for (let from = 0; from < message.words.length; from += 1) {
    const ordinal = readOrdinal(message, from)
    if (ordinal) found.push(ordinal, ...withVerb(message, ordinal))
    const occasion = readOccasions(message, from) ?? readNeverAgain(message, from)
    if (occasion) found.push(occasion)
    const number = readNumber(message, from)
    if (!number) continue
    const { quantity, to } = number
    const base = { from, meaning: { kind: 'number', quantity }, rule: 'number', typos: 0 } as const
    const cost = quantity.bare ? costs.bareNumber : costs.number
    found.push({ ...base, to, cost: cost + (isYearOfData(message, from, quantity) ? costs.year : 0) })
    if (isBound(message, from, to)) found.push({ ...base, to: to + 1, cost: costs.number })
  }
  return found
}

/** "past the 10k mark": the noun says that the number is a bound. */
function isBound(message: Message, from: number, to: number): boolean {
  return isFunctionWord(message, from - 1, 'before_bound') && isFunctionWord(message, to, 'bound')
}

/** "revenue over 2025 by month": a year that there is data of, and no limit. */
function isYearOfData(message: Message, from: number, { bare, value }: Quantity): boolean {
  return bare && isFunctionWord(message, from - 1, 'over') && isDataYear(message.lexicon, value)
}

/** "once", "twice": how often something was done; "once a month" and "once again" say something else. */
function readOccasions({ lexicon, words }: Message, from: number): Candidate | undefined {
  const { times, unless } = lexicon.grammar.quantities.occasions
  const value = times[words[from]?.normal ?? '']
  const next = words[from + 1]
  if (value === undefined || from === 0 || words[from]?.gap === 'stop') return undefined
  if (unless.before.includes(words[from - 1]?.normal ?? '') || unless.after.includes(next?.normal ?? ''))
    return undefined
  const quantity = { value, percent: false, currency: null, bare: false, open: false, valid: true }
  return { from, to: from + 1, meaning: { kind: 'number', quantity }, cost: costs.number, rule: 'occasions', typos: 0 }
}

/** "never ordered again", "and never again": once and no more. */
function readNeverAgain({ lexicon, words }: Message, start: number): Candidate | undefined {
  const { never, again } = lexicon.grammar.quantities.occasions
  const { and } = lexicon.grammar['function-words']
  const from = and.includes(words[start]?.normal ?? '') ? start + 1 : start
  if (!never.includes(words[from]?.normal ?? '')) return undefined
  const rest = words.slice(from + 1, from + 1 + longestOrder)
  const last = rest.findIndex(({ normal }) => again.includes(normal))
  if (last < 0) return undefined
  const quantity = { value: 1, percent: false, currency: null, bare: false, open: false, valid: true }
  const meaning = { kind: 'number', quantity } as const
  return { from: start, to: from + 2 + last, meaning, cost: costs.number, rule: 'never-again', typos: 0 }
}

/** "second" of "the second best", "came third on revenue", "number two": a place in an order; elsewhere an ordinal belongs to a period or a name. */
function readOrdinal(message: Message, from: number): Candidate | undefined {
  const place = readNumbered(message, from) ?? readPlaced(message, from)
  if (!place) return undefined
  const { position, to } = place
  return { from, to, meaning: { kind: 'ordinal', position }, cost: costs.number, rule: 'rank-position', typos: 0 }
}

/** "finished second": the verb of the place says nothing else. */
function withVerb(message: Message, place: Candidate): Candidate[] {
  const verb = isFunctionWord(message, place.from - 1, 'in_place') ? place.from - 2 : place.from - 1
  return isFunctionWord(message, verb, 'before_ordinal') ? [{ ...place, from: verb }] : []
}

interface Place {
  readonly position: number
  readonly to: number
}

function readPlaced(message: Message, from: number): Place | undefined {
  const named =
    message.lexicon.grammar.quantities.places[`${message.words[from]?.normal} ${message.words[from + 1]?.normal}`]
  if (named !== undefined) return { position: named, to: from + 2 }
  const position = message.lexicon.grammar.quantities.ordinals[message.words[from]?.normal ?? '']
  if (position === undefined || position < 1) return undefined
  const isPlaced = isFunctionWord(message, from + 1, 'place')
  const to = from + (isPlaced ? 2 : 1)
  return isPlaced || comesIn(message, from, to) || orders(message, from + 1) ? { position, to } : undefined
}

/** "came third on revenue", "who came in second". */
function comesIn(message: Message, from: number, to: number): boolean {
  const before = isFunctionWord(message, from - 1, 'in_place') ? from - 2 : from - 1
  if (!isFunctionWord(message, before, 'before_ordinal')) return false
  return isFunctionWord(message, to, 'after_ordinal') || endsClause(message, to)
}

function endsClause({ words }: Message, index: number): boolean {
  return words[index] === undefined || words[index]?.gap !== 'space'
}

/** Numbers of things beyond this are their names rather than places in an order. */
const lastPlace = 20

/** "our number two dealer", "No. 3 by profit"; "invoice no. 2" is one by its number. */
function readNumbered(message: Message, from: number): Place | undefined {
  const { lexicon, words, question } = message
  const [sign, number] = [words[from], words[from + 1]]
  if (!sign || !number || !isFunctionWord(message, from, 'numbering')) return undefined
  const between = question.text.slice(sign.end, number.start)
  // "no 3 stores" may well be a denial.
  if (isFunctionWord(message, from, 'denying') && !between.startsWith('.')) return undefined
  const position = lexicon.grammar.quantities.numbers[number.normal] ?? Number(number.text)
  if (!Number.isSafeInteger(position) || position < 1 || position > lastPlace) return undefined
  const numbered = lexicon.phrases.get(words[from - 1]?.stem ?? '') ?? []
  if (sign.gap === 'space' && numbered.some(({ kind }) => numberedKinds.has(kind))) return undefined
  return { position, to: from + 2 }
}

const numberedKinds: ReadonlySet<string> = new Set(['dimension', 'record', 'metric'])

/** "second best", "third most often", "second busiest": words that put things in an order. */
function orders({ lexicon, words }: Message, from: number): boolean {
  const { top, bottom, best, worst } = lexicon.grammar.cues
  const next = words[from]?.normal ?? ''
  if ([top, bottom, best, worst].some((cue) => cue.includes(next))) return true
  const stems = words.slice(from, from + longestOrder).map((word) => word.stem)
  return stems.some((_, index) =>
    (lexicon.phrases.get(stems.slice(0, index + 1).join(' ')) ?? []).some(
      (meaning) => meaning.kind === 'implied' && meaning.rank !== null,
    ),
  )
}

function readNumber(message: Message, from: number): { quantity: Quantity; to: number } | undefined {
  const { quantities } = message.lexicon.grammar
  const negated = isNegated(message, from, quantities)
  const first = from + (negated === 'word' ? 1 : 0)
  const start = readDigits(message, first, quantities) ?? readWords(message, first, quantities)
  if (!start) return undefined
  let { value, percent, currency, to } = start
  if (negated !== null) value = -value
  let scaled = start.scaled
  const multiplier = quantities.multipliers[message.words[to]?.normal ?? '']
  if (multiplier !== undefined && !start.scaled && message.words[to]?.gap === 'space') {
    value *= multiplier
    scaled = true
    to += 1
  }
  const unit = message.words[to]?.normal ?? ''
  if (!percent && (quantities.percent.includes(unit) || message.words[to]?.text === '%')) {
    percent = true
    to += 1
  } else if (currency === null && quantities.currencies[unit] !== undefined) {
    currency = quantities.currencies[unit] ?? null
    to += 1
  }
  const bare = !percent && currency === null && !scaled && start.digits
  return {
    quantity: { value, percent, currency, bare, open: isOpen(message, to - 1), valid: Number.isFinite(value) },
    to,
  }
}

/** "-500" and "minus 500"; a dash between two words is no sign. */
function isNegated(message: Message, from: number, quantities: PhraseFiles['quantities']): 'sign' | 'word' | null {
  const word = message.words[from]
  if (!word) return null
  if (quantities.negations.includes(word.normal)) return 'word'
  const { text } = message.question
  const sign = quantities.signs.includes(text.charAt(word.start - 1)) && /^[\p{Sc}\d]/u.test(word.text)
  return sign && !/[\p{L}\p{N})%]/u.test(text.charAt(word.start - 2)) ? 'sign' : null
}

/** "40+" and "$1M+", but not "1+1". */
function isOpen({ question, words }: Message, last: number): boolean {
  const after = question.text.slice(words[last]?.end ?? 0)
  return /^\+(?![\p{L}\p{N}])/u.test(after)
}

interface Start {
  readonly value: number
  readonly percent: boolean
  readonly currency: string | null
  readonly scaled: boolean
  readonly digits: boolean
  readonly to: number
}

function readDigits(message: Message, from: number, quantities: PhraseFiles['quantities']): Start | undefined {
  const text = message.words[from]?.text ?? ''
  const parts = written.exec(text)
  if (!parts) return undefined
  const [, sign, digits = '', suffix] = parts
  const to = suffix === undefined && /^[1-9]\d{0,2}$/.test(digits) ? endOfThousands(message, from) : from + 1
  const thousands = message.words.slice(from + 1, to).map((word) => word.text)
  const value = parseDigits([digits, ...thousands].join(''))
  const multiplier = suffix === undefined || suffix === '%' ? 1 : quantities.multipliers[suffix.toLowerCase()]
  if (multiplier === undefined) return undefined
  return {
    value: value * multiplier,
    percent: suffix === '%',
    currency: sign === undefined ? null : (quantities.currencies[sign] ?? null),
    scaled: multiplier !== 1,
    digits: true,
    to,
  }
}

/** Where "10 000" ends, its thousands set apart by blanks; "top 10 500 ml bottles" counts bottles. */
function endOfThousands({ words, lexicon }: Message, from: number): number {
  const { cues, quantities } = lexicon.grammar
  const before = words[from - 1]?.normal ?? ''
  if (cues.top.includes(before) || cues.bottom.includes(before) || quantities.ordinals[before] !== undefined)
    return from + 1
  let to = from + 1
  const goesOn = (word: Message['words'][number] | undefined): boolean =>
    word?.gap === 'space' && word.start === (words[to - 1]?.end ?? 0) + 1 && /^\d{3}$/.test(word.text)
  while (goesOn(words[to])) to += 1
  return to
}

/** English reading: a comma groups thousands, a point splits decimals; "1,5", "1.234.567" and "1,00,000" are read by their shape. */
function parseDigits(digits: string): number {
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits)) return Number(digits.replaceAll(',', ''))
  if (/^\d{1,2}(,\d{2})+,\d{3}(\.\d+)?$/.test(digits)) return Number(digits.replaceAll(',', ''))
  if (/^\d{1,3}(\.\d{3}){2,}$/.test(digits)) return Number(digits.replaceAll('.', ''))
  if (/^\d+,\d{1,2}$/.test(digits)) return Number(digits.replace(',', '.'))
  return Number(digits)
}

/** "two hundred thousand", "a million", "half a million"; single letters are no words by themselves. */
function readWords(message: Message, from: number, quantities: PhraseFiles['quantities']): Start | undefined {
  let total = 0
  let group: number | null = null
  let scaled = false
  let halved = false
  let to = from
  for (; to < message.words.length; to += 1) {
    const word = message.words[to]
    if (!word || (to > from && word.gap !== 'space' && word.gap !== 'hyphen')) break
    const unit = quantities.numbers[word.normal]
    const multiplier = quantities.multipliers[word.normal]
    if (unit !== undefined) group = (group ?? 0) + unit
    else if (multiplier === undefined) {
      const fraction = to === from ? quantities.fractions[word.normal] : undefined
      const opens = quantities.articles.includes(word.normal) && (to === from || halved)
      if (fraction === undefined && !opens) break
      if (!scales(message, to + 1, quantities)) break
      halved = fraction !== undefined
      group = fraction ?? group
    } else if (group === null && to === from) break
    else {
      scaled = true
      if (multiplier < 1000) group = (group ?? 1) * multiplier
      else {
        total += (group ?? 1) * multiplier
        group = null
      }
    }
  }
  if (to === from) return undefined
  return { value: total + (group ?? 0), percent: false, currency: null, scaled, digits: false, to }
}

/** Whether "a" or "half" opens a number here: "a million", "half a million". */
function scales(message: Message, index: number, quantities: PhraseFiles['quantities']): boolean {
  const word = message.words[index]?.normal ?? ''
  const after = message.words[index + 1]?.normal ?? ''
  const named = (text: string): boolean => text.length > 2 && quantities.multipliers[text] !== undefined
  return named(word) || (quantities.articles.includes(word) && named(after))
}
