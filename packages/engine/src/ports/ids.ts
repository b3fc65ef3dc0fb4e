/** The only source of new identifiers, so that a test can foresee them. */
export interface Ids {
  /** A new lower-case UUID (version 4), never returned before. */
  next(): string
}
