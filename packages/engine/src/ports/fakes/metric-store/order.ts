/** Nulls last whatever the direction. */
export function compare<Value extends string | number | boolean>(
  left: Value | null,
  right: Value | null,
  direction: 'asc' | 'desc',
): number {
  if (left === right) return 0
  if (left === null) return 1
  if (right === null) return -1
  return left < right === (direction === 'asc') ? -1 : 1
}
