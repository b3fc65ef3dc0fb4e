import { describe, expect, it } from 'vitest'
import { readQuestion } from '../../question/index.ts'
import { nameKeys, questionWords } from './words.ts'

const equivalents = { '%': 'percent', rev: 'revenue' }

describe('questionWords', () => {
  it('folds case, accents, possessives and plurals, and keeps offsets into the text', () => {
    const words = questionWords(readQuestion("EMEA's Régions"), equivalents)
    expect(words.map(({ stem, start, end }) => [stem, start, end])).toEqual([
      ['emea', 0, 6],
      ['region', 7, 14],
    ])
  })

  it('turns punctuation into the gap before the next word', () => {
    const words = questionWords(readQuestion('rev, by sub-category - 2022. Thanks'), equivalents)
    expect(words.map(({ stem, gap }) => `${gap} ${stem}`)).toEqual([
      'space revenue',
      'comma by',
      'space sub',
      'hyphen category',
      'dash 2022',
      'stop thank',
    ])
  })
})

describe('nameKeys', () => {
  it('gives a name of the data the same keys as the question that names it', () => {
    for (const name of ['Sub-Category', 'AT&T', "Patrick O'Brill", 'GTX Pro', 'Montréal', 'Margin %']) {
      expect(nameKeys(name, equivalents)).toEqual(
        questionWords(readQuestion(name), equivalents).map((word) => word.stem),
      )
    }
  })
})
