import {
  type Cell,
  type ColumnProfile,
  type ColumnType,
  type DatasetProfile,
  type IsoDate,
  timeGrains,
} from '@salestalk/protocol'
import { type ColumnPlan, grainKeyOf } from './columns/column-plan.ts'
import { identifier, literal, openTable, type Value, type Workbench } from './workbench.ts'
import type { WrittenSegment } from './write-segment.ts'

const samples = 12
/** All members are listed of columns with at most so many. */
const memberLimit = 1000
/** With fewer different values they are counted one by one, so that the commonest are exact. */
const fewDistinct = 50_000
const groupSize = 100

/** The profile of the rows as they are stored: types, blanks, different values, range and commonest values of every column. */
export async function profileSegment(
  segment: WrittenSegment,
  plans: readonly ColumnPlan[],
  workbench: Workbench,
): Promise<DatasetProfile> {
  const table = await openTable(workbench, segment.path, segment.rows * plans.length, 'segment_rows')
  const columns: ColumnProfile[] = []
  for (let from = 0; from < plans.length; from += groupSize) {
    const group = plans
      .slice(from, from + groupSize)
      .map((plan, index) => ({ plan, type: segment.types[from + index] ?? 'text' }))
    const overview = group.map(({ plan, type }) => {
      const name = identifier(plan.column.key)
      const [low, high] = rangeOf(name, type)
      return `count(${name}), approx_count_distinct(${name}), ${low}, ${high}`
    })
    const [row = []] = await workbench.rows(`SELECT ${overview.join(', ')} FROM ${table}`)
    const counted = group.map(({ plan, type }, index) => {
      const [filled = 0, distinct = 0, minimum = null, maximum = null] = row.slice(index * 4, index * 4 + 4)
      const name = identifier(plan.column.key)
      return { plan, type, name, filled: Number(filled), distinct: Number(distinct), minimum, maximum }
    })
    const members = await membersOf(counted, table, workbench)
    for (const [index, column] of counted.entries()) {
      const { plan, type, filled } = column
      const values = members.get(index) ?? (await commonestOf(column, table, workbench))
      const bounds = { minimum: boundOf(column.minimum), maximum: boundOf(column.maximum) }
      const cells = { rows: segment.rows, empty: segment.rows - filled, ...values, ...bounds }
      columns.push({ key: plan.column.key, name: plan.column.name, type, ...cells, ...readingOf(plan, type) })
    }
  }
  return { rows: segment.rows, columns, long: null }
}

/** SQL of the smallest and largest value, for types that have them. */
function rangeOf(name: string, type: ColumnType): readonly [string, string] {
  if (type === 'integer' || type === 'decimal') return [`CAST(min(${name}) AS DOUBLE)`, `CAST(max(${name}) AS DOUBLE)`]
  if (type === 'date' || type === 'timestamp') return [isoDate(`min(${name})`), isoDate(`max(${name})`)]
  return ['NULL', 'NULL']
}

function isoDate(value: string): string {
  return `CAST(CAST(${value} AS DATE) AS VARCHAR)`
}

function boundOf(value: Value): number | string | null {
  return typeof value === 'boolean' ? null : value
}

interface CountedColumn {
  readonly name: string
  readonly type: ColumnType
  readonly filled: number
  readonly distinct: number
}

interface ColumnValues {
  readonly distinct: number
  readonly samples: string[]
  readonly members: string[] | null
}

/** The different values of the columns that have few, by position, all in one query: a wide file has thousands of columns. */
async function membersOf(
  columns: readonly CountedColumn[],
  table: string,
  workbench: Workbench,
): Promise<Map<number, ColumnValues>> {
  const few = columns.flatMap((column, index) => (column.distinct <= fewDistinct ? [{ ...column, index }] : []))
  if (few.length === 0) return new Map()
  const selects = few.map(
    ({
      name,
      type,
      index,
    }) => `(SELECT ${index} AS ordinal, ${shownAs(type)} AS shown, count(*) OVER () AS counted, cells FROM (
      SELECT ${name} AS value, count(*) AS cells FROM ${table} WHERE ${name} IS NOT NULL GROUP BY 1)
      ORDER BY cells DESC, value LIMIT ${memberLimit})`,
  )
  const found = new Map<number, { counted: number; values: string[] }>(
    few.map(({ index }) => [index, { counted: 0, values: [] }]),
  )
  await workbench.stream(
    `FROM (${selects.join(' UNION ALL ')}) ORDER BY ordinal, cells DESC, shown`,
    ([ordinal, shown, counted]) => {
      const column = found.get(Number(ordinal))
      column?.values.push(String(shown))
      if (column) column.counted = Number(counted)
    },
  )
  const valuesOf = ({ counted, values }: { counted: number; values: string[] }): ColumnValues => ({
    distinct: counted,
    samples: values.slice(0, samples),
    members: counted <= memberLimit ? values : null,
  })
  return new Map([...found].map(([index, column]) => [index, valuesOf(column)]))
}

