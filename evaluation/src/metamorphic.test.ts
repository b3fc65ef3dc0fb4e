import type { Interpretation } from '@salestalk/protocol'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Understand, withCompanies } from './companies.ts'
import { meaningOf, sameMeaning, withoutSlot, withTimeFirst, withUnknownWord } from './metamorphic.ts'
import { readSets } from './sets.ts'
import { isHeldOut, type LabelledQuestion } from './types.ts'

/** What became of each change to each question. */
interface Trial {
  readonly change: string
  readonly company: string
  readonly before: string
  readonly after: string
  readonly isSame: boolean
  readonly reading: Interpretation
}

// Every third development question is enough to notice, and few enough for every run.
const step = 3
let trials: readonly Trial[] = []

beforeAll(async () => {
  const sets = await readSets()
  const questions = sets.questions
    .flatMap((set) => set.questions)
    .filter((question) => !isHeldOut(question) && question.session === undefined && !question.tags.includes('language'))
    .filter((_, index) => index % step === 0)
  const companies = new Set(questions.map(({ company }) => company))
  trials = await withCompanies(companies, (understand) =>
    questions.flatMap((question) => changed(understand, question)),
  )
})

/** Changes to a question that is answered; nothing is claimed of the others. */
function changed(understand: Understand, { id, company, question }: LabelledQuestion): Trial[] {
  const { interpretation } = understand(company, question, null)
  if (interpretation.kind !== 'answerable') return []
  const meaning = meaningOf(interpretation)
  const changes = {
    ...sameMeaning,
    'time first': withTimeFirst,
    'without a slot': (text: string) => withoutSlot(text, interpretation, id),
    'unknown word': (text: string) => withUnknownWord(text, id),
  }
  return Object.entries(changes).flatMap(([change, apply]) => {
    const after = apply(question)
    if (after === null) return []
    const reading = understand(company, after, null).interpretation
    return [{ change, company, before: question, after, reading, isSame: meaningOf(reading) === meaning }]
  })
}

function shareOf(change: string, test: (trial: Trial) => boolean): { share: number; tried: number; others: string } {
  const tried = trials.filter((trial) => trial.change === change)
  const others = tried.filter((trial) => !test(trial))
  return {
    tried: tried.length,
    share: 1 - others.length / tried.length,
    others: others.map(({ company, after, reading }) => `${company}: ${after} => ${reading.restatement}`).join('\n'),
  }
}

describe('development questions that are answered', () => {
  it.each([...Object.keys(sameMeaning), 'time first'])('mean the same %s', (change) => {
    const { share, tried, others } = shareOf(change, ({ isSame }) => isSame)
    expect(tried).toBeGreaterThan(20)
    expect(share, others).toBeGreaterThanOrEqual(0.98)
  })

  it('are not answered with a word nobody knows in them', () => {
    const { share, tried, others } = shareOf('unknown word', ({ reading }) => reading.kind !== 'answerable')
    expect(tried).toBeGreaterThan(150)
    expect(share, others).toBeGreaterThanOrEqual(0.99)
  })

  it('mean something else, or are not answered, without one of their slots', () => {
    // Some words say what holds without them: "this quarter vs last quarter", "top customers by revenue".
    const { share, tried, others } = shareOf('without a slot', ({ isSame }) => !isSame)
    expect(tried).toBeGreaterThan(150)
    expect(share, others).toBeGreaterThanOrEqual(0.93)
  })
})
