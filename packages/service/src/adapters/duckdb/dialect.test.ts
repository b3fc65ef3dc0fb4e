import { describe, expect, it } from 'vitest'
import { quoteGroup, quoteKey, relationOf } from './dialect.ts'

describe('a quoted name', () => {
  it('is the key of a model in quotes', () => {
    expect(quoteKey('net_revenue_2')).toBe('"net_revenue_2"')
    expect(quoteGroup('region')).toBe('"by region"')
    expect(relationOf('orders', '0f')).toBe('"orders@0f"')
  })

  it('is refused when it is no key, whatever a model says', () => {
    for (const key of [
      '',
      'Region',
      'a"b',
      'a b',
      'a;--',
      '1a',
      `x" FROM read_csv('/etc/passwd') --`,
      'a'.repeat(200),
    ]) {
      expect(() => quoteKey(key)).toThrow(expect.objectContaining({ code: 'invalid_query' }))
    }
  })
})
