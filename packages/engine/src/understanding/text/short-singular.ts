/** "ins" of "walk-ins", "ups" of "check-ups": plurals too short to be folded where they stand alone; other words as they are. */
export function shortSingular(word: string): string {
  return /^\p{L}{2}s$/u.test(word) ? word.slice(0, -1) : word
}
