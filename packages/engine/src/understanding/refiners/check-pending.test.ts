import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { converse } from '../testing/describe.ts'

const last = (...messages: readonly string[]) => converse(retailer, messages)

describe('a follow-up to a refused question', () => {
  it.each([
    ['sales in Narnia', 'by month'],
    ['sales in Narnia', 'in 2022'],
    ['sales in Narnia', 'and profit'],
    ['median sales by region', 'in 2022'],
  ])('"%s", then "%s": nothing of it is dropped in silence', (refused, followUp) => {
    expect(last(refused, followUp).kind).toBe('refusal')
  })

  it.each([
    ['sales in Narnia', 'I meant Texas', { intent: 'what', filters: [{ values: ['Texas'] }] }],
    ['sales in Narnia', 'sales by month', { intent: 'trend', filters: [] }],
    ['sales in 1999', 'in 2022', { time: { start: '2022-01-01' } }],
  ])('"%s", then "%s" is answered', (refused, followUp, expected) => {
    expect(last(refused, followUp)).toMatchObject({ kind: 'answerable', ...expected })
  })
})
