/** Yields numbers in [0, 1); the whole sequence follows from the key it was created with. */
export type Random = () => number

/**
 * A stream of its own for every key, so that one day or one customer never shifts another.
 * Generator: sfc32 by Chris Doty-Humphrey (PractRand, public domain). Key hash: FNV-1a (Fowler, Noll, Vo)
 * from two offsets, finished with the mixer of MurmurHash3 (Austin Appleby, public domain).
 */
export function createRandom(...key: readonly (string | number)[]): Random {
  const text = key.join('\u001f')
  let a = mix(fnv1a(text, 0x811c9dc5))
  let b = mix(fnv1a(text, 0x01000193))
  let c = mix(a ^ b)
  let counter = 1
  function next(): number {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  // Neighboring keys differ in a few bits only; a dozen rounds spread them over the whole state.
  for (let round = 0; round < 12; round++) next()
  return next
}

function fnv1a(text: string, offset: number): number {
  let hash = offset
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash
}

function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

/** Nearly normal, mean 0 and deviation 1: four uniforms added up, so no rounding differs between machines. */
export function normal(random: Random): number {
  return (random() + random() + random() + random() - 2) * 1.7320508
}

/** A factor around 1 that varies by `spread` (0.1 = ten percent) and never falls below a tenth. */
export function noise(random: Random, spread: number): number {
  return Math.max(0.1, 1 + spread * normal(random))
}

/** A whole number with the given mean and about the spread of a Poisson count; never negative. */
export function count(random: Random, mean: number): number {
  return Math.max(0, Math.floor(mean + Math.sqrt(mean) * normal(random) + random()))
}

/** A whole number from `low` to `high`, both included. */
export function integer(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1))
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return itemAt(items, Math.floor(random() * items.length))
}

/** The item at an index that must exist. */
export function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index]
  if (item === undefined) throw new RangeError(`No item at ${index} of ${items.length}`)
  return item
}

/** Running totals of the weights, for `drawIndex`. */
export function cumulate(weights: readonly number[]): number[] {
  let total = 0
  return weights.map((weight) => {
    total += weight
    return total
  })
}

/** An index drawn in proportion to the weights behind the running totals. */
export function drawIndex(random: Random, totals: readonly number[]): number {
  const target = random() * itemAt(totals, totals.length - 1)
  let index = 0
  while (index < totals.length - 1 && target >= (totals[index] ?? 0)) index++
  return index
}

export function pickWeighted<Item extends { weight: number }>(random: Random, items: readonly Item[]): Item {
  const totals = cumulate(items.map((item) => item.weight))
  return itemAt(items, drawIndex(random, totals))
}
