/** Makes a value when it is first needed, once; a failure is not remembered. */
export function lazy<T>(make: () => Promise<T>): Lazy<T> {
  let made: Promise<T> | null = null
  return {
    async get() {
      made ??= make()
      try {
        return await made
      } catch (error) {
        made = null
        throw error
      }
    },
    isMade: () => made !== null,
  }
}

export interface Lazy<T> {
  get(): Promise<T>
  isMade(): boolean
}
