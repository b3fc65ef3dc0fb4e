import { compileIntentModel, confidenceFeatures } from '@salestalk/engine'
import { beforeAll, describe, expect, it } from 'vitest'
import { readSets } from '../sets.ts'
import { isHeldOut } from '../types.ts'
import { collectExamples, type Example } from './examples.ts'
import { confidenceExamples, confidenceIn, fitConfidence } from './fit-confidence.ts'
import { classify, fitIntents, intentExamples } from './fit-intents.ts'

const sampled = ['breakdown', 'rank', 'conversations']
let examples: readonly Example[]
let heldOut: ReadonlySet<string>

beforeAll(async () => {
  const sets = await readSets(sampled)
  const questions = sets.questions.flatMap((set) => set.questions)
  heldOut = new Set(questions.filter(isHeldOut).map(({ id }) => id))
  examples = await collectExamples(sets)
})

describe('training on a sample', () => {
  it('never reads a held-out question', () => {
    expect(heldOut.size).toBeGreaterThan(10)
    expect(examples.filter(({ id }) => heldOut.has(id.split(' ')[0] ?? id))).toEqual([])
  })

  it('gives the same weights to the byte each time', { timeout: 120_000 }, async () => {
    const again = await collectExamples(await readSets(sampled))
    const fitted = (from: readonly Example[]): string =>
      JSON.stringify([fitIntents(intentExamples(from)), fitConfidence(confidenceExamples(from))])
    expect(fitted(again)).toBe(fitted(examples))
  })

  it('knows the ways to ask that it was shown', () => {
    const classifier = compileIntentModel(fitIntents(intentExamples(examples)))
    const intentOf = (masked: string) => classify(classifier, masked.split(' ')).intent
    expect(intentOf('METRIC by DIMENSION TIME')).toBe('breakdown')
    expect(intentOf('top NUMBER DIMENSION by METRIC')).toBe('rank')
    expect(intentOf('why did METRIC drop TIME')).toBe('why')
  })

  it('states less confidence the more there is to doubt', { timeout: 120_000 }, () => {
    const model = fitConfidence(confidenceExamples(examples))
    const none = confidenceFeatures.map(() => 0)
    for (const [position] of confidenceFeatures.entries())
      expect(confidenceIn(model, none.with(position, 1))).toBeLessThanOrEqual(confidenceIn(model, none))
  })

  it('keeps the turns of a conversation and both spellings of a question together', () => {
    const spelled = examples.filter(({ id }) => id.endsWith(' misspelled'))
    const groupOf = new Map(examples.map(({ id, group }) => [id, group]))
    expect(spelled.filter(({ id, group }) => groupOf.get(id.replace(' misspelled', '')) !== group)).toEqual([])
    const ofSession = examples.filter(({ id, group }) => !id.startsWith(group))
    expect(ofSession.length).toBeGreaterThan(new Set(ofSession.map(({ group }) => group)).size)
  })
})
