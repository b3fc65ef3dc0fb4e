export interface Token {
  /** Lower case; typographic quotes and dashes made plain. */
  readonly text: string
  readonly start: number
  readonly end: number
  readonly kind: 'word' | 'number' | 'mark'
  /** No white space between this token and the one before. */
  readonly glued: boolean
  readonly capital: boolean
}

const pattern = /\p{L}+|\d+|[^\s\p{L}\d]/gu

const plainMarks: Readonly<Record<string, string>> = { '’': "'", '‘': "'", '`': "'", '–': '-', '—': '-', '‑': '-' }

/** Splits text into runs of letters, runs of digits and single marks: "Q3'24" is q, 3, ', 24. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let previousEnd = -1
  for (const found of text.matchAll(pattern)) {
    const raw = found[0]
    const first = raw.charCodeAt(0)
    const kind = first >= 48 && first <= 57 ? 'number' : /\p{L}/u.test(raw) ? 'word' : 'mark'
    tokens.push({
      text: kind === 'word' ? raw.toLowerCase() : (plainMarks[raw] ?? raw),
      start: found.index,
      end: found.index + raw.length,
      kind,
      glued: found.index === previousEnd,
      capital: kind === 'word' && raw.charAt(0) !== raw.charAt(0).toLowerCase(),
    })
    previousEnd = found.index + raw.length
  }
  return tokens
}
