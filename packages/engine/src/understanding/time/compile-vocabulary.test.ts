import { describe, expect, it } from 'vitest'
import { compileTimeVocabulary, TimeVocabularyError } from './compile-vocabulary.ts'
import { defaultTimeFiles } from './testing/default-vocabulary.ts'

describe('the time words of the taxonomy', () => {
  it('refuse an unknown key and say where it is', () => {
    const files = { ...defaultTimeFiles, units: { ...defaultTimeFiles.units, unitz: [] } }
    expect(() => compileTimeVocabulary(files)).toThrow(/units: .*unitz/)
  })

  it('refuse a missing file', () => {
    const { months: _, ...files } = defaultTimeFiles
    expect(() => compileTimeVocabulary(files)).toThrow(TimeVocabularyError)
    expect(() => compileTimeVocabulary(files)).toThrow(/months/)
  })

  it('refuse a holiday rule of an unknown kind', () => {
    const holidays = { holidays: [{ name: 'Full moon', phrases: ['full moon'], rule: { type: 'lunar' } }] }
    expect(() => compileTimeVocabulary({ ...defaultTimeFiles, holidays })).toThrow(/holidays\.holidays\.0\.rule/)
  })

  it('may be extended by data alone', () => {
    const name = { name: 'Company Day', phrases: ['company day'], rule: { type: 'fixed', month: 6, day: 1 } }
    const holidays = { holidays: [...defaultTimeFiles.holidays.holidays, name] }
    expect(compileTimeVocabulary({ ...defaultTimeFiles, holidays }).holidays.root.next.has('company')).toBe(true)
  })
})
