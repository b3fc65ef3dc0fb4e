import type { ColumnType, Condition, DatasetModel, Expression, MetricDefinition } from '@salestalk/protocol'
import { suggest } from '../support/suggest.ts'

/** Something in an edited model that cannot work: where (`metrics.2.aggregation.column`), what, and the nearest right name. */
export interface ModelProblem {
  readonly path: string
  readonly message: string
  readonly suggestion: string | null
}

/** Checks a model's references: columns exist and fit, parts of ratios exist, ids are unique. Empty when it can be used. */
export function validateModel(model: DatasetModel): ModelProblem[] {
  const check = new ModelCheck(model)
  check.uniqueness(
    'columns',
    model.columns.map((column) => column.key),
  )
  check.uniqueness(
    'dimensions',
    model.dimensions.map((dimension) => dimension.id),
  )
  check.uniqueness(
    'metrics',
    model.metrics.map((metric) => metric.id),
  )
  if (model.timeColumn !== null) check.time('timeColumn', model.timeColumn)
  const dimensionIds = model.dimensions.map((dimension) => dimension.id)
  for (const [index, dimension] of model.dimensions.entries()) {
    const path = `dimensions.${index}`
    check.column(`${path}.column`, dimension.column)
    if (dimension.parent === dimension.id) check.report(`${path}.parent`, 'a dimension cannot be its own parent')
    else if (dimension.parent !== null) check.known(`${path}.parent`, 'dimension', dimension.parent, dimensionIds)
  }
  for (const [index, metric] of model.metrics.entries()) checkMetric(check, `metrics.${index}`, metric, model)
  return check.problems
}

function checkMetric(check: ModelCheck, path: string, metric: MetricDefinition, model: DatasetModel): void {
  if (metric.timeColumn !== null) check.time(`${path}.timeColumn`, metric.timeColumn)
  const { aggregation } = metric
  const inside = `${path}.aggregation`
  if (aggregation.kind === 'ratio') {
    check.part(`${inside}.numerator`, aggregation.numerator, metric, model)
    check.part(`${inside}.denominator`, aggregation.denominator, metric, model)
    return
  }
  if (aggregation.kind === 'count_distinct') check.column(`${inside}.column`, aggregation.column)
  if ('expression' in aggregation) check.expression(`${inside}.expression`, aggregation.expression)
  if (aggregation.kind === 'last' && metric.timeColumn === null) {
    check.report(`${path}.timeColumn`, 'a metric at the latest date needs a time column')
  }
  for (const [index, condition] of aggregation.where.entries()) check.condition(`${inside}.where.${index}`, condition)
  const ids = model.dimensions.map((dimension) => dimension.id)
  for (const [index, slice] of (metric.slices ?? []).entries()) {
    for (const [place, id] of slice.dimensions.entries())
      check.known(`${path}.slices.${index}.dimensions.${place}`, 'dimension', id, ids)
    for (const [place, condition] of slice.where.entries())
      check.condition(`${path}.slices.${index}.where.${place}`, condition)
  }
}

const numeric: readonly ColumnType[] = ['integer', 'decimal']
const dated: readonly ColumnType[] = ['date', 'timestamp']

class ModelCheck {
  readonly problems: ModelProblem[] = []
  private readonly types: ReadonlyMap<string, ColumnType>
  constructor(model: DatasetModel) {
    this.types = new Map(model.columns.map((column) => [column.key, column.type]))
  }

  report(path: string, message: string, suggestion: string | null = null): void {
    this.problems.push({ path, message, suggestion })
  }

  uniqueness(path: string, names: readonly string[]): void {
    for (const [index, name] of names.entries()) {
      if (names.indexOf(name) !== index) this.report(`${path}.${index}`, `"${name}" is there twice`)
    }
  }

  known(path: string, kind: string, name: string, names: Iterable<string>): void {
    const list = [...names]
    if (!list.includes(name)) this.report(path, `there is no ${kind} "${name}"`, suggest(name, list))
  }

  column(path: string, key: string): ColumnType | undefined {
    this.known(path, 'column', key, this.types.keys())
    return this.types.get(key)
  }

  time(path: string, key: string): void {
    const type = this.column(path, key)
    if (type && !dated.includes(type)) this.report(path, `"${key}" holds ${type}, not dates`)
  }

  expression(path: string, expression: Expression): void {
    if ('column' in expression) {
      const type = this.column(`${path}.column`, expression.column)
      if (type && !numeric.includes(type))
        this.report(`${path}.column`, `"${expression.column}" holds ${type}, not numbers`)
    } else if ('days_between' in expression) {
      for (const [index, key] of expression.days_between.entries()) this.time(`${path}.days_between.${index}`, key)
    } else if ('operands' in expression) {
      for (const [index, operand] of expression.operands.entries())
        this.expression(`${path}.operands.${index}`, operand)
    }
  }

  condition(path: string, { column, operator, values }: Condition): void {
    this.column(`${path}.column`, column)
    const wanted = { is_null: 0, is_not_null: 0, gt: 1, gte: 1, lt: 1, lte: 1, in: null, not_in: null }[operator]
    if (wanted === null ? values.length === 0 : values.length !== wanted) {
      this.report(
        `${path}.values`,
        wanted === null ? `"${operator}" needs at least one value` : `"${operator}" takes ${wanted} values`,
      )
    }
  }

  part(path: string, id: string, metric: MetricDefinition, { metrics }: DatasetModel): void {
    this.known(
      path,
      'metric',
      id,
      metrics.map((candidate) => candidate.id),
    )
    const part = metrics.find((candidate) => candidate.id === id)
    if (part?.aggregation.kind === 'ratio') this.report(path, `"${id}" is itself a ratio`)
    if (part && part.timeColumn !== metric.timeColumn)
      this.report(path, `"${id}" is dated by another column than "${metric.id}"`)
  }
}
