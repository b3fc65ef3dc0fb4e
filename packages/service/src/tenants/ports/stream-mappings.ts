/** Sees to it that changes of a table reach the publisher of events. */
export interface StreamMappings {
  /** Doing it twice is fine. Throws QuotaReachedError. */
  ensure(tableName: string): Promise<void>
  /** How many there are for the table. */
  count(tableName: string): Promise<number>
  /** Removing none is fine; also when the table is gone. */
  remove(tableName: string): Promise<void>
}
