import { differingParts, emptyConversation, readQuestion, understand } from '@salestalk/engine'
import type { ChangedQuestion, Interpretation, IsoDate, ShownReading } from '@salestalk/protocol'
import type { Knowledge } from '../chat/knowledge.ts'
import type { StoredQuestion } from './stored-questions.ts'

export interface QuestionsToRead {
  /** Latest first. */
  readonly history: readonly StoredQuestion[]
  readonly given: readonly string[]
  readonly today: IsoDate
}

export interface ReadQuestions {
  readonly history: number
  readonly given: number
  readonly changes: readonly ChangedQuestion[]
  /** Time was up before every question was read. */
  readonly cut: boolean
}

export interface ReadingBudget {
  /** Milliseconds of a clock that never goes back. */
  readonly stopwatch: () => number
  readonly milliseconds: number
}

// Other requests get their turn after so many milliseconds.
const PIECE = 25

/** Reads questions with the words of now and with those proposed, and tells which are understood differently. */
export async function previewQuestions(
  { history, given, today }: QuestionsToRead,
  before: Knowledge,
  after: Knowledge,
  { stopwatch, milliseconds }: ReadingBudget,
): Promise<ReadQuestions> {
  const until = stopwatch() + milliseconds
  let rest = stopwatch()
  const changes = new Map<string, ChangedQuestion>()
  const counts = { history: 0, given: 0 }
  const asked = [
    ...given.map((question) => ({ question, conversation: emptyConversation, today, source: 'given' as const })),
    ...history.map((stored) => ({ ...stored, source: 'history' as const })),
  ]
  for (const { question, conversation, today: day, source } of asked) {
    if (stopwatch() >= rest) {
      await new Promise((resolve) => setImmediate(resolve))
      rest = stopwatch() + PIECE
    }
    if (stopwatch() > until) return { ...counts, changes: [...changes.values()], cut: true }
    counts[source] += 1
    const key = JSON.stringify([source, question.trim().toLowerCase()])
    const read = ({ lexicon, calendar }: Knowledge): Interpretation =>
      understand(readQuestion(question), { lexicon, calendar, conversation, today: day })
    const [then, now] = [read(before), read(after)]
    const parts = differingParts(then, now)
    if (parts.length === 0) continue
    const known = changes.get(key)
    const change = { question, source, before: shown(then), after: shown(now), parts }
    changes.set(key, known === undefined ? { ...change, times: 1 } : { ...known, times: known.times + 1 })
  }
  return { ...counts, changes: [...changes.values()], cut: false }
}

function shown({ kind, reason, restatement }: Interpretation): ShownReading {
  return { kind, reason, restatement }
}
