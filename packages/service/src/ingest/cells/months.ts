/** Languages whose month names are understood in cells; English first, because it wins where two languages share a word. */
const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl']

const months = new Map<string, number>()
for (const language of languages) {
  for (const length of ['long', 'short'] as const) {
    const format = new Intl.DateTimeFormat(language, { month: length, day: 'numeric', timeZone: 'UTC' })
    for (let month = 0; month < 12; month += 1) {
      const part = format.formatToParts(Date.UTC(2023, month, 15)).find(({ type }) => type === 'month')
      const word = plainWord(part?.value ?? '')
      if (word !== '' && !months.has(word)) months.set(word, month + 1)
      if (length === 'long' && language === 'en' && !months.has(word.slice(0, 3)))
        months.set(word.slice(0, 3), month + 1)
    }
  }
}
months.set('sept', 9)

/** 1 to 12, or null when the word names no month. */
export function monthOf(word: string | undefined): number | null {
  return word === undefined ? null : (months.get(plainWord(word)) ?? null)
}

function plainWord(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('.', '').toLowerCase()
}

/** Every month word understood, for a first rough look at a column. */
export const monthWords: readonly string[] = [...months.keys()]
