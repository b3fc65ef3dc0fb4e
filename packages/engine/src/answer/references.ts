import { type Reference, timeGrains, type Unit } from '@salestalk/protocol'
import type { Fact } from '../analysis/index.ts'
import { periodKey } from '../understanding/time/index.ts'

/** Every figure of an answer with where it is kept and which query read it. */
export function referencesOf(facts: readonly Fact[], tenantId: string): Reference[] {
  return facts.map((fact) => ({
    id: fact.id,
    metric: fact.metric,
    label: fact.label,
    start: fact.start,
    end: fact.end,
    dimensions: slicesOf(fact),
    value: fact.value,
    unit: unitCode(fact.unit),
    derivedFrom: [...fact.derivedFrom],
    source: {
      table: `tenant-${tenantId}-metrics`,
      pk: `METRIC#${fact.metric}`,
      sk: sortKey(fact),
      query: fact.queryId,
    },
  }))
}

/** The period, with each slice appended: "2025-Q3#region=EMEA". */
function sortKey(fact: Fact): string {
  const slices = Object.entries(slicesOf(fact)).map(([dimension, member]) => `#${dimension}=${member ?? ''}`)
  return [fact.start === null && fact.end === null ? 'all' : periodKey(fact.start, fact.end), ...slices].join('')
}

/** The members that single a figure out; time buckets are its period. */
function slicesOf({ group }: Fact): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(group).filter(([dimension]) => !timeGrains.some((grain) => grain === dimension)),
  )
}

/** ISO 4217 code for money, else the kind of unit; null for money of an unknown currency. */
export function unitCode(unit: Unit): string | null {
  return unit.kind === 'currency' ? unit.currency : unit.kind
}
