import type { IsoDate, MetricDefinition, Unit } from '@salestalk/protocol'
import type { Fact, FactKind } from './types.ts'

interface Window {
  readonly label: string
  readonly start: IsoDate | null
  readonly end: IsoDate | null
}

/** Collects the figures of one answer, each with an id, so that everything said can point at one. */
export interface FactBook {
  measured(metric: MetricDefinition, value: number | null, window: Window, group: Fact['group'], queryId: string): Fact
  /** A figure computed from others; it has the window and group of the first unless told otherwise. */
  derived(
    kind: Exclude<FactKind, 'measured'>,
    value: number | null,
    unit: Unit,
    from: readonly [Fact, ...Fact[]],
    place?: { readonly group?: Fact['group']; readonly window?: Window },
  ): Fact
  all(): readonly Fact[]
}

export const percentUnit: Unit = { kind: 'percent', currency: null }
export const countUnit: Unit = { kind: 'count', currency: null }

export function createFactBook(): FactBook {
  const facts: Fact[] = []
  const add = (fact: Omit<Fact, 'id'>): Fact => {
    const numbered = { id: `r${facts.length + 1}`, ...fact }
    facts.push(numbered)
    return numbered
  }
  return {
    measured: (metric, value, { label, start, end }, group, queryId) =>
      add({
        kind: 'measured',
        metric: metric.id,
        value,
        unit: metric.unit,
        label,
        start,
        end,
        group,
        derivedFrom: [],
        queryId,
      }),
    derived: (kind, value, unit, from, place) => {
      const [first] = from
      const { metric, queryId } = first
      const { label, start, end } = place?.window ?? first
      const group = place?.group ?? first.group
      const derivedFrom = from.map((fact) => fact.id)
      return add({ kind, metric, value, unit, label, start, end, group, derivedFrom, queryId })
    },
    all: () => facts,
  }
}
