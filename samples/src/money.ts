/** Rounds to cents, halves away from zero in the way `Math.round` does for amounts above zero. */
export function cents(amount: number): number {
  return Math.round(amount * 100 + 1e-7) / 100
}
