import type { Fact } from '../analysis/index.ts'
import { readFigure } from './format-value.ts'
import type { NarrativePhrase, Sentence } from './types.ts'

export interface SentenceCheck {
  readonly holds: boolean
  readonly figures: number
  readonly verified: number
}

/**
 * Reads a finished sentence back. Every figure must parse to the value of its fact within its own rounding, every direction word must
 * agree with the sign of its fact, and no digit may stand outside figures and known names.
 */
export function verifySentence(
  sentence: Sentence,
  facts: ReadonlyMap<string, Fact>,
  knownLabels: ReadonlySet<string>,
): SentenceCheck {
  const figures = sentence.filter((phrase) => phrase.kind === 'value')
  const verified = figures.filter((phrase) => figureHolds(phrase, facts)).length
  const othersHold = sentence.every((phrase) => phrase.kind === 'value' || wordsHold(phrase, facts, knownLabels))
  return { holds: othersHold && verified === figures.length, figures: figures.length, verified }
}

function figureHolds(phrase: NarrativePhrase & { kind: 'value' }, facts: ReadonlyMap<string, Fact>): boolean {
  const fact = facts.get(phrase.fact)
  const read = readFigure(phrase.text)
  if (!fact || fact.value === null || !read) return false
  const isPoints = fact.unit.kind === 'percent' && !phrase.text.includes('%')
  const exact = isPoints ? fact.value * 100 : fact.value
  const isSize = fact.kind === 'difference' || fact.kind === 'change'
  return Math.abs(read.value - (isSize ? Math.abs(exact) : exact)) <= read.tolerance
}

function wordsHold(
  phrase: Exclude<NarrativePhrase, { kind: 'value' }>,
  facts: ReadonlyMap<string, Fact>,
  knownLabels: ReadonlySet<string>,
): boolean {
  switch (phrase.kind) {
    case 'text':
      return !/\d/.test(phrase.text)
    case 'label':
      return !/\d/.test(phrase.text) || knownLabels.has(phrase.text)
    case 'direction':
      return Math.sign(facts.get(phrase.fact)?.value ?? Number.NaN) === phrase.sign
  }
}
