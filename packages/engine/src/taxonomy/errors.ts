/** One mistake in the vocabulary: the file, the place inside it, what is wrong, and the nearest right word if one is near. */
export interface TaxonomyProblem {
  readonly file: string
  /** Such as `synonyms.2.weight`; empty for the whole file. */
  readonly path: string
  readonly message: string
  readonly suggestion: string | null
}

/** Thrown when a vocabulary or an overlay cannot be used; `problems` has all of them, the message the first ten. */
export class TaxonomyError extends Error {
  override readonly name = 'TaxonomyError'
  readonly problems: readonly TaxonomyProblem[]
  constructor(problems: readonly TaxonomyProblem[]) {
    const shown = problems.slice(0, 10).map(describeProblem)
    const rest = problems.length > shown.length ? [`and ${problems.length - shown.length} more`] : []
    super(
      [`The taxonomy has ${problems.length} problem${problems.length === 1 ? '' : 's'}:`, ...shown, ...rest].join('\n'),
    )
    this.problems = problems
  }
}

/** "metrics/revenue.json at unti: unknown key; did you mean "unit"?" */
export function describeProblem(problem: TaxonomyProblem): string {
  const place = problem.path === '' ? problem.file : `${problem.file} at ${problem.path}`
  const suggestion = problem.suggestion === null ? '' : `; did you mean "${problem.suggestion}"?`
  return `${place}: ${problem.message}${suggestion}`
}
