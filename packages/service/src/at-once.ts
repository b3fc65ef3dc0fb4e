/** Works on many things, a few of them at once, in their order. Rejects with the first failure, when what was begun has ended. */
export async function someAtOnce<T>(
  things: readonly T[],
  most: number,
  work: (thing: T) => Promise<unknown>,
): Promise<void> {
  const waiting = [...things]
  async function workOff(): Promise<void> {
    for (let thing = waiting.shift(); thing !== undefined; thing = waiting.shift()) await work(thing)
  }
  const ends = await Promise.allSettled(Array.from({ length: most }, workOff))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}
