import type { Lexicon } from './types.ts'

/** Whether a number is a year that some dataset has days of. */
export function isDataYear({ datasets }: Lexicon, value: number): boolean {
  const year = String(value)
  return datasets.some(({ timeSpans }) =>
    Object.values(timeSpans).some(({ start, end }) => start.slice(0, 4) <= year && year <= end.slice(0, 4)),
  )
}
