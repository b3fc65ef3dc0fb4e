/** A noun in the plural by the regular English rules: "Category" -> "Categories". */
export function plural(noun: string): string {
  if (/[^aeiou]y$/i.test(noun)) return `${noun.slice(0, -1)}ies`
  if (/(s|x|ch|sh)$/i.test(noun)) return `${noun}es`
  return `${noun}s`
}
