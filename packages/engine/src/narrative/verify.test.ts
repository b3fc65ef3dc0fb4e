import { describe, expect, it } from 'vitest'
import type { Fact } from '../analysis/index.ts'
import type { Sentence } from './types.ts'
import { verifySentence } from './verify.ts'

const fact = (overrides: Partial<Fact>): Fact => ({
  id: 'r1',
  kind: 'measured',
  metric: 'revenue',
  value: 1500,
  unit: { kind: 'currency', currency: 'USD' },
  label: 'Q2 2025',
  start: '2025-04-01',
  end: '2025-07-01',
  group: {},
  derivedFrom: [],
  queryId: 'q1',
  ...overrides,
})
const facts = new Map([
  ['r1', fact({})],
  ['r2', fact({ id: 'r2', kind: 'change', value: -0.25, unit: { kind: 'percent', currency: null } })],
])
const directions = new Map([
  ['up', 1],
  ['down', -1],
] as const)
const holds = (sentence: Sentence, labels: readonly string[] = []) =>
  verifySentence(sentence, { facts, labels: new Set(labels), namesOf: ({ label }) => [label], directions }).holds

describe('verifySentence', () => {
  it('accepts a figure that reads back to its fact', () => {
    expect(
      holds([
        { kind: 'text', text: 'Sales was ' },
        { kind: 'value', text: '$1,500', fact: 'r1' },
      ]),
    ).toBe(true)
  })

  it('rejects a figure off by more than its rounding', () => {
    expect(holds([{ kind: 'value', text: '$1,501', fact: 'r1' }])).toBe(false)
  })

  it('rejects a figure of a fact that does not exist', () => {
    expect(holds([{ kind: 'value', text: '$1,500', fact: 'r9' }])).toBe(false)
  })

  it('rejects the right number in another unit', () => {
    expect(holds([{ kind: 'value', text: '1,500', fact: 'r1' }])).toBe(false)
    expect(holds([{ kind: 'value', text: '$0.25', fact: 'r2' }])).toBe(false)
  })

  it('takes the size of a change and checks its direction by the word', () => {
    const size = { kind: 'value', text: '25.0%', fact: 'r2' } as const
    expect(holds([{ kind: 'direction', text: 'down', fact: 'r2' }, size])).toBe(true)
    expect(holds([{ kind: 'direction', text: 'up', fact: 'r2' }, size])).toBe(false)
  })

  it('rejects digits outside figures and known names', () => {
    expect(holds([{ kind: 'text', text: 'about 7 things' }])).toBe(false)
    expect(holds([{ kind: 'label', text: 'Q2 2025', of: null }])).toBe(false)
    expect(holds([{ kind: 'label', text: 'Q2 2025', of: null }], ['Q2 2025'])).toBe(true)
  })

  it('rejects the period of another fact, known or not', () => {
    expect(holds([{ kind: 'label', text: 'Q2 2025', of: { fact: 'r1', name: 'period' } }])).toBe(true)
    expect(holds([{ kind: 'label', text: 'Q1 2025', of: { fact: 'r1', name: 'period' } }], ['Q1 2025'])).toBe(false)
  })
})
