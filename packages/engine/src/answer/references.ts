import { type Interpretation, type Reference, timeGrains, type Unit } from '@salestalk/protocol'
import type { Fact } from '../analysis/index.ts'
import { periodKey } from '../understanding/time/index.ts'

/** Every figure of an answer with where it is kept and which query read it. */
export function referencesOf(
  facts: readonly Fact[],
  filters: Interpretation['filters'],
  tenantId: string,
): Reference[] {
  return facts.map((fact) => ({
    id: fact.id,
    metric: fact.metric,
    label: fact.label,
    start: fact.start,
    end: fact.end,
    dimensions: slicesOf(fact, filters),
    value: fact.value,
    unit: unitCode(fact.unit),
    derivedFrom: [...fact.derivedFrom],
    source: {
      table: `tenant-${tenantId}-metrics`,
      pk: `METRIC#${fact.metric}`,
      sk: sortKey(fact, filters),
      query: fact.queryId,
    },
  }))
}

/** The period, with each slice appended: "2025-Q3#region=EMEA"; filters that name no single member follow as they are. */
function sortKey(fact: Fact, filters: Interpretation['filters']): string {
  const period = fact.start === null && fact.end === null ? 'all' : periodKey(fact.start, fact.end)
  const slices = Object.entries(slicesOf(fact, filters)).map(([dimension, member]) => `#${dimension}=${member ?? ''}`)
  const others = filters
    .filter((filter) => !(filter.dimension in fact.group) && singleMember(filter) === undefined)
    .map(({ dimension, operator, values }) => `#${dimension} ${operator} ${values.map((each) => each ?? '').join('|')}`)
  return [period, ...slices, ...others].join('')
}

/** The members that single a figure out, whether asked for or grouped by; time buckets are its period. */
function slicesOf({ group }: Fact, filters: Interpretation['filters']): Record<string, string | null> {
  const asked = filters.flatMap((filter) => {
    const member = singleMember(filter)
    return member === undefined ? [] : [[filter.dimension, member] as const]
  })
  const grouped = Object.entries(group).filter(([dimension]) => !timeGrains.some((grain) => grain === dimension))
  return Object.fromEntries([...asked, ...grouped])
}

function singleMember({ operator, values }: Interpretation['filters'][number]): string | null | undefined {
  const [value] = values
  if (operator !== 'in' || values.length !== 1 || value === undefined) return undefined
  return value === null ? null : String(value)
}

/** ISO 4217 code for money, else the kind of unit; null for money of an unknown currency. */
export function unitCode(unit: Unit): string | null {
  return unit.kind === 'currency' ? unit.currency : unit.kind
}
