import type { Column, ColumnType, DatasetModel, DatasetProfile } from '@salestalk/protocol'
import type { ColumnPlan } from './columns/column-plan.ts'
import { IngestError } from './errors.ts'

/** What a column of a new batch is called beside the columns that exist: found by key, its type the one to store. */
type Fit = { readonly type: ColumnType } | { readonly problem: string }

/**
 * Fits a file to the columns a dataset has, so that its rows can be appended: codes that happen to be figures stay text, empty columns
 * take any type, integers may become decimals and days timestamps. Throws `columns_differ` naming every column that does not fit;
 * columns the dataset lacks are fine, they are empty in the earlier rows.
 */
export function adaptToDataset(
  plans: readonly ColumnPlan[],
  model: DatasetModel,
  fileName: string,
): readonly ColumnPlan[] {
  const known = new Map(model.columns.map((column) => [column.key, column]))
  const present = new Set(plans.map(({ column }) => column.key))
  const missing = model.columns.filter(({ key }) => !present.has(key)).map(({ name }) => `"${name}" is missing`)
  const problems: string[] = []
  const adapted = plans.map((plan): ColumnPlan => {
    const existing = known.get(plan.column.key)
    if (!existing) return plan
    const fit = fitOf(plan, existing)
    if ('type' in fit)
      return {
        ...plan,
        wanted: fit.type,
        reading: fit.type === 'text' && plan.reading.kind !== 'grain' ? { kind: 'text' } : plan.reading,
      }
    problems.push(fit.problem)
    return plan
  })
  if (missing.length + problems.length === 0) return adapted
  const differences = [...missing, ...problems].slice(0, 8).join('; ')
  const text = `The columns of ${fileName} do not agree with the dataset "${model.dataset}": ${differences}. Correct the file, replace the dataset, or give it a name of its own`
  throw new IngestError('columns_differ', text, { fileName })
}

function fitOf(plan: ColumnPlan, existing: Column): Fit {
  const { type } = existing
  const found = typeOf(plan)
  if (type === 'text' || found === null || found === type) return { type }
  if (isNumber(type) && isNumber(found)) return { type: 'decimal' }
  if (isTime(type) && isTime(found)) return { type: 'timestamp' }
  return { problem: `"${existing.name}" holds ${described(type)}, in the file ${described(found)}` }
}

/** The type a column would get; null when it is empty. */
function typeOf({ column, reading, tally }: ColumnPlan): ColumnType | null {
  if (column.native !== null) return column.native
  if (tally !== null && tally.tally.cells === tally.tally.markers) return null
  switch (reading.kind) {
    case 'text':
    case 'grain':
      return 'text'
    case 'boolean':
      return 'boolean'
    case 'number':
      // Whether its cells have decimals does not matter: integers and decimals go together.
      return 'integer'
    case 'date':
      return reading.timed ? 'timestamp' : 'date'
  }
}

function isNumber(type: ColumnType): boolean {
  return type === 'integer' || type === 'decimal'
}

function isTime(type: ColumnType): boolean {
  return type === 'date' || type === 'timestamp'
}

function described(type: ColumnType): string {
  const words = {
    text: 'text',
    integer: 'whole numbers',
    decimal: 'numbers',
    boolean: 'yes or no',
    date: 'dates',
    timestamp: 'times',
  } as const
  return words[type]
}

/** The model of a dataset after rows of this profile came in: wider types, and the columns it did not have as proposed. */
export function extendedModel(model: DatasetModel, profile: DatasetProfile, proposed: DatasetModel): DatasetModel {
  const found = new Map(profile.columns.map((column) => [column.key, column.type]))
  const known = new Set(model.columns.map(({ key }) => key))
  const columns = model.columns.map((column) => ({ ...column, type: widened(column.type, found.get(column.key)) }))
  const added = proposed.columns.filter(({ key }) => !known.has(key))
  const isChanged = added.length > 0 || columns.some(({ type }, index) => type !== model.columns[index]?.type)
  if (!isChanged) return model
  const taken = new Set(model.dimensions.map(({ id }) => id))
  const dimensions = proposed.dimensions.filter(({ id, column }) => !taken.has(id) && !known.has(column))
  return {
    ...model,
    version: model.version + 1,
    columns: [...columns, ...added],
    dimensions: [...model.dimensions, ...dimensions.map((one) => ({ ...one, parent: null }))],
  }
}

function widened(type: ColumnType, found: ColumnType | undefined): ColumnType {
  if (type === 'integer' && found === 'decimal') return 'decimal'
  if (type === 'date' && found === 'timestamp') return 'timestamp'
  return type
}
