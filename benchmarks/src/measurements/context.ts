import type { OrdersFile } from '../orders/write-orders.ts'

/** What every measurement is given. */
export interface MeasurementContext {
  /** An empty folder for all files of this run; removed afterwards. */
  readonly folder: string
  readonly repositoryFolder: string
  /** Numbers of rows, ascending. */
  readonly sizes: readonly number[]
  readonly runs: number
  /** The file of so many orders, written when it is first asked for. */
  orders(rows: number): Promise<OrdersFile>
  /** The data folder of SalesTalk with these orders taken in. */
  company(rows: number): Promise<string>
  /** Something for the person who waits. */
  note(text: string): void
}
