const maximumLength = 60
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'ae',
  ø: 'o',
  Ø: 'o',
  œ: 'oe',
  Œ: 'oe',
  ł: 'l',
  Ł: 'l',
  đ: 'd',
  Đ: 'd',
}
const words: Readonly<Record<string, string>> = {
  '%': ' percent ',
  '#': ' number ',
  '&': ' and ',
  '€': ' eur ',
  $: ' usd ',
  '£': ' gbp ',
}

/** Unique snake_case keys for headers, in their order: a duplicate gets `_2`, one without a Latin letter or digit `column_{position}`. */
export function columnKeys(headers: readonly string[]): string[] {
  const taken = new Set<string>()
  const wanted = headers.map((header, index) => keyOf(header) ?? `column_${index + 1}`)
  return wanted.map((key) => {
    let unique = key
    for (let n = 2; taken.has(unique) || (n > 2 && wanted.includes(unique)); n += 1) unique = `${key}_${n}`
    taken.add(unique)
    return unique
  })
}

function keyOf(header: string): string | null {
  const plain = header
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[ßæÆøØœŒłŁđĐ]/g, (letter) => letters[letter] ?? letter)
    .replace(/[%#&€$£]/g, (sign) => words[sign] ?? sign)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, maximumLength)
    .replace(/_+$/, '')
  if (plain === '') return null
  return /^[a-z]/.test(plain) ? plain : `c_${plain}`
}
