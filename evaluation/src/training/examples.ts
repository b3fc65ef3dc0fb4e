import { confidenceFeatures } from '@salestalk/engine'
import type { Intent } from '@salestalk/protocol'
import { type Understand, type Understood, withCompanies } from '../companies.ts'
import { scoreQuestion } from '../score.ts'
import type { LabelledSets } from '../sets.ts'
import { isHeldOut, type LabelledQuestion } from '../types.ts'
import { withTypos } from '../typos.ts'

/** What one development question teaches. */
export interface Example {
  readonly id: string
  /** Examples of one group are of one question or conversation: never split between fitting and testing. */
  readonly group: string
  readonly masked: readonly string[]
  /** Labelled intent; null where the label leaves it open, the question must be declined or the message is a follow-up. */
  readonly intent: Intent | null
  readonly chosenIntent: Intent | null
  /** In the order of confidenceFeatures; null where nothing would be answered. */
  readonly doubts: readonly number[] | null
  /** Whether the reading, if given as an answer, is what the label says. */
  readonly right: boolean
  /** Read as if one of its phrases were not known. */
  readonly forgetful: boolean
}

/** Typing errors put into each question; what helps with clean questions only would be overconfident. */
const typoCounts = [0, 1]

/** Reads every development question of the sets, as written and misspelled. Held-out questions are left out before anything is read. */
export async function collectExamples(sets: LabelledSets): Promise<Example[]> {
  const open = sets.questions.map((set) => ({ ...set, questions: set.questions.filter((item) => !isHeldOut(item)) }))
  const companies = new Set(open.flatMap(({ questions }) => questions.map(({ company }) => company)))
  return await withCompanies(
    companies,
    (understand) =>
      open.flatMap((set) =>
        typoCounts.flatMap((typos) => {
          const started = new Set<string>()
          return set.questions.flatMap((question) => {
            const example = readExample(understand, set.name, question, typos, started)
            return typos === 0 ? [example, ...readForgetful(understand, question, example)] : [example]
          })
        }),
      ),
    { explained: true, unweighed: true },
  )
}

function readExample(
  understand: Understand,
  set: string,
  question: LabelledQuestion,
  typos: number,
  started: Set<string>,
): Example {
  const { id, company, expect } = question
  const session = question.session === undefined ? null : `${set} ${typos} ${question.session}`
  const isFollowUp = session !== null && started.has(session)
  if (session !== null) started.add(session)
  const asked = typos === 0 ? question.question : withTypos(question.question, typos, `${id} train`)
  const understood = understand(company, asked, session)
  return {
    id: typos === 0 ? id : `${id} misspelled`,
    group: question.session === undefined ? id : `${company} ${question.session}`,
    masked: understood.explanation?.masked ?? [],
    intent: !isFollowUp && expect.kinds.includes('answerable') ? (expect.intent ?? null) : null,
    chosenIntent: understood.interpretation.intent,
    forgetful: false,
    ...outcomeOf(understood, question),
  }
}

/** Phrases of these rules are worth forgetting one by one; function words are known everywhere. */
const forgettable = /^(cue|metric|dimension|record|ignore-(generic|verbs|request|courtesy))/

/**
 * A question that is answered rightly, read again without each phrase its reading rests on: this is how strangers' questions fail, whose
 * words nobody thought of, and what development questions no longer show.
 */
function readForgetful(understand: Understand, question: LabelledQuestion, whole: Example): Example[] {
  if (!whole.right || question.session !== undefined) return []
  const words = understand(question.company, question.question, null).explanation?.words ?? []
  const phrases = new Set(words.flatMap(({ text, rule }) => (forgettable.test(rule) ? [text] : [])))
  return [...phrases].map((phrase) => {
    const understood = understand(question.company, question.question, null, phrase)
    return {
      id: `${question.id} without ${phrase}`,
      group: whole.group,
      masked: understood.explanation?.masked ?? [],
      intent: null,
      chosenIntent: understood.interpretation.intent,
      forgetful: true,
      ...outcomeOf(understood, question),
    }
  })
}

function outcomeOf(understood: Understood, question: LabelledQuestion): Pick<Example, 'doubts' | 'right'> {
  const { interpretation } = understood
  const answers = interpretation.kind === 'answerable'
  return {
    doubts: answers ? doubtsOf(understood) : null,
    right: answers && scoreQuestion(question, interpretation).verdict === 'exact',
  }
}

/** Null for what was settled without weighing: its confidence is not fitted. */
function doubtsOf({ explanation }: Understood): number[] | null {
  const terms = new Map(explanation?.confidence.map(({ name, value }) => [name as string, value]))
  return terms.size === 0 ? null : confidenceFeatures.map((name) => terms.get(name) ?? 0)
}
