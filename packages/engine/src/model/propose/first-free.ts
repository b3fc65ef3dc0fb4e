/** The id wanted, or the first of "…_column", "…_column_2" that nothing else bears. */
export function firstFree(wanted: string, isTaken: (id: string) => boolean): string {
  let free = wanted
  for (let n = 1; isTaken(free); n += 1) free = n === 1 ? `${wanted}_column` : `${wanted}_column_${n}`
  return free
}
