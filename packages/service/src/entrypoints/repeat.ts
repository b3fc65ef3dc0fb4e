import { systemTimer } from '../adapters/embedded/system.ts'

/** Does work now and again after each wait, never twice at once, until the function it returns is called. A failure does not end it. */
export function repeat(
  work: () => Promise<unknown>,
  milliseconds: number,
  onError: (error: unknown) => void,
  timer = systemTimer,
): () => void {
  let cancel: () => void = () => undefined
  let isStopped = false
  const next = () => {
    work()
      .catch(onError)
      .finally(() => {
        if (!isStopped) cancel = timer(next, milliseconds)
      })
  }
  next()
  return () => {
    isStopped = true
    cancel()
  }
}
