import { describe, expect, it } from 'vitest'
import { renderFailures, renderReport } from './render.ts'
import { reportOf, type Scores } from './report.ts'
import { scoreQuestion } from './score.ts'
import { interpretationOf, questionOf } from './testing/scores.ts'
import type { LabelledQuestion } from './types.ts'

const wrongAnswer = (overrides: Partial<LabelledQuestion>) =>
  scoreQuestion(questionOf({ expect: { kinds: ['answerable'], metrics: ['aov'] }, ...overrides }), interpretationOf())
const shown = wrongAnswer({ id: 'open-1', question: 'the open question' })
const hidden = wrongAnswer({ id: 'secret-1', question: 'the secret question', tags: ['held-out'] })
const scores: Scores = {
  bySet: new Map([['some-set', [shown, hidden]]]),
  time: [],
  byTypos: new Map([[1, [shown, hidden]]]),
}

describe('the report', () => {
  it('counts held-out questions and never shows one', () => {
    const report = reportOf(scores, null)
    expect(report.heldOut.overall).toMatchObject({ questions: 1, exactShare: 0, wrongShare: 1 })
    const everything = `${renderReport(report)}${renderFailures(report)}${JSON.stringify(report)}`
    expect(everything).toContain('the open question')
    expect(everything).not.toContain('secret')
  })

  it('says what differs in a failure', () => {
    expect(renderFailures(reportOf(scores, null))).toContain('metrics: expected [aov], got [revenue]')
  })

  it('follows a conversation turn by turn', () => {
    const turn = (id: string, metric: string) =>
      scoreQuestion(
        questionOf({ id, session: 's', expect: { kinds: ['answerable'], metrics: [metric] } }),
        interpretationOf(),
      )
    const bySet = new Map([['talks', [turn('a', 'revenue'), turn('b', 'revenue'), turn('c', 'aov')]]])
    const { all } = reportOf({ bySet, time: [], byTypos: new Map() }, null)
    expect(all.turns.map(({ turn: position, exact }) => [position, exact])).toEqual([
      [1, 1],
      [2, 1],
      [3, 0],
    ])
    expect(all.turnShare).toBeCloseTo(2 / 3)
    expect(all.conversations).toEqual({ all: 1, exact: 0 })
  })

  it('holds the sets that came in last to thresholds of their own', () => {
    const lenient = {
      exactShare: 0,
      componentShare: 0,
      wrongShare: 1,
      refusalPrecision: 0,
      refusalRecall: 0,
      calibrationError: 1,
      turnShare: 0,
      oneTypoExactShare: 0,
    }
    const strict = { ...lenient, wrongShare: 0.5, timeShare: 0 }
    const right = scoreQuestion(
      questionOf({ id: 'right-1', expect: { kinds: ['answerable'], metrics: ['revenue'] } }),
      interpretationOf(),
    )
    const bySet = new Map([
      ['old-set', [right]],
      ['new-set', [shown]],
    ])
    const shortfalls = (recent: string) =>
      reportOf(
        { bySet, time: [], byTypos: new Map() },
        { settled: { all: strict, heldOut: strict }, recent: { sets: [recent], all: lenient, heldOut: lenient } },
      ).shortfalls
    expect(shortfalls('new-set')).toEqual([])
    expect(shortfalls('old-set')).toEqual(['settled all wrongShare is 1.000, the threshold 0.5'])
  })
})
