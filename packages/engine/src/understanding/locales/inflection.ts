import type { Locale } from '../../taxonomy/locale-schema.ts'

/** How the words of one language are brought to a common form; every step is data of the locale. */
export interface Inflection {
  /** Lower case, without accents, letters that may be written in two ways written in one. */
  readonly fold: (word: string) => string
  /** A folded word without its ending. */
  readonly stem: (folded: string) => string
}

const plainWord = /^[a-z]+$/

export function inflectionOf({ folding, endings, shortestStem }: Locale['language']): Inflection {
  const byLength = [...endings].sort((left, right) => right.length - left.length)
  return {
    fold: (word) => {
      // Pairs come first: an accent may be all that tells a letter from the one it is written as.
      let folded = word.toLowerCase()
      if (plainWord.test(folded) && !folding.some(([written]) => folded.includes(written))) return folded
      for (const [written, letters] of folding) folded = folded.replaceAll(written, letters)
      return folded.normalize('NFKD').replace(/\p{M}/gu, '').replace(/['’]/gu, '')
    },
    stem: (folded) => {
      const ending = byLength.find((candidate) => {
        return folded.length - candidate.length >= shortestStem && folded.endsWith(candidate)
      })
      return ending === undefined ? folded : folded.slice(0, -ending.length)
    },
  }
}
