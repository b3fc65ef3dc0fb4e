import { describe, expect, it } from 'vitest'
import { ownValue, withoutInherited } from './without-inherited.ts'

describe('a value without what objects inherit', () => {
  it('is the same to whoever reads what it has', () => {
    const value = { words: { usa: 'united states' }, list: [{ id: 'a' }, 'b', null], count: 2 }
    expect(withoutInherited(value)).toEqual(value)
  })

  it('knows no word that it was not given, at any depth', () => {
    const { words, list } = withoutInherited<{ words: Record<string, string>; list: Record<string, string>[] }>({
      words: { usa: 'united states' },
      list: [{}],
    })
    for (const word of ['constructor', 'toString', '__proto__', 'valueOf', 'hasOwnProperty']) {
      expect([words[word], list[0]?.[word]]).toEqual([undefined, undefined])
    }
  })
})

describe('the own value of a record', () => {
  it('is nothing where the key is only inherited', () => {
    expect(ownValue({ north: 1 }, 'north')).toBe(1)
    expect(ownValue<number>({ north: 1 }, 'constructor')).toBeUndefined()
  })
})
