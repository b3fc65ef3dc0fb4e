import { vocabularyContentSchema } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import {
  type PhraseTarget,
  withForbidden,
  withNames,
  withoutPhrase,
  withPreference,
  withSetting,
} from './edit-content.ts'

const empty = vocabularyContentSchema.parse({})
const revenue: PhraseTarget = { kind: 'metrics', id: 'revenue' }
const north: PhraseTarget = { kind: 'member', dimension: 'region', member: 'North' }

describe('editing a vocabulary', () => {
  it('gives a name another weight instead of giving it twice', () => {
    const once = withNames(empty, revenue, ['Fees', 'takings'])
    expect(withNames(once, revenue, ['fees'], 0.5).synonyms.metrics.revenue).toEqual([
      { text: 'takings', weight: 1 },
      { text: 'fees', weight: 0.5 },
    ])
  })

  it('adds names of members and forbidden phrases once', () => {
    const named = withNames(withNames(empty, north, ['up']), north, ['up', 'top'])
    expect(named.aliases).toEqual({ region: { North: ['up', 'top'] } })
    const forbidden = withForbidden(withForbidden(empty, north, ['n']), north, ['n'])
    expect(forbidden.forbid.aliases).toEqual({ region: { North: ['n'] } })
    expect(withForbidden(empty, revenue, ['fees']).forbid.metrics).toEqual({ revenue: ['fees'] })
  })

  it('takes names that objects have by themselves for members like any other', () => {
    const strange: PhraseTarget = { kind: 'member', dimension: 'region', member: 'constructor' }
    expect(withNames(empty, strange, ['builder']).aliases.region).toEqual({ constructor: ['builder'] })
    const metric: PhraseTarget = { kind: 'metrics', id: 'constructor' }
    expect(withNames(empty, metric, ['builder']).synonyms.metrics).toEqual({
      constructor: [{ text: 'builder', weight: 1 }],
    })
    expect(withForbidden(empty, metric, ['builder']).forbid.metrics).toEqual({ constructor: ['builder'] })
  })

  it('replaces what a word was preferred to mean', () => {
    const first = withPreference(empty, { term: 'Sales', metric: 'revenue' })
    const second = withPreference(first, { term: 'sales ', dimension: 'team', member: 'Sales' })
    expect(second.preferences).toEqual([{ term: 'sales ', dimension: 'team', member: 'Sales' }])
  })

  it('takes a phrase back wherever it stands, and leaves no empty lists', () => {
    const full = [
      withNames(empty, revenue, ['fees']),
      withNames(empty, north, ['fees']),
      withForbidden(empty, revenue, ['Fees']),
      withForbidden(empty, north, ['fees']),
      withPreference(empty, { term: 'fees', metric: 'revenue' }),
    ]
    for (const content of full) expect(withoutPhrase(content, 'FEES')).toEqual(empty)
  })

  it('changes settings one at a time', () => {
    const pattern = withSetting(empty, 'pattern', '4-4-5')
    expect(pattern.settings.calendar).toEqual({ ...empty.settings.calendar, pattern: '4-4-5' })
    expect(withSetting(pattern, 'pattern', 'none')).toEqual(empty)
    expect(withSetting(empty, 'date-order', 'day_first').settings.calendar.dateOrder).toBe('day_first')
    for (const value of ['0', '13', 'April', 'none']) {
      expect(() => withSetting(empty, 'fiscal-year-start', value)).toThrow()
    }
  })
})
