/** One cell: text, a number, or null for "known absent". Dates are ISO days, `2026-03-31`. */
export type Cell = string | number | null

export type Row = readonly Cell[]

export type ColumnType = 'text' | 'integer' | 'decimal' | 'date'

export interface DemoColumn {
  name: string
  type: ColumnType
}

/** One table of a demo company. `rows` is lazy and depends on nothing but its argument. */
export interface DemoDataset {
  name: string
  label: string
  columns: readonly DemoColumn[]
  rows(today: string): Iterable<Row>
}

export type PlantedEventKind =
  | 'outage'
  | 'price-change'
  | 'launch'
  | 'won-customer'
  | 'lost-customer'
  | 'campaign'
  | 'churn-spike'
  | 'win-rate-drop'
  | 'satisfaction-drop'
  | 'store-closure'
  | 'defective-batch'
  | 'cost-increase'
  | 'delay'

/**
 * Something put into the data on purpose, for an analysis to find.
 * `start` and `end` are inclusive ISO days; `end` is null when the change is there to stay.
 * `filters` narrows the dataset to the rows concerned (column -> value).
 * `effect` is the size: of `column` summed or averaged over those rows, against the level just before.
 */
export interface PlantedEvent {
  id: string
  kind: PlantedEventKind
  title: string
  dataset: string
  column: string
  start: string
  end: string | null
  filters: Readonly<Record<string, string>>
  effect: PlantedEffect
  expectation: string
}

/** `ratio`: multiplied by `value`; `difference`: `value` is added; `rate`: the share becomes `value`. */
export interface PlantedEffect {
  kind: 'ratio' | 'difference' | 'rate'
  value: number
}

export interface DemoCompany {
  id: string
  name: string
  ownerEmail: string
  currency: string
  description: string
  plantedEvents(today: string): PlantedEvent[]
  datasets: readonly DemoDataset[]
  exampleQuestions: string[]
}
