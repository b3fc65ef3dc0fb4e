import { describe, expect, it } from 'vitest'
import { fill, joined } from './fill.ts'

const text = (words: string) => ({ kind: 'text', text: words }) as const

describe('fill', () => {
  it('puts phrases in the places of their slots', () => {
    expect(fill('from {base} on', { base: text('here') })).toEqual([text('from '), text('here'), text(' on')])
  })

  it('leaves braces of a name alone', () => {
    expect(fill('{name}', { name: '{other}' })).toEqual([text('{other}')])
  })

  it('refuses a template whose slot nobody fills', () => {
    expect(() => fill('{name}', {})).toThrow('needs {name}')
  })
})

describe('joined', () => {
  it('separates items, not their pieces', () => {
    expect(joined([[text('a')], [text('b'), text('c')]], ', ')).toEqual([text('a'), text(', '), text('b'), text('c')])
  })
})
