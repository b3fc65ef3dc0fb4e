import {
  checkStatements,
  describeProblem,
  findDoubts,
  parseOverlay,
  statementsOf,
  type Taxonomy,
  TaxonomyError,
  type TaxonomyProblem,
  withoutUnknownIds,
} from '@salestalk/engine'
import { type VocabularyContent, type VocabularyProblem, vocabularyLimits } from '@salestalk/protocol'
import { idsOf, type Knowledge } from '../chat/knowledge.ts'

export interface ProposedContent {
  readonly content: VocabularyContent
  /** What is in use: what stands there already is not judged again. */
  readonly current: VocabularyContent
  /** The common vocabulary. */
  readonly taxonomy: Taxonomy
  readonly knowledge: Knowledge
  /** Throws TaxonomyError. */
  readonly trial: (content: VocabularyContent) => Promise<Knowledge>
}

export interface Judgement {
  readonly problems: readonly VocabularyProblem[]
  readonly warnings: readonly VocabularyProblem[]
  /** What would be known with it; null with problems. */
  readonly trial: Knowledge | null
}

// What can be added has at most half as many.
const DEEPEST = 12

/** Whether a proposed vocabulary can be accepted, what is doubtful about it, and what would be known with it. */
export async function judgeContent(proposed: ProposedContent): Promise<Judgement> {
  const { content, current, knowledge } = proposed
  const tooMuch = beyondLimits(content)
  if (tooMuch.length > 0) return refused(tooMuch)
  const statements = statementsOf(content)
  const accepted = statementsOf(current)
  try {
    const problems = [
      ...unknownIds(proposed).map(plainProblem),
      ...checkStatements(statements, accepted, knowledge.lexicon),
    ]
    if (problems.length > 0) return refused(problems)
    const trial = await proposed.trial(content)
    return { problems: [], warnings: findDoubts(statements, accepted, trial.lexicon), trial }
  } catch (error) {
    if (error instanceof TaxonomyError) return refused(error.problems.map(plainProblem))
    throw error
  }
}

function refused(problems: readonly VocabularyProblem[]): Judgement {
  return { problems, warnings: [], trial: null }
}

/** Ids that nothing has, but for those that were taken when something had them. */
function unknownIds({ content, current, taxonomy, knowledge }: ProposedContent): TaxonomyProblem[] {
  const known = idsOf(knowledge.data)
  const droppedOf = (one: unknown) => withoutUnknownIds(taxonomy, parseOverlay(one), known).dropped
  const before = new Set(droppedOf(current).map(withoutIndex))
  return droppedOf(content).filter((problem) => !before.has(withoutIndex(problem)))
}

function withoutIndex({ path }: TaxonomyProblem): string {
  return path.replace(/\.\d+\./, '.')
}

function plainProblem(problem: TaxonomyProblem): VocabularyProblem {
  if (problem.file === 'overlay') {
    const { path, message, suggestion } = problem
    return { path, message, suggestion }
  }
  return { path: 'add', message: describeProblem({ ...problem, suggestion: null }), suggestion: problem.suggestion }
}

/** What is too much or too deep to be looked at any further. */
export function beyondLimits(content: VocabularyContent): VocabularyProblem[] {
  const { entries, added, bytes } = vocabularyLimits
  const problem = (path: string, message: string): VocabularyProblem[] => [{ path, message, suggestion: null }]
  const said = statementsOf(content).length
  if (said > entries) return problem('', `it has ${said} entries, at most ${entries} are possible`)
  const count = Object.values(content.add).reduce((sum, list) => sum + list.length, 0)
  if (count > added) return problem('add', `it adds ${count} things, at most ${added} are possible`)
  if (Object.values(content.add).some((list) => depthBeyond(list, DEEPEST))) {
    return problem('add', `it is nested deeper than ${DEEPEST} levels`)
  }
  const size = Buffer.byteLength(JSON.stringify(content))
  return size > bytes ? problem('', `it has ${size} bytes, at most ${bytes} are possible`) : []
}

/** Whether a value is nested deeper than so many levels; looks no further than that. */
function depthBeyond(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((item) => depthBeyond(item, levels - 1))
}