/** The same for a column of many values: the commonest are near enough, the number is exact where it may be that of the rows. */
async function commonestOf(
  { name, type, filled, distinct }: CountedColumn,
  table: string,
  workbench: Workbench,
): Promise<ColumnValues> {
  const mayBeUnique = distinct > filled * 0.8
  const exact = mayBeUnique ? await workbench.rows(`SELECT count(DISTINCT ${name}) FROM ${table}`) : []
  // Hardly any two amounts or moments are alike, so a few will do, as long as they are the same whatever the order of the rows.
  const some = type === 'text' ? `approx_top_k(${name}, ${samples})` : `min(${name}, ${samples})`
  const rows = await workbench.rows(`SELECT ${shownAs(type)} FROM (SELECT unnest(${some}) AS value FROM ${table})`)
  const values = rows.map(([value]) => String(value))
  return { distinct: Math.min(filled, Number(exact[0]?.[0] ?? distinct)), samples: values, members: null }
}

function shownAs(type: ColumnType): string {
  return type === 'decimal' ? 'CAST(CAST(value AS DOUBLE) AS VARCHAR)' : 'CAST(value AS VARCHAR)'
}

function readingOf({ reading, column }: ColumnPlan, type: ColumnType) {
  const isDate = reading.kind === 'date'
  const isNumber = reading.kind === 'number'
  const numeric = type === 'integer' || type === 'decimal'
  return {
    sign: (isNumber ? reading.sign : null) ?? (numeric ? column.sign : null),
    decimalSeparator: isNumber && type === 'decimal' ? reading.decimal : null,
    dateOrder: isDate && reading.periodGrain === null ? reading.order : null,
    dateOrderAmbiguous: isDate && reading.assumed,
    periodGrain: isDate ? reading.periodGrain : null,
  }
}

/** The first rows as they are stored, by column key; dates as ISO text. */
export async function sampleRows(
  segment: WrittenSegment,
  plans: readonly ColumnPlan[],
  rows: number,
  workbench: Workbench,
): Promise<Record<string, Cell>[]> {
  const selected = plans.map(({ column }, index) => {
    const type = segment.types[index] ?? 'text'
    const name = identifier(column.key)
    if (type === 'decimal' || type === 'integer') return `CAST(${name} AS DOUBLE)`
    return type === 'boolean' ? name : `CAST(${name} AS VARCHAR)`
  })
  const found = await workbench.rows(
    `SELECT ${selected.join(', ')} FROM read_parquet(${literal(segment.path)}) LIMIT ${rows}`,
  )
  return found.map((row) => Object.fromEntries(plans.map(({ column }, index) => [column.key, row[index] ?? null])))
}

export type TimeSpans = Readonly<Record<string, { readonly start: IsoDate; readonly end: IsoDate }>>

/** First and last day with data of each date column. The last day of a column of periods is the last day of its last period. */
export async function timeSpansOf(
  profile: DatasetProfile,
  segment: WrittenSegment,
  workbench: Workbench,
): Promise<TimeSpans> {
  const keys = new Set(profile.columns.map(({ key }) => key))
  const spans: Record<string, { start: IsoDate; end: IsoDate }> = {}
  for (const { key, type, minimum, maximum, periodGrain } of profile.columns) {
    if (type !== 'date' && type !== 'timestamp') continue
    if (typeof minimum !== 'string' || typeof maximum !== 'string') continue
    const mixed = keys.has(grainKeyOf(key))
    const end = mixed ? await lastDayOfAny(key, segment, workbench) : lastDay(maximum, periodGrain)
    spans[key] = { start: minimum, end: end ?? maximum }
  }
  return spans
}

/** Where each row states its own grain, the period that begins last need not be the one that ends last. */
async function lastDayOfAny(key: string, segment: WrittenSegment, workbench: Workbench): Promise<IsoDate | null> {
  const rows = await workbench.rows(
    `SELECT ${identifier(grainKeyOf(key))}, ${isoDate(`max(${identifier(key)})`)} FROM read_parquet(${literal(segment.path)}) WHERE ${identifier(key)} IS NOT NULL GROUP BY 1`,
  )
  const ends = rows.map(([grain, maximum]) => {
    const known = timeGrains.find((one) => one === grain) ?? null
    return lastDay(String(maximum), known)
  })
  return ends.sort().at(-1) ?? null
}

function lastDay(first: IsoDate, grain: ColumnProfile['periodGrain']): IsoDate {
  const [year = 0, month = 1, day = 1] = first.split('-').map(Number)
  const next = {
    day: [year, month, day + 1],
    week: [year, month, day + 7],
    month: [year, month + 1, 1],
    quarter: [year, month + 3, 1],
    year: [year + 1, 1, 1],
  }[grain ?? 'day'] as [number, number, number]
  return new Date(Date.UTC(next[0], next[1] - 1, next[2] - 1)).toISOString().slice(0, 10)
}
