import type { Draft, Item } from '../draft.ts'

/**
 * A reading's words with everything that depends on the company masked: "METRIC by DIMENSION TIME". What is left is the way a question is
 * asked, which is alike in all companies.
 */
export function maskWords(draft: Draft): string[] {
  return draft.items.flatMap((item) => maskOf(draft, item))
}

function maskOf(draft: Draft, item: Item): string[] {
  const { meaning } = item
  switch (meaning.kind) {
    case 'metric':
    case 'implied':
    case 'absent':
      return ['METRIC']
    case 'value':
    case 'value_options':
      return ['VALUE']
    case 'dimension':
    case 'absent_dimension':
      return ['DIMENSION']
    case 'record':
      return ['RECORD']
    case 'number':
    case 'ordinal':
      return ['NUMBER']
    case 'time':
      return [
        meaning.match.kind === 'grain' || meaning.match.kind === 'comparison'
          ? meaning.match.kind.toUpperCase()
          : 'TIME',
      ]
    case 'aside':
      return []
    case 'unknown':
      return ['UNKNOWN']
    case 'cue':
    case 'ignorable':
    case 'refusal':
      return draft.message.words.slice(item.from, item.to).map((word) => word.stem)
  }
}

const longestSequence = 3

/** What the intent is judged by: sequences of up to three masked words, with marks at both ends, and how often each kind of name occurs. */
export function intentFeatures(masked: readonly string[]): string[] {
  const padded = ['^', ...masked, '$']
  const found = new Set<string>()
  let sequences = padded
  for (let length = 1; length <= longestSequence; length += 1) {
    if (length > 1) sequences = sequences.slice(0, -1).map((words, start) => `${words} ${padded[start + length - 1]}`)
    for (const words of sequences) found.add(words)
  }
  found.delete('^')
  found.delete('$')
  for (const kind of ['METRIC', 'VALUE', 'DIMENSION', 'TIME', 'NUMBER', 'RECORD', 'GRAIN', 'COMPARISON']) {
    const times = masked.filter((word) => word === kind).length
    found.add(`#${kind} ${Math.min(2, times)}`)
  }
  return [...found]
}
