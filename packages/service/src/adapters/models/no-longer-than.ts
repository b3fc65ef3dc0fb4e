import { ModelTooSlowError } from '@salestalk/engine'

/** The result of a call unless the signal fires first, whatever the call itself makes of the signal. Throws ModelTooSlowError. */
export async function noLongerThan<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  const tooSlow = () => new ModelTooSlowError('The model was not waited for any longer', { cause: signal.reason })
  if (signal.aborted) throw tooSlow()
  let end: () => void = () => undefined
  const fired = new Promise<never>((_resolve, reject) => {
    end = () => reject(tooSlow())
  })
  signal.addEventListener('abort', end, { once: true })
  try {
    return await Promise.race([call(), fired])
  } finally {
    signal.removeEventListener('abort', end)
  }
}
