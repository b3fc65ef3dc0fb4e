import { describe, expect, it } from 'vitest'
import { readQuestion } from '../question/index.ts'
import { assemble, nothingSupplied } from './assemble.ts'
import { decode } from './decode.ts'
import type { Draft } from './draft.ts'
import { prepareMessage } from './message.ts'
import { issue } from './refiners/issues.ts'
import { addRival, isBehind, isLost, isRepeated, openRivals, type Rivals } from './rivals.ts'
import { retailer } from './testing/companies.ts'
import { today } from './testing/describe.ts'
import { defaultCalendar } from './time/index.ts'
import { emptyConversation } from './types.ts'
import { recognize } from './understand.ts'

/** The best reading of a text, as if its words cost so much. */
function draftOf(text: string, coverCost: number): Draft {
  const { lexicon } = retailer
  const message = prepareMessage(readQuestion(text), lexicon, defaultCalendar)
  const [best] = decode(message, recognize(message), 1)
  const context = { lexicon, conversation: emptyConversation, today, calendar: defaultCalendar }
  return assemble(message, { candidates: best?.candidates ?? [], cost: coverCost }, context, nothingSupplied)
}

function rivalsOf(...drafts: readonly Draft[]): Rivals {
  const rivals = openRivals(false, 0)
  for (const draft of drafts) addRival(rivals, draft)
  return rivals
}

function doubted(text: string, coverCost: number): Draft {
  const draft = draftOf(text, coverCost)
  issue(draft, 'missing_metric', 'Which measure?', 1)
  return draft
}

const cover = (cost: number) => ({ candidates: [], cost })

describe('the rivals of a reading', () => {
  it('has no part left for what is far behind the best', () => {
    const rivals = rivalsOf(draftOf('sales by region', 5))
    expect([5.2, 5.9, 6].map((cost) => isBehind(rivals, cover(cost)))).toEqual([false, false, true])
  })

  it('has none behind two that say different things, unless it could be asked about', () => {
    const rivals = rivalsOf(draftOf('sales by region', 5), draftOf('sales by state', 5.1))
    expect([5.2, 5.4].map((cost) => isBehind(rivals, cover(cost)))).toEqual([false, true])
  })

  it('counts two that say the same as one', () => {
    const rivals = rivalsOf(draftOf('sales by region', 5), draftOf('sales per region', 5.1))
    expect(isBehind(rivals, cover(5.4))).toBe(false)
    expect(isRepeated(rivals, draftOf('sales by region', 5.2))).toBe(true)
    expect(isRepeated(rivals, draftOf('sales by state', 5.2))).toBe(false)
    expect(isRepeated(rivals, draftOf('sales by region', 4.9))).toBe(false)
  })

  it('lets a reading that cannot be answered win only by being the cheapest', () => {
    const rivals = rivalsOf(draftOf('sales by region', 5))
    expect(isLost(rivals, draftOf('sales by state', 5.2))).toBe(false)
    expect(isLost(rivals, doubted('sales by state', 4.5))).toBe(true)
    expect(isLost(rivals, doubted('sales by state', 3.5))).toBe(false)
    expect(isRepeated(rivalsOf(doubted('sales by region', 1)), draftOf('sales by region', 5))).toBe(false)
  })

  it('keeps all of them where a reading is to be explained, and more where a conversation makes up for costs', () => {
    const traced = { ...rivalsOf(draftOf('sales by region', 5)), all: true }
    expect(isBehind(traced, cover(9))).toBe(false)
    expect(isLost(traced, doubted('sales by state', 9))).toBe(false)
    expect(isRepeated(traced, draftOf('sales by region', 9))).toBe(false)
    expect(isBehind({ ...rivalsOf(draftOf('sales by region', 5)), spared: 2 }, cover(6.5))).toBe(false)
  })
})
