import { type Answer, answerSchema, type Interpretation, type Reference } from '@salestalk/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FactRow } from '../ports/fakes/index.ts'
import { answerReading, phrases } from './answer-reading.ts'
import { anyReading, orderRows, returnRows } from './tests/random-readings.ts'
import { shopWithReturns } from './two-datasets.ts'

async function answerOf(orders: readonly FactRow[], returns: readonly FactRow[], asked: Interpretation) {
  return (await answerReading(asked, shopWithReturns(orders, returns), { orders, returns })).answer
}

describe('a thousand answers to random readings of random data', () => {
  it('have the agreed shape, read back, reconcile, and hold the sums that adding up the rows by hand gives', async () => {
    await fc.assert(
      fc.asyncProperty(orderRows, returnRows, anyReading, async (orders, returns, asked) => {
        const answer = await answerOf(orders, returns, asked)
        expect(answerSchema.safeParse(answer).error).toBeUndefined()
        expect(brokenReferences(answer)).toEqual([])
        expect(answer.text.trim()).not.toBe('')
        expect(answer.text).not.toMatch(/NaN|Infinity|undefined|null|\n/)
        expect(answer.checks.factsVerified).toBe(answer.checks.factsTotal)
        expect(answer.checks.notes).not.toContain(phrases.checks.dropped)
        expect(answer.checks.reconciled).not.toBe(false)
        expect(wrongSums(answer, asked, orders, returns)).toEqual([])
      }),
      { numRuns: 1000, seed: 7 },
    )
  })
})

function wrongSums(
  { references }: Answer,
  asked: Interpretation,
  orders: readonly FactRow[],
  returns: readonly FactRow[],
): Reference[] {
  return references.filter((reference) => {
    if (reference.derivedFrom.length > 0 || reference.value === null) return false
    const expected = addedUp(reference, asked, orders, returns)
    return expected !== null && Math.abs(reference.value - expected) > 1e-6
  })
}

function brokenReferences({ references, queries, phrases: said }: Answer): string[] {
  const known = new Set(references.map(({ id }) => id))
  const readers = new Map(queries.map(({ id, metricQuery }) => [id, metricQuery]))
  return [
    ...references.flatMap(({ id, derivedFrom }) =>
      derivedFrom.filter((from) => !known.has(from)).map((from) => `${id} from ${from}`),
    ),
    ...references.flatMap(({ id, metric, source }) =>
      readers.get(source.query)?.metrics.includes(metric) ? [] : [`${id} of ${metric} read by ${source.query}`],
    ),
    ...said.flatMap(({ reference }) => (reference === null || known.has(reference) ? [] : [`said ${reference}`])),
    ...(known.size === references.length ? [] : ['two references of one id']),
  ]
}

const columns = {
  revenue: ['order_date', 'sales'],
  gross_profit: ['order_date', 'profit'],
  refunds: ['return_date', 'refund'],
} as const

function addedUp(
  { metric, start, end, dimensions }: Reference,
  { filters }: Interpretation,
  orders: readonly FactRow[],
  returns: readonly FactRow[],
): number | null {
  if (metric !== 'revenue' && metric !== 'gross_profit' && metric !== 'refunds') return null
  const [date, column] = columns[metric]
  const rows = (metric === 'refunds' ? returns : orders).filter((row) => {
    const day = String(row[date])
    return (
      (start === null || day >= start) &&
      (end === null || day < end) &&
      Object.entries(dimensions).every(
        ([name, member]) => (name === 'weekday' ? weekdayOf(day) : row[name]) === member,
      ) &&
      filters.every(({ dimension, operator, values }) => {
        if (dimension === 'sales') return Number(row.sales) >= Number(values[0])
        const isNamed = values.some((value) => value === row.region)
        return operator === 'in' ? isNamed : !isNamed
      })
    )
  })
  return rows.reduce((sum, row) => sum + Number(row[column]), 0)
}

/** '1' Monday to '7' Sunday. */
function weekdayOf(day: string): string {
  return String(new Date(day).getUTCDay() || 7)
}
