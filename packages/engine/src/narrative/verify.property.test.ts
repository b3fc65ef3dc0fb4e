import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerReading, phrases } from '../testing/answer-reading.ts'
import { anyReading, orderRows, returnRows } from '../testing/tests/random-readings.ts'
import { shopWithReturns } from '../testing/two-datasets.ts'
import { draft, evidenceFor } from './narrate.ts'
import type { NarrativePhrase, Sentence } from './types.ts'
import { verifySentence } from './verify.ts'

type Corruption = (sentence: Sentence, pick: number) => Sentence | null

const opposites = new Map([
  [phrases.words.up, phrases.words.down],
  [phrases.words.down, phrases.words.up],
  [phrases.words.ahead, phrases.words.behind],
  [phrases.words.behind, phrases.words.ahead],
])

const corruptions: Readonly<Record<string, Corruption>> = {
  'changes a digit of a figure': (sentence, pick) =>
    inOne(sentence, pick, (phrase) => (phrase.kind === 'value' ? otherDigit(phrase.text, pick) : null)),
  'changes a digit of the name of a period': (sentence, pick) =>
    inOne(sentence, pick, (phrase) => (phrase.kind === 'label' && phrase.of ? otherDigit(phrase.text, pick) : null)),
  'flips a direction': (sentence, pick) =>
    inOne(sentence, pick, (phrase) => (phrase.kind === 'direction' ? (opposites.get(phrase.text) ?? null) : null)),
  'drops a scale letter': (sentence, pick) =>
    inOne(sentence, pick, (phrase) => (phrase.kind === 'value' ? changed(phrase.text, /[KMBT]/) : null)),
  'drops the sign of a figure': (sentence, pick) =>
    inOne(sentence, pick, (phrase) => (phrase.kind === 'value' ? changed(phrase.text, /^-/) : null)),
  'swaps two figures': (sentence, pick) => swapped(sentence, pick, 'value'),
  'swaps two names': (sentence, pick) => swapped(sentence, pick, 'label'),
}

describe('verifySentence, on sentences of random answers', () => {
  it('lets the sentence pass, and catches every kind of corruption at least 99 times in 100', async () => {
    const planted = new Map<string, number>()
    const missed = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(orderRows, returnRows, anyReading, fc.nat(), async (orders, returns, asked, pick) => {
        const data = shopWithReturns(orders, returns)
        const { analysis, plan, context } = await answerReading(asked, data, { orders, returns })
        const evidence = evidenceFor(analysis, plan, context)
        for (const sentence of draft(analysis, plan, context)) {
          expect(verifySentence(sentence, evidence).holds).toBe(true)
          for (const [name, corrupt] of Object.entries(corruptions)) {
            const corrupted = corrupt(sentence, pick)
            if (!corrupted) continue
            planted.set(name, (planted.get(name) ?? 0) + 1)
            if (verifySentence(corrupted, evidence).holds) missed.set(name, (missed.get(name) ?? 0) + 1)
          }
        }
      }),
      { numRuns: 200, seed: 11 },
    )
    for (const name of Object.keys(corruptions)) {
      expect(planted.get(name) ?? 0, name).toBeGreaterThan(20)
      expect((missed.get(name) ?? 0) / (planted.get(name) ?? 0), name).toBeLessThanOrEqual(0.01)
    }
  })
})

/** The sentence with one phrase that can be corrupted corrupted; null where there is none. */
function inOne(sentence: Sentence, pick: number, corrupt: (phrase: NarrativePhrase) => string | null): Sentence | null {
  const able = sentence.flatMap((phrase, index) => {
    const text = corrupt(phrase)
    return text === null ? [] : [{ index, text }]
  })
  const chosen = able[pick % able.length]
  return chosen
    ? sentence.map((phrase, index) => (index === chosen.index ? { ...phrase, text: chosen.text } : phrase))
    : null
}

function otherDigit(text: string, pick: number): string | null {
  const places = [...text.matchAll(/\d/g)].map(({ index }) => index)
  const place = places[pick % places.length]
  if (place === undefined) return null
  const digit = (Number(text[place]) + 1 + (pick % 9)) % 10
  return text.slice(0, place) + digit + text.slice(place + 1)
}

function changed(text: string, part: RegExp): string | null {
  const without = text.replace(part, '')
  return without === text ? null : without
}

/** Two figures, or the names of two facts, that read differently change places. */
function swapped(sentence: Sentence, pick: number, kind: 'value' | 'label'): Sentence | null {
  const bound = sentence.flatMap((phrase, index) => {
    const isBound = phrase.kind === kind && (phrase.kind === 'value' || phrase.of !== null)
    return isBound ? [{ index, text: phrase.text }] : []
  })
  const one = bound[pick % bound.length]
  const other = bound.find(({ text }) => one !== undefined && text !== one.text)
  if (!one || !other) return null
  const texts = new Map([
    [one.index, other.text],
    [other.index, one.text],
  ])
  return sentence.map((phrase, index) => ({ ...phrase, text: texts.get(index) ?? phrase.text }))
}
