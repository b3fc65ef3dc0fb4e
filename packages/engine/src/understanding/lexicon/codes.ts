import type { DatasetSnapshot } from '../../model/tenant-data.ts'
import { addKey, type MemberBuilder, type MemberList } from './member-builder.ts'

const sampled = 200
const fewest = 100

/**
 * Whether the members of a list are codes rather than names: they mostly hold digits and no spaces, or their column
 * identifies records and they are no names of several words.
 * Codes are only ever typed whole, so they need no words to be found by.
 */
export function holdsCodes(list: MemberList, snapshot: DatasetSnapshot): boolean {
  const { model } = snapshot
  const { values } = list
  if (values.length < fewest) return false
  const column = model.dimensions.find((dimension) => dimension.id === list.dimension)?.column
  const identifies = model.columns.some((candidate) => candidate.key === column && candidate.role === 'identifier')
  const step = Math.max(1, Math.floor(values.length / sampled))
  let looked = 0
  let codes = 0
  let names = 0
  for (let index = 0; index < values.length; index += step) {
    looked += 1
    const value = values[index] ?? ''
    if (/^\S*\d\S*$/.test(value)) codes += 1
    else if (/\p{L}{2}\S*\s+\S*\p{L}{2}/u.test(value)) names += 1
  }
  return codes > looked * 0.9 || (identifies && names < looked * 0.3)
}

const plain = /^[a-z0-9]+$/
const foreignTo = /[^\p{L}\p{M}\d]+/gu

/** The letters and digits of a code, and how many words they make where signs part them. */
export function codeKey(code: string): { key: string; words: number } {
  const lower = code.toLowerCase()
  if (plain.test(lower)) return { key: lower, words: 1 }
  const parts = lower.split(/[^a-z0-9]+/)
  const key = parts.join('')
  const letters = /[^\x20-\x7e]/.test(lower) ? lower.normalize('NFKD').replace(foreignTo, '') : key
  return { key: letters, words: Math.max(1, parts.length) }
}

/** Adds members to be found whole only. */
export function addCodes(builder: MemberBuilder, values: readonly string[], dimension: number, dataset: number): void {
  builder.coded.add(dimension)
  for (const value of values) {
    const { key, words } = codeKey(value)
    if (key === '') continue
    const present = memberOf(builder, key, dimension, value)
    if (present !== undefined) {
      builder.datasetsOf[present] = (builder.datasetsOf[present] ?? 0) | dataset
      continue
    }
    const member = builder.values.length
    builder.values.push(value)
    builder.dimensionOf.push(dimension)
    builder.datasetsOf.push(dataset)
    builder.counts[dimension] = (builder.counts[dimension] ?? 0) + 1
    addKey(builder.codes, key, member)
    if (words > builder.longestCode) builder.longestCode = words
  }
}

function memberOf(builder: MemberBuilder, key: string, dimension: number, value: string): number | undefined {
  const present = builder.codes.get(key)
  if (present === undefined) return undefined
  const members = typeof present === 'number' ? [present] : present
  return members.find((member) => builder.dimensionOf[member] === dimension && builder.values[member] === value)
}
