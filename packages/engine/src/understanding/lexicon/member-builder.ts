import type { NameTable } from './name-table.ts'

/** The distinct members of one dimension of one dataset. */
export interface MemberList {
  readonly dataset: string
  readonly dimension: string
  readonly values: readonly string[]
}

/** A member index while it is filled; the fields are those of MemberIndex. */
export interface MemberBuilder {
  readonly values: string[]
  readonly dimensionOf: number[]
  readonly datasetsOf: number[]
  readonly names: NameTable
  readonly codes: Map<string, number | number[]>
  longestCode: number
  readonly coded: Set<number>
  readonly counts: number[]
}

/** Adds a member to those a key finds. */
export function addKey(index: Map<string, number | number[]>, key: string, member: number): void {
  const present = index.get(key)
  if (present === undefined) index.set(key, member)
  else if (typeof present === 'number') {
    if (present !== member) index.set(key, [present, member])
  } else if (!present.includes(member)) present.push(member)
}
