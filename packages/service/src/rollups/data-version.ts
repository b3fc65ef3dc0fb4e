import { createHash } from 'node:crypto'
import type { DatasetSnapshot } from '@salestalk/engine'

// Grows when figures of the same data would be stored or computed differently.
const FORMAT = 1

const known = new WeakMap<DatasetSnapshot, string>()

/**
 * Names all that the figures of a dataset depend on: its segments (which never change) and the parts of its model that decide what they
 * add up to. New words for a metric leave it as it is; undoing a batch brings an earlier one back.
 */
export function dataVersionOf(snapshot: DatasetSnapshot): string {
  const version = known.get(snapshot) ?? fingerprintOf(snapshot)
  known.set(snapshot, version)
  return version
}

function fingerprintOf({ model, segments, rows, timeSpans }: DatasetSnapshot): string {
  const { dataset, layout, columns, dimensions, metrics } = model
  const parts = [
    [dataset, layout],
    columns.map(({ key, type, role }) => [key, type, role]),
    dimensions.map(({ id, column }) => [id, column]),
    metrics.map(({ id, subject, unit, aggregation, timeColumn, grain, slices, hidden, importance }) => {
      return [id, subject, unit, aggregation, timeColumn, grain, slices ?? null, hidden, importance]
    }),
    [segments, rows, timeSpans],
  ]
  return `${FORMAT}-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 20)}`
}

/** Whether figures of the two versions are stored alike. */
export function isSameFormat(one: string, other: string): boolean {
  return one.split('-')[0] === other.split('-')[0]
}
