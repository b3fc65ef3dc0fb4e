const relativeTolerance = 1e-9

/** Equal but for the rounding of floating-point sums. */
export function agrees(left: number, right: number): boolean {
  return Math.abs(left - right) <= relativeTolerance * Math.max(1, Math.abs(left), Math.abs(right))
}

export function sumOf(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
}

/** Orders ISO dates, an open start first. */
export function compareDates(left: string | null, right: string | null): number {
  const [a, b] = [left ?? '', right ?? '']
  return a < b ? -1 : a > b ? 1 : 0
}
