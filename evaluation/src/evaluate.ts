import { type Understand, withCompanies } from './companies.ts'
import type { Scores } from './report.ts'
import { type Score, scoreQuestion } from './score.ts'
import type { LabelledSets } from './sets.ts'
import { scoreTimeExpressions } from './time-expressions.ts'
import type { LabelledQuestion, QuestionSet } from './types.ts'
import { withTypos } from './typos.ts'

export interface EvaluationOptions {
  /** Misspelled words put into every question of the sets themselves. */
  readonly typos: number
  /** Whether single questions are asked again with one and two misspelled words. */
  readonly withCurve: boolean
}

/** Asks every question of the sets, conversations in order, and scores what was understood. */
export async function evaluate(sets: LabelledSets, { typos, withCurve }: EvaluationOptions): Promise<Scores> {
  const companies = new Set(sets.questions.flatMap(({ questions }) => questions.map(({ company }) => company)))
  const time = await scoreTimeExpressions(sets.timeExpressions)
  if (companies.size === 0) return { bySet: new Map(), time, byTypos: new Map() }
  return await withCompanies(companies, (understand) => {
    const bySet = new Map(
      sets.questions.map((set) => [set.name, set.questions.map((question) => ask(understand, set, question, typos))]),
    )
    return { bySet, time, byTypos: withCurve ? typoCurve(understand, sets, bySet) : new Map() }
  })
}

/** Sessions of two sets may share a name. */
function ask(understand: Understand, set: QuestionSet, question: LabelledQuestion, typos: number): Score {
  const session = question.session === undefined ? null : `${set.name} ${question.session}`
  const asked = typos === 0 ? question.question : withTypos(question.question, typos, `${question.id} ${typos}`)
  return scoreQuestion(question, understand(question.company, asked, session).interpretation, asked)
}

function typoCurve(
  understand: Understand,
  { questions: sets }: LabelledSets,
  bySet: ReadonlyMap<string, readonly Score[]>,
): Map<number, Score[]> {
  const isSingle = ({ session, expect }: LabelledQuestion): boolean =>
    session === undefined && expect.kinds.includes('answerable')
  const again = (typos: number): Score[] =>
    sets.flatMap((set) => set.questions.filter(isSingle).map((question) => ask(understand, set, question, typos)))
  const asWritten = [...bySet.values()].flat().filter(({ question }) => isSingle(question))
  return new Map([
    [0, asWritten],
    [1, again(1)],
    [2, again(2)],
  ])
}
