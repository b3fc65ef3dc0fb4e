/** Runs work once after a number of milliseconds, unless the function it returns is called before. */
export type Timer = (work: () => void, milliseconds: number) => () => void
