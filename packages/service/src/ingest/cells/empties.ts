// What people and programs write where a number or a date is missing. In a text column all but the last group are words
// like any other: NA is North America.
const markers = new Set([
  'na',
  'n/a',
  'n.a.',
  '<na>',
  'null',
  '(null)',
  'none',
  'nil',
  '-',
  '--',
  '–',
  '—',
  '?',
  '.',
  '(blank)',
  'not available',
])
const errors = ['#n/a', '#value!', '#ref!', '#div/0!', '#name?', '#null!', '#num!', '\\n']

/** Whether a cell of a column of numbers, dates or booleans means "nothing". */
export function isEmptyMarker(text: string): boolean {
  const lower = text.toLowerCase()
  return markers.has(lower) || errors.includes(lower)
}

/** Cells that are no text either: the error values of a spreadsheet and the null of a database dump, in lower case. */
export const emptyEverywhere: readonly string[] = errors

/** Everything that may stand for nothing, in lower case. */
export const emptyMarkers: readonly string[] = [...markers, ...errors]
