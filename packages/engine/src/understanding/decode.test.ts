import { describe, expect, it } from 'vitest'
import { readQuestion } from '../question/index.ts'
import type { Candidate } from './candidate.ts'
import { type Cover, decode } from './decode.ts'
import { prepareMessage } from './message.ts'
import { inns } from './testing/inns.ts'
import { defaultCalendar } from './time/index.ts'
import { recognize } from './understand.ts'

const most = 8

/** The covers of a sentence, each with what it tells: its candidates but those that are to be ignored. */
function coversOf(text: string): { covers: readonly Cover[]; told: readonly (readonly Candidate[])[] } {
  const message = prepareMessage(readQuestion(text), inns.lexicon, defaultCalendar)
  const covers = decode(message, recognize(message), most)
  return {
    covers,
    told: covers.map(({ candidates }) => candidates.filter(({ meaning }) => meaning.kind !== 'ignorable')),
  }
}

const sentences = [
  'nights of leisure in the garden suite in 2024',
  'could you please be so kind as to tell me what the costs of leisure guests were in May 2024 if you would not mind at all',
  'grand hotel bellevue nights and costs by region and by segment please since the start of last year thank you very much',
]

describe('covers of a message', () => {
  it.each(sentences)('read every word once, cheapest first: %s', (text) => {
    const { covers } = coversOf(text)
    for (const { candidates } of covers) {
      expect(candidates.map(({ from }) => from)).toEqual([0, ...candidates.slice(0, -1).map(({ to }) => to)])
    }
    expect(covers.map(({ cost }) => cost)).toEqual(covers.map(({ cost }) => cost).toSorted((one, other) => one - other))
  })

  it.each(sentences)('tell each another thing: %s', (text) => {
    const { told } = coversOf(text)
    expect(told).toHaveLength(most)
    for (const [index, one] of told.entries()) {
      for (const other of told.slice(index + 1)) {
        expect(one.length === other.length && one.every((candidate, at) => candidate === other[at])).toBe(false)
      }
    }
  })
})
