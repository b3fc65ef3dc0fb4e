export type CellValue = string | number | null

/** How a number is shown. `ratio` is ours over the alternative: 2 is twice as slow or as big. */
export type ColumnUnit = 'text' | 'count' | 'milliseconds' | 'microseconds' | 'megabytes' | 'ratio' | 'percent'

export interface ResultColumn {
  readonly key: string
  readonly label: string
  readonly unit: ColumnUnit
}

/** One table of measurements: rows as plain values, so that a program can read them too. */
export interface ResultTable {
  readonly id: string
  readonly title: string
  /** What is compared with what, and anything to know when reading the numbers. */
  readonly notes: readonly string[]
  readonly columns: readonly ResultColumn[]
  readonly rows: readonly Readonly<Record<string, CellValue>>[]
}

export interface Machine {
  readonly cores: number
  readonly memoryGigabytes: number
  readonly node: string
  readonly platform: string
}

export interface Results {
  readonly date: string
  readonly machine: Machine
  readonly command: string
  readonly seconds: number
  readonly tables: readonly ResultTable[]
}
