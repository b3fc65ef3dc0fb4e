import { ConditionFailedError } from '@salestalk/engine'

const ATTEMPTS = 10

/** Runs read-change-write work again when somebody else wrote in between. Gives up after ten lost races. */
export async function retryOnConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ConditionFailedError) || attempt === ATTEMPTS) throw error
    }
  }
}
