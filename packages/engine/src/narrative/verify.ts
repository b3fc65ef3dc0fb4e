import type { Unit } from '@salestalk/protocol'
import type { Fact } from '../analysis/index.ts'
import { readFigure } from './format-value.ts'
import type { NameOfFact, NarrativePhrase, Sentence } from './types.ts'

export interface SentenceCheck {
  readonly holds: boolean
  readonly figures: number
  readonly verified: number
}

/** What a sentence is read back against; gathered from the data and the question, never from the sentence. */
export interface Evidence {
  readonly facts: ReadonlyMap<string, Fact>
  /** Names that may carry digits. */
  readonly labels: ReadonlySet<string>
  /** What the period and the members of a fact are called. */
  readonly namesOf: (fact: Fact, name: NameOfFact['name']) => readonly string[]
  /** Words that claim a sign. */
  readonly directions: ReadonlyMap<string, -1 | 1>
}

/**
 * Reads a finished sentence back. Every figure must parse to the value of its fact within its own rounding, every direction word must
 * agree with the sign of its fact, every name must be that of its fact, and no digit may stand outside figures and known names.
 */
export function verifySentence(sentence: Sentence, evidence: Evidence): SentenceCheck {
  const figures = sentence.filter((phrase) => phrase.kind === 'value')
  const verified = figures.filter((phrase) => figureHolds(phrase, evidence.facts)).length
  const othersHold = sentence.every((phrase) => phrase.kind === 'value' || wordsHold(phrase, evidence))
  return { holds: othersHold && verified === figures.length, figures: figures.length, verified }
}

function figureHolds(phrase: NarrativePhrase & { kind: 'value' }, facts: Evidence['facts']): boolean {
  const fact = facts.get(phrase.fact)
  const read = readFigure(phrase.text)
  if (!fact || fact.value === null || !read) return false
  const isPoints = fact.unit.kind === 'percent' && fact.kind === 'difference'
  if (!hasUnit(phrase.text, fact.unit, isPoints)) return false
  const exact = isPoints ? fact.value * 100 : fact.value
  const isSize = fact.kind === 'difference' || fact.kind === 'change'
  return Math.abs(read.value - (isSize ? Math.abs(exact) : exact)) <= read.tolerance
}

/** "100.0%" and "$1" are the same number, but not the same figure. */
function hasUnit(text: string, { kind, currency }: Unit, isPoints: boolean): boolean {
  const isMoney = /\p{Sc}|[A-Z]{3}/u.test(text)
  return (
    text.includes('%') === (kind === 'percent' && !isPoints) && isMoney === (kind === 'currency' && currency !== null)
  )
}

function wordsHold(phrase: Exclude<NarrativePhrase, { kind: 'value' }>, evidence: Evidence): boolean {
  const { facts, labels, namesOf, directions } = evidence
  switch (phrase.kind) {
    case 'text':
      return !/\d/.test(phrase.text)
    case 'label': {
      if (phrase.of === null) return !/\d/.test(phrase.text) || labels.has(phrase.text)
      const fact = facts.get(phrase.of.fact)
      return fact !== undefined && namesOf(fact, phrase.of.name).includes(phrase.text)
    }
    case 'direction':
      return Math.sign(facts.get(phrase.fact)?.value ?? Number.NaN) === directions.get(phrase.text)
  }
}
