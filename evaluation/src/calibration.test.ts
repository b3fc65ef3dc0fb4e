import { describe, expect, it } from 'vitest'
import { calibrate } from './calibration.ts'
import type { Score, Verdict } from './score.ts'
import { answerAt } from './testing/scores.ts'

const scoresOf = (...answers: readonly (readonly [number, Verdict])[]): Score[] =>
  answers.map(([confidence, verdict]) => answerAt(confidence, verdict))

describe('calibrate', () => {
  it('measures by hand: two answers at 0.9, one of them right', () => {
    const { error, brier } = calibrate(scoresOf([0.9, 'exact'], [0.9, 'wrong']))
    expect(error).toBeCloseTo(0.4)
    // (0.1² + 0.9²) / 2
    expect(brier).toBeCloseTo(0.41)
  })

  it('weighs the bands by their answers', () => {
    // 0.7: stated 0.7, all right, off by 0.3; 0.95: stated 0.95, all right, off by 0.05, three times.
    const { error } = calibrate(scoresOf([0.7, 'exact'], [0.95, 'exact'], [0.95, 'exact'], [0.95, 'exact']))
    expect(error).toBeCloseTo((0.3 + 3 * 0.05) / 4)
  })

  it('counts what can be answered at a risk, most confident first', () => {
    const scores = scoresOf([0.99, 'exact'], [0.98, 'exact'], [0.97, 'exact'], [0.9, 'wrong'], [0.85, 'exact'])
    expect(calibrate(scores).coverage).toEqual({ '1 %': 3 / 5, '2 %': 3 / 5, '5 %': 3 / 5 })
  })

  it('takes answers of equal confidence together', () => {
    expect(calibrate(scoresOf([0.9, 'exact'], [0.9, 'wrong'])).coverage['5 %']).toBe(0)
  })

  it('says nothing of what was not answered', () => {
    expect(calibrate([])).toMatchObject({ answers: 0, error: 0, brier: 0, bands: [] })
  })
})
