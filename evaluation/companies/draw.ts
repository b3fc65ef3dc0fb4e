import { pick, type Random } from '@salestalk/samples'

/** Like `pick`, but the first items come up far more often than the last, as big customers and popular products do. */
export function pickFavorite<Item>(random: Random, items: readonly Item[]): Item {
  const drawn = random()
  return pick(() => drawn * drawn, items)
}

/** A number around `center` that strays by up to `share` of it to either side. */
export function around(random: Random, center: number, share: number): number {
  return center * (1 + share * (2 * random() - 1))
}
