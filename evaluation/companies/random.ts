/** Yields numbers in [0, 1); the whole sequence follows from the key it was created with. */
export type Random = () => number

/** A generator of its own for every key: mulberry32 by Tommy Ettinger (public domain), seeded with an FNV-1a hash of the key. */
export function createRandom(key: string): Random {
  let state = 0x811c9dc5
  for (const character of key) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new RangeError('There is nothing to pick from')
  return item
}

/** Like `pick`, but the first items come up far more often than the last, as big customers and popular products do. */
export function pickFavorite<Item>(random: Random, items: readonly Item[]): Item {
  const drawn = random()
  return pick(() => drawn * drawn, items)
}

/** A whole number from `low` to `high`, both included. */
export function integer(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1))
}

/** A number around `center` that strays by up to `share` of it to either side. */
export function around(random: Random, center: number, share: number): number {
  return center * (1 + share * (2 * random() - 1))
}
