const plainWord = /^[a-z]+$/
/** "rav4s", "4x4s": several of what is named with a digit, where "30s" are an age. */
const pluralCode = /^[a-z\d]*[a-z]\d+s$/

/** Folds a plural to its singular ("categories" -> "category"); other words stay as they are. Both sides of every match use it. */
export function stem(word: string): string {
  if (pluralCode.test(word)) return word.slice(0, -1)
  if (word.length < 4 || !word.endsWith('s') || !plainWord.test(word)) return word
  if (word.endsWith('ss') || word.endsWith('us') || word.endsWith('is')) return word
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}
