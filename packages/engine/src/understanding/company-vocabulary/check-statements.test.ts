import { describe, expect, it } from 'vitest'
import { parseOverlay } from '../../taxonomy/apply-overlay.ts'
import { retailer } from '../testing/companies.ts'
import { withVocabulary } from '../testing/with-vocabulary.ts'
import { checkStatements } from './check-statements.ts'
import { findDoubts } from './find-doubts.ts'
import { statementsOf } from './statements.ts'

const statements = (content: unknown) => statementsOf(parseOverlay(content))
const check = (proposed: unknown, accepted: unknown = {}) =>
  checkStatements(statements(proposed), statements(accepted), retailer.lexicon).map(
    ({ path, message, suggestion }) => `${path}: ${message}${suggestion === null ? '' : ` (${suggestion}?)`}`,
  )
const doubt = (proposed: unknown) =>
  findDoubts(statements(proposed), [], withVocabulary(retailer, proposed).lexicon).map(({ message }) => message)

const names = (metric: string, ...texts: string[]) => ({
  synonyms: { metrics: { [metric]: texts.map((text) => ({ text, weight: 1 })) } },
})

describe('a phrase given over and over', () => {
  it('is told of once for each time after the first', () => {
    const preferences = Array.from({ length: 40 }, () => ({ term: 'loot', metric: 'revenue' }))
    expect(check({ preferences })).toHaveLength(39)
    expect(check({ aliases: { region: { East: Array(40).fill('orient') } } })).toHaveLength(39)
  })
})

describe('statements that are refused', () => {
  it.each([
    ['an empty phrase', names('revenue', '  '), 'synonyms.metrics.revenue.0: the phrase is empty'],
    ['signs only', names('revenue', '!!'), 'synonyms.metrics.revenue.0: "!!" has no letter or digit'],
    ['a long phrase', names('revenue', 'x'.repeat(81)), 'the phrase is longer than 80 characters'],
    ['many words', names('revenue', 'a b c d e f g h i'), 'has more than 8 words'],
    ['a mark that nobody sees', names('revenue', 'lo\u200bot'), 'has a character that cannot be typed'],
    ['a mark that turns the text around', names('revenue', '\u202etool'), 'has a character that cannot be typed'],
    ['a period', names('revenue', 'last quarter'), '"last quarter" is a time in every question: it cannot be a name'],
    ['a year', names('revenue', '2024'), 'it cannot be a name'],
    ['a number', names('revenue', '$5k'), '"$5k" is a number in every question: it cannot be a name'],
    ['a function word', names('revenue', 'the'), '"the" is a word that questions are built with: it cannot be a name'],
    ['a word of ranking', names('revenue', 'top'), '"top" is a word that questions are built with'],
    ['the name of another metric', names('revenue', 'Quantity'), '"Quantity" is the name of the metric Quantity'],
    ['the name of a dimension', names('revenue', 'segments'), '"segments" is the name of the dimension'],
    [
      'another member',
      { aliases: { region: { East: ['West'] } } },
      'aliases.region.East.0: "West" is itself a member: West',
    ],
    [
      'the name of a metric for a member',
      { aliases: { region: { East: ['Profit'] } } },
      '"Profit" is the name of the metric',
    ],
    ['an unknown member', { aliases: { region: { Est: ['Orient'] } } }, 'has no member "Est" (East?)'],
    [
      'a name for two members',
      { aliases: { region: { East: ['Coast'], West: ['coast'] } } },
      '"coast" is a name of two members of one dimension',
    ],
    ['a name given twice', names('revenue', 'fees', 'Fees'), '"Fees" is given twice for Sales'],
    [
      'wanted and forbidden at once',
      { ...names('revenue', 'fees'), forbid: { metrics: { revenue: ['fees'] } } },
      '"fees" is both wanted and forbidden for Sales',
    ],
    [
      'forbidding what is not understood',
      { forbid: { metrics: { revenue: ['rainfall'] } } },
      'forbid.metrics.revenue.0: "rainfall" does not mean Sales: there is nothing to forbid',
    ],
    [
      'forbidding the name itself',
      { forbid: { metrics: { revenue: ['sales'] } } },
      '"sales" is the name of Sales: hide or rename it in the model instead',
    ],
    [
      'forbidding how the data writes a member',
      { forbid: { aliases: { region: { East: ['east'] } } } },
      '"east" is how the data writes East: it cannot be forbidden',
    ],
    [
      'two preferences for one word',
      {
        preferences: [
          { term: 'takings', metric: 'revenue' },
          { term: 'takings', metric: 'gross_profit' },
        ],
      },
      '"takings" can mean only one thing by preference',
    ],
    [
      'a weight of nothing',
      { synonyms: { metrics: { revenue: [{ text: 'fees', weight: 0 }] } } },
      'forbid the phrase instead',
    ],
  ])('%s', (_what, proposed, message) => {
    expect(check(proposed).join('\n')).toContain(message)
  })
})

describe('statements that are taken', () => {
  it.each([
    ['a new name', names('revenue', 'fees', 'top line growth figure')],
    ['an everyday word', names('revenue', 'performance')],
    ['a name of a member', { aliases: { region: { East: ['Atlantic side'] } } }],
    ['forbidding a common synonym', { forbid: { metrics: { revenue: ['turnover'] } } }],
    ['a preference', { preferences: [{ term: 'earnings', metric: 'gross_profit' }] }],
    ['a preferred member', { preferences: [{ term: 'Springfield', dimension: 'city', member: 'Springfield' }] }],
  ])('%s', (_what, proposed) => {
    expect(check(proposed)).toEqual([])
  })

  it('are not judged again when the data has grown out of them', () => {
    const accepted = { aliases: { region: { Nordics: ['the north'] } } }
    expect(check(accepted, accepted)).toEqual([])
    expect(check(accepted)).toHaveLength(1)
  })
})

describe('statements to think about', () => {
  it('says when a phrase belongs to two', () => {
    const proposed = { synonyms: { metrics: { gross_profit: [{ text: 'turnover', weight: 0.9 }] } } }
    expect(doubt(proposed)).toEqual(['"turnover" also means Sales: questions may be asked back'])
  })

  it('says when a name is also that of a member', () => {
    expect(doubt(names('revenue', 'Copiers'))).toEqual([
      '"Copiers" also means Copiers (sub_category): questions may be asked back',
    ])
  })

  it('says when nothing can come of it', () => {
    expect(doubt(names('nps', 'happiness'))).toEqual(['the data has no nps now: this has no effect until it does'])
  })

  it('has none about a word of its own', () => {
    expect(doubt(names('revenue', 'fees'))).toEqual([])
  })
})
