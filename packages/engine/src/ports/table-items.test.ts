import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareKeys, endOfPrefix, sizeOf } from './table-items.ts'

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 6 })
const bytesOf = (value: string) => new TextEncoder().encode(value)

/** Order of the UTF-8 bytes, the definition the stores follow. */
function compareBytes(left: string, right: string): number {
  const [a, b] = [bytesOf(left), bytesOf(right)]
  const place = a.findIndex((byte, index) => byte !== b[index])
  if (place === -1) return a.length - b.length
  return (a[place] ?? 0) - (b[place] ?? -1)
}

describe('keys', () => {
  it('are ordered like their UTF-8 bytes', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(Math.sign(compareKeys(left, right))).toBe(Math.sign(compareBytes(left, right)))
      }),
    )
  })
  it('with a prefix are exactly those from the prefix up to its end', () => {
    fc.assert(
      fc.property(
        text,
        fc.oneof(text, fc.constant(null)),
        fc.string({ unit: 'binary', maxLength: 3 }),
        (prefix, other, rest) => {
          const key = other ?? prefix + rest
          const end = endOfPrefix(prefix)
          const inRange = compareKeys(key, prefix) >= 0 && (end === null || compareKeys(key, end) < 0)
          expect(inRange).toBe(key.startsWith(prefix))
        },
      ),
    )
  })
  it('have ends at the borders of Unicode, too', () => {
    expect(endOfPrefix('a')).toBe('b')
    expect(endOfPrefix('a\u{10FFFF}')).toBe('b')
    expect(endOfPrefix('\uD7FF')).toBe('\uE000')
    expect(endOfPrefix('\u{10FFFF}')).toBeNull()
    expect(endOfPrefix('')).toBeNull()
  })
})

describe('the size of an item', () => {
  it('counts names, texts, numbers and nesting', () => {
    expect(sizeOf('é')).toBe(2)
    expect(sizeOf(null)).toBe(1)
    // 3 for the map, 1 for "a", 1 for true, 1 per entry.
    expect(sizeOf({ a: true })).toBe(6)
    // 3 for the list, 1 per entry, and two texts of one byte.
    expect(sizeOf(['x', 'y'])).toBe(7)
  })
})
