/** Rows of a keyboard: neighbors are hit by mistake. */
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']

const shortestWord = 4

/**
 * The question with `count` misspelled words of four letters or more, none twice where there are enough: a neighboring key, two letters
 * swapped, one left out or doubled. Words with digits stay. The same seed gives the same mistakes.
 */
export function withTypos(question: string, count: number, seed: string): string {
  const random = randomOf(seed)
  const words = [...question.matchAll(/[\p{L}\p{N}'&_-]+/gu)].flatMap((match) =>
    match[0].length >= shortestWord && /^[a-z]+$/i.test(match[0]) ? [{ text: match[0], at: match.index }] : [],
  )
  let text = question
  const chosen = shuffled(words, random).slice(0, count)
  for (const { text: word, at } of chosen.sort((left, right) => right.at - left.at))
    text = `${text.slice(0, at)}${misspell(word, random)}${text.slice(at + word.length)}`
  return text
}

/** The first letter stays, as it mostly does. */
function misspell(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 1))
  const letter = word[at] ?? ''
  switch (Math.floor(random() * 4)) {
    case 0:
      return `${word.slice(0, at)}${neighborOf(letter, random)}${word.slice(at + 1)}`
    case 1: {
      const left = Math.max(1, at - 1)
      const swapped = `${word.slice(0, left)}${word[left + 1]}${word[left]}${word.slice(left + 2)}`
      return swapped === word ? `${word.slice(0, at)}${word.slice(at + 1)}` : swapped
    }
    case 2:
      return `${word.slice(0, at)}${word.slice(at + 1)}`
    default:
      return `${word.slice(0, at)}${letter}${word.slice(at)}`
  }
}

function neighborOf(letter: string, random: () => number): string {
  const lower = letter.toLowerCase()
  const row = rows.findIndex((keys) => keys.includes(lower))
  const column = rows[row]?.indexOf(lower) ?? -1
  const near = [rows[row]?.[column - 1], rows[row]?.[column + 1], rows[row - 1]?.[column], rows[row + 1]?.[column]]
  const possible = near.filter((key) => key !== undefined)
  const key = possible[Math.floor(random() * possible.length)] ?? lower
  return letter === lower ? key : key.toUpperCase()
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const left = [...items]
  const order: T[] = []
  while (left.length > 0) order.push(...left.splice(Math.floor(random() * left.length), 1))
  return order
}

/** Numbers in [0, 1) that depend on the seed alone: FNV-1a to start, then a 32-bit mixing step (mulberry32). */
export function randomOf(seed: string): () => number {
  let state = 0x811c9dc5
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
