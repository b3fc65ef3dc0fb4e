import { describe, expect, it } from 'vitest'
import { scoreTimeExpressions, type TimeExpressionCase } from './time-expressions.ts'

const asked = (expression: string, expect: TimeExpressionCase['expect']): TimeExpressionCase => ({
  id: expression,
  expression,
  today: '2026-03-18',
  tags: [],
  expect,
})

async function verdictOf(expression: string, label: TimeExpressionCase['expect']): Promise<string | undefined> {
  const [score] = await scoreTimeExpressions([asked(expression, label)])
  return score?.verdict
}

describe('scoreTimeExpressions', () => {
  it('compares half-open ranges', async () => {
    expect(await verdictOf('Q3 2025', { kind: 'range', start: '2025-07-01', end: '2025-10-01' })).toBe('exact')
    expect(await verdictOf('Q3 2025', { kind: 'range', start: '2025-07-01', end: '2025-09-30' })).toBe('wrong')
  })

  it('puts spelling right first, as questions have it', async () => {
    expect(await verdictOf('last quartr', { kind: 'range', start: '2025-10-01', end: '2026-01-01' })).toBe('exact')
  })

  it('resolves what a named period is compared with', async () => {
    const label = {
      kind: 'comparison',
      comparison: 'same_period_last_year',
      start: '2024-07-01',
      end: '2024-10-01',
    } as const
    expect(await verdictOf('Q3 2025 vs same quarter last year', label)).toBe('exact')
  })

  it('tells declining from misreading', async () => {
    expect(await verdictOf('Q5 2025', { kind: 'invalid' })).toBe('exact')
    expect(await verdictOf('Q5 2025', { kind: 'range', start: '2025-01-01', end: '2026-01-01' })).toBe('declined')
  })
})
