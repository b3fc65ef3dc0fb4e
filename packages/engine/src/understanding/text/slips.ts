import { editDistance } from './distance.ts'

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/**
 * How unlike a slip of the fingers a misspelling is: 0 for letters swapped, doubled or left out and for a key beside the right one, 1 for any other.
 * Among words equally near it tells the likelier one.
 */
export function slipCost(typed: string, meant: string): number {
  if (typed.length < meant.length) return 0
  let start = 0
  while (start < typed.length && typed[start] === meant[start]) start += 1
  if (typed.length > meant.length) return typed[start] === typed[start - 1] ? 0 : 1
  const swapped = typed[start] === meant[start + 1] && typed[start + 1] === meant[start]
  return swapped || areBeside(typed[start], meant[start]) ? 0 : 1
}

function areBeside(left: string | undefined, right: string | undefined): boolean {
  if (left === undefined || right === undefined) return false
  const row = rows.findIndex((keys) => keys.includes(left))
  const at = rows[row]?.indexOf(left) ?? -1
  // Each row stands a little to the right of the one above.
  const near = [
    rows[row]?.[at - 1],
    rows[row]?.[at + 1],
    rows[row - 1]?.[at],
    rows[row - 1]?.[at + 1],
    rows[row + 1]?.[at - 1],
    rows[row + 1]?.[at],
  ]
  return near.includes(right)
}

/**
 * How many slips of the fingers make one word of another: letters swapped, doubled or left out and keys beside the right one; limit + 1 where
 * it takes more of them, or anything else.
 */
export function slipDistance(typed: string, meant: string, limit: number): number {
  if (typed === meant) return 0
  if (limit === 0) return 1
  let start = 0
  while (start < typed.length && typed[start] === meant[start]) start += 1
  const rest = (left: number, right: number): number =>
    1 + slipDistance(typed.slice(start + left), meant.slice(start + right), limit - 1)
  const found = [limit + 1]
  if (start < meant.length) found.push(rest(0, 1))
  const doubled = typed[start] === typed[start - 1]
  if (start < typed.length && doubled) found.push(rest(1, 0))
  if (typed[start] === meant[start + 1] && typed[start + 1] === meant[start] && start + 1 < typed.length)
    found.push(rest(2, 2))
  if (areBeside(typed[start], meant[start])) found.push(rest(1, 1))
  return Math.min(...found)
}

/** Whether two words have the same letters in a nearly same order ("breaks", "brakes"), or one has a letter that the other lacks. */
export function isProperSlip(typed: string, meant: string): boolean {
  if (typed === meant || typed[0] !== meant[0]) return false
  const sorted = (word: string): string => [...word].sort().join('')
  if (sorted(typed) === sorted(meant)) return editDistance(typed, meant, 2) <= 2
  return typed.length !== meant.length && editDistance(typed, meant, 1) === 1
}
