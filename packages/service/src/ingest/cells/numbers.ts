export type DecimalSeparator = '.' | ','

/** What a cell says about the separators: nothing, which one is decimal, or one that may as well separate thousands. */
export type SeparatorEvidence = 'none' | DecimalSeparator | 'ambiguous_dot' | 'ambiguous_comma'

interface NumberParts {
  readonly negative: boolean
  /** Digits and separators as written. */
  readonly body: string
  readonly exponent: number
  readonly percent: boolean
  /** '$', '€', 'EUR'… as written, or null. */
  readonly currency: string | null
  readonly evidence: SeparatorEvidence
}

const codes = new Set(Intl.supportedValuesOf('currency'))
const abbreviations = new Set(['kr', 'kr.', 'zł', 'zl', 'Fr.', 'Ft', 'Kč', 'Rs', 'Rs.', 'R', 'lei'])
/** Names of currencies as they stand beside figures. */
export const currencyWords: readonly string[] = [...codes, ...abbreviations]
const affix = /^(?:[A-Z]{1,3}\p{Sc}|\p{Sc}|[A-Z]{3}|[\p{L}]{1,3}\.?)$/u
const outer = /^([^\d.,]*)((?:\d|[.,](?=\d)).*?)([eE][+-]?\d{1,3})?([^\d.,]*)$/su
const spaces = /[\s\u00a0\u202f]/g

/** The parts of a number written in any common way, or null when the text is no number. Which separator is decimal stays open. */
export function numberParts(text: string): NumberParts | null {
  if (text.length > 60) return null
  const match = outer.exec(text)
  if (!match) return null
  const [, before = '', body = '', exponent, after = ''] = match
  const signs = after === '' && (before === '' || before === '-') ? bare(before) : affixes(before, after)
  if (signs === null) return null
  const clean = /[^\d.,]/.test(body) ? body.replace(spaces, ' ').replaceAll('’', "'") : body
  const evidence = separatorEvidence(clean)
  if (evidence === null) return null
  return { ...signs, body: clean, exponent: exponent ? Number(exponent.slice(1)) : 0, evidence }
}

function bare(sign: string) {
  return { negative: sign === '-', percent: false, currency: null }
}

function affixes(before: string, after: string): Pick<NumberParts, 'negative' | 'percent' | 'currency'> | null {
  let left = before.replace(spaces, '')
  let right = after.replace(spaces, '')
  let minuses = 0
  if (left.includes('(') || right.includes(')')) {
    if (left.split('(').length !== 2 || right.split(')').length !== 2) return null
    left = left.replace('(', '')
    right = right.replace(')', '')
    minuses += 1
  }
  const percent = right.includes('%') || left.includes('%')
  left = left.replace('%', '')
  right = right.replace('%', '')
  const sign = /[-−+]/.exec(left)?.[0] ?? /[-−]/.exec(right)?.[0] ?? null
  if (sign !== null && sign !== '+') minuses += 1
  left = left.replace(/[-−+]/, '')
  right = /[-−+]/.test(before) ? right : right.replace(/[-−]/, '')
  if (minuses > 1 || (left !== '' && right !== '')) return null
  const currency = left === '' ? right : left
  if (currency === '') return { negative: minuses === 1, percent, currency: null }
  if (percent || !isCurrency(currency)) return null
  return { negative: minuses === 1, percent, currency }
}

function isCurrency(text: string): boolean {
  return affix.test(text) && (/\p{Sc}/u.test(text) || codes.has(text) || abbreviations.has(text))
}

/** null: the digits are not grouped like a number (an address, a version, a date). */
function separatorEvidence(body: string): SeparatorEvidence | null {
  if (/[ ']/.test(body)) {
    const match = /^\d{1,3}(?:([ '])\d{3})(?:\1\d{3})*(?:([.,])\d+)?$/.exec(body)
    return match ? ((match[2] as DecimalSeparator | undefined) ?? 'none') : null
  }
  if (/^\d+$/.test(body)) return 'none'
  const single = /^(\d*)([.,])(\d*)$/.exec(body)
  if (single) {
    const [, whole = '', separator = '', fraction = ''] = single
    const decimal = separator as DecimalSeparator
    if (fraction.length !== 3 || whole.length === 0 || whole.length > 3 || whole.startsWith('0')) return decimal
    return decimal === '.' ? 'ambiguous_dot' : 'ambiguous_comma'
  }
  if (grouped(',').test(body)) return '.'
  if (grouped('.').test(body)) return ','
  return null
}

const groupedComma = /^\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d*)?$/
const groupedDot = /^\d{1,3}(?:\.\d{3})+(?:,\d*)?$/

function grouped(separator: DecimalSeparator): RegExp {
  return separator === ',' ? groupedComma : groupedDot
}

/** Whether the text means a number that is none: NaN and the infinities. */
export function isNotFinite(text: string): boolean {
  return /^[+-]?(nan|inf(inity)?|∞)$/i.test(text)
}

/** The number in plain digits ("-1234.5"; percents as fractions), or null when it is none under this decimal separator. */
export function readNumber(text: string, decimal: DecimalSeparator): string | null {
  const parts = numberParts(text)
  if (!parts) return null
  const { evidence } = parts
  if ((evidence === '.' || evidence === ',') && evidence !== decimal) return null
  const thousands = decimal === '.' ? ',' : '.'
  const plain = parts.body.replaceAll(thousands, '').replace(/[ ']/g, '').replace(decimal, '.')
  const shift = parts.exponent - (parts.percent ? 2 : 0)
  if (Math.abs(shift) > 300) return null
  return shiftPoint(plain, shift, parts.negative)
}

/** Moves the decimal point in the text itself, because 0.07 * 100 is not 7 in floating point. */
function shiftPoint(plain: string, places: number, negative: boolean): string {
  const [whole = '', fraction = ''] = plain.split('.')
  const digits = whole + fraction
  const point = whole.length + places
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0')
  const at = Math.max(point, 1)
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '')
  const rest = padded.slice(at).replace(/0+$/, '')
  const value = rest === '' ? integer : `${integer}.${rest}`
  return negative && /[1-9]/.test(value) ? `-${value}` : value
}

/** A whole number written with zeros in front is a code: a postal code, an account. */
export function hasLeadingZero(text: string): boolean {
  return /^[+-]?0\d/.test(text) && /^[+-]?\d+$/.test(text)
}
