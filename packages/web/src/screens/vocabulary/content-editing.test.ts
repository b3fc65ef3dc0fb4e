import type { VocabularyContent } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { countChanges, type Entry, entriesOf, targetLabel, withEntry, withoutEntry } from './content-editing.ts'

const empty: VocabularyContent = {
  add: { subjects: [], metrics: [], dimensions: [], everydayWords: [] },
  hide: { metrics: [], dimensions: [] },
  synonyms: { metrics: {}, dimensions: {} },
  negativeSynonyms: {},
  aliases: {},
  forbid: { metrics: {}, dimensions: {}, aliases: {} },
  preferences: [],
  settings: {
    defaultPeriod: 'all',
    calendar: { weekStart: 'monday', fiscalYearStartMonth: 1, pattern: null, dateOrder: null },
  },
}

const revenue = { kind: 'metrics', id: 'revenue', member: null } as const
const region = { kind: 'dimensions', id: 'region', member: null } as const
const north = { kind: 'dimensions', id: 'region', member: 'North' } as const

const entries: Entry[] = [
  { says: 'name', target: revenue, phrase: 'loot', weight: 0.8 },
  { says: 'name', target: region, phrase: 'turf', weight: 1 },
  { says: 'name', target: north, phrase: 'up there', weight: 1 },
  { says: 'prefer', target: revenue, phrase: 'sales', weight: 1 },
  { says: 'prefer', target: north, phrase: 'head office', weight: 1 },
  { says: 'forbid', target: revenue, phrase: 'turnover', weight: 1 },
  { says: 'forbid', target: region, phrase: 'area', weight: 1 },
  { says: 'forbid', target: north, phrase: 'N', weight: 1 },
  { says: 'unlike', target: revenue, phrase: 'revenue office', weight: 1 },
]

describe('the lines of a vocabulary', () => {
  it('can be about names that objects have by themselves', () => {
    const strange = { kind: 'metrics', id: 'constructor', member: null } as const
    const lines: Entry[] = [
      { says: 'name', target: strange, phrase: 'team', weight: 1 },
      { says: 'name', target: { ...region, id: 'constructor', member: 'valueOf' }, phrase: 'worth', weight: 1 },
    ]
    const full = lines.reduce(withEntry, empty)
    expect(entriesOf(full)).toEqual(lines)
    expect(lines.reduce(withoutEntry, full)).toEqual(empty)
  })

  it('are shown as they were put in', () => {
    const full = entries.reduce(withEntry, empty)
    expect(entriesOf(full)).toEqual(entries)
    expect(countChanges(empty, full)).toBe(entries.length)
  })

  it('leave nothing behind when they are taken out', () => {
    const full = entries.reduce(withEntry, empty)
    expect(entries.reduce(withoutEntry, full)).toEqual(empty)
  })

  it('are there once, with the latest weight', () => {
    const [loot] = entries as [Entry]
    const twice = withEntry(withEntry(empty, loot), { ...loot, phrase: 'Loot', weight: 1 })
    expect(entriesOf(twice)).toEqual([{ ...loot, phrase: 'Loot', weight: 1 }])
  })

  it('cannot say what has no meaning', () => {
    expect(withEntry(empty, { says: 'prefer', target: region, phrase: 'x', weight: 1 })).toBe(empty)
    expect(withEntry(empty, { says: 'unlike', target: north, phrase: 'x', weight: 1 })).toBe(empty)
    expect(withEntry(empty, { says: 'unlike', target: region, phrase: 'x', weight: 1 })).toBe(empty)
  })

  it('are counted with the settings that differ', () => {
    const { settings } = empty
    const april = {
      ...settings,
      defaultPeriod: 'this_year',
      calendar: { ...settings.calendar, fiscalYearStartMonth: 4 },
    } as const
    expect(countChanges(empty, { ...empty, settings: april })).toBe(2)
    expect(countChanges(empty, empty)).toBe(0)
  })

  it('name what they are about in words of the catalog', () => {
    expect(targetLabel(north, undefined)).toBe('North (region)')
  })
})
