import type { VocabularyProblem } from '@salestalk/protocol'

const mostShown = 5

/** Somebody else was faster: the change was made from a version that is not in use any more. */
export class VocabularyChangedError extends Error {
  override readonly name = 'VocabularyChangedError'
  constructor(base: number, current: number) {
    super(
      `The vocabulary is at version ${current}, and the change was made from version ${base}: look at it again first`,
    )
  }
}

/** What a change would do is just being found out for this company. */
export class VocabularyBusyError extends Error {
  override readonly name = 'VocabularyBusyError'
  constructor() {
    super('Another change of the vocabulary is just being looked at: try again in a few seconds')
  }
}

/** A vocabulary that cannot be accepted; `problems` has every reason, the message the first ones. */
export class UnacceptableVocabularyError extends Error {
  override readonly name = 'UnacceptableVocabularyError'
  readonly problems: readonly VocabularyProblem[]
  constructor(problems: readonly VocabularyProblem[]) {
    const shown = problems.slice(0, mostShown).map(describeVocabularyProblem)
    const rest = problems.length > mostShown ? [`and ${problems.length - mostShown} more`] : []
    super(`The vocabulary cannot be accepted: ${[...shown, ...rest].join('; ')}`)
    this.problems = problems
  }
}

export class VocabularyVersionNotFoundError extends Error {
  override readonly name = 'VocabularyVersionNotFoundError'
  constructor(version: number) {
    super(`There is no version ${version} of the vocabulary: see the list of versions`)
  }
}

/** The stored content is not what was accepted: its file is missing, cut off or was changed by hand. */
export class DamagedVocabularyError extends Error {
  override readonly name = 'DamagedVocabularyError'
}

/** "at synonyms.metrics.revenue.0: the phrase is empty" */
export function describeVocabularyProblem({ path, message, suggestion }: VocabularyProblem): string {
  const place = path === '' ? '' : `at ${path}: `
  return `${place}${message}${suggestion === null ? '' : ` (did you mean "${suggestion}"?)`}`
}
