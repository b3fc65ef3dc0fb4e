import type {
  Aggregation,
  Column,
  ColumnRole,
  DatasetModel,
  DimensionDefinition,
  Expression,
  MetricDefinition,
} from '@salestalk/protocol'
import { formatFigure } from '../../ui/format.ts'

export function changeMetric(model: DatasetModel, id: string, change: Partial<MetricDefinition>): DatasetModel {
  return { ...model, metrics: model.metrics.map((metric) => (metric.id === id ? { ...metric, ...change } : metric)) }
}

export function changeDimension(model: DatasetModel, id: string, change: Partial<DimensionDefinition>): DatasetModel {
  return {
    ...model,
    dimensions: model.dimensions.map((dimension) => (dimension.id === id ? { ...dimension, ...change } : dimension)),
  }
}

const numericTypes = new Set<Column['type']>(['integer', 'decimal'])
const dateTypes = new Set<Column['type']>(['date', 'timestamp'])

/** What a column of this type can be. */
export function possibleRoles(column: Column): ColumnRole[] {
  return [
    ...(dateTypes.has(column.type) || column.role === 'time' ? (['time'] as const) : []),
    'dimension',
    ...(numericTypes.has(column.type) || column.role === 'measure' ? (['measure'] as const) : []),
    'identifier',
    'ignored',
  ]
}

/** Gives a column another role, and with it the dimension, the time or the metrics that follow from the role. */
export function setColumnRole(model: DatasetModel, key: string, role: ColumnRole): DatasetModel {
  const column = model.columns.find((one) => one.key === key)
  if (!column || column.role === role) return model
  const columns = model.columns.map((one) => (one.key === key ? { ...one, role } : one))
  let next: DatasetModel = { ...model, columns }
  if (column.role === 'dimension') next = withoutDimension(next, key)
  if (column.role === 'time') next = withTimeColumn(next, otherTimeColumn(columns, key), key)
  if (column.role === 'measure') next = withoutMetricsOver(next, key)
  if (role === 'dimension') next = withDimension(next, column)
  if (role === 'time' && next.timeColumn === null) next = withTimeColumn(next, key, null)
  if (role === 'measure') next = withMetricOver(next, column)
  return next
}

function otherTimeColumn(columns: readonly Column[], key: string): string | null {
  return columns.find((column) => column.role === 'time' && column.key !== key)?.key ?? null
}

/** Dates the dataset by another column, and with it the metrics that were dated by `former`. */
function withTimeColumn(model: DatasetModel, key: string | null, former: string | null): DatasetModel {
  return {
    ...model,
    timeColumn: model.timeColumn === former ? key : model.timeColumn,
    metrics: model.metrics.map((metric) => (metric.timeColumn === former ? { ...metric, timeColumn: key } : metric)),
  }
}

export function setTimeColumn(model: DatasetModel, key: string): DatasetModel {
  const former = model.timeColumn
  const columns = model.columns.map((column) => (column.key === key ? { ...column, role: 'time' as const } : column))
  return withTimeColumn({ ...withoutDimension(model, key), columns }, key, former)
}

function withDimension(model: DatasetModel, column: Column): DatasetModel {
  if (model.dimensions.some((dimension) => dimension.column === column.key)) return model
  const dimension: DimensionDefinition = {
    id: column.key,
    label: column.name,
    column: column.key,
    synonyms: [],
    parent: null,
    subject: null,
    aliases: {},
  }
  return { ...model, dimensions: [...model.dimensions, dimension] }
}

function withoutDimension(model: DatasetModel, key: string): DatasetModel {
  const gone = new Set(model.dimensions.filter((dimension) => dimension.column === key).map(({ id }) => id))
  const dimensions = model.dimensions
    .filter(({ id }) => !gone.has(id))
    .map((dimension) =>
      dimension.parent !== null && gone.has(dimension.parent) ? { ...dimension, parent: null } : dimension,
    )
  return { ...model, dimensions }
}

function withMetricOver(model: DatasetModel, column: Column): DatasetModel {
  if (model.metrics.some((metric) => metric.id === column.key)) return model
  const metric: MetricDefinition = {
    id: column.key,
    label: column.name,
    subject: column.key,
    description: `The sum of ${column.name}.`,
    synonyms: [],
    unit: { kind: 'count', currency: null },
    direction: 'neutral',
    importance: 0.3,
    aggregation: { kind: 'sum', expression: { column: column.key }, where: [] },
    timeColumn: model.timeColumn,
    grain: 'day',
    hidden: false,
  }
  return { ...model, metrics: [...model.metrics, metric] }
}

/** Takes away the metrics computed from a column, then the ratios that lost a part. */
function withoutMetricsOver(model: DatasetModel, key: string): DatasetModel {
  let metrics = model.metrics.filter(({ aggregation }) => !computesFrom(aggregation, key))
  for (;;) {
    const known = new Set(metrics.map(({ id }) => id))
    const kept = metrics.filter(
      ({ aggregation }) =>
        aggregation.kind !== 'ratio' || (known.has(aggregation.numerator) && known.has(aggregation.denominator)),
    )
    if (kept.length === metrics.length) return { ...model, metrics }
    metrics = kept
  }
}

function computesFrom(aggregation: Aggregation, key: string): boolean {
  return 'expression' in aggregation && columnsOf(aggregation.expression).includes(key)
}

function columnsOf(expression: Expression): string[] {
  if ('column' in expression) return [expression.column]
  if ('constant' in expression) return []
  if ('days_between' in expression) return [...expression.days_between]
  return expression.operands.flatMap(columnsOf)
}

const signs = { add: ' + ', subtract: ' − ', multiply: ' × ', divide: ' ÷ ' } as const

function expressionWords(expression: Expression, name: (key: string) => string): string {
  if ('column' in expression) return name(expression.column)
  if ('constant' in expression) return formatFigure(expression.constant, null)
  if ('days_between' in expression) return `days from ${expression.days_between.map(name).join(' to ')}`
  const operands = expression.operands.map((operand) => {
    const words = expressionWords(operand, name)
    const loose = 'operator' in operand && (operand.operator === 'add' || operand.operator === 'subtract')
    const tight = expression.operator === 'multiply' || expression.operator === 'divide'
    return loose && tight ? `(${words})` : words
  })
  return operands.join(signs[expression.operator])
}

const aggregationNames = {
  sum: 'sum of',
  average: 'average of',
  minimum: 'smallest',
  maximum: 'largest',
  last: 'latest',
} as const

/** How a metric is computed, in words: "sum of Net amount − Quantity × Unit cost". */
export function aggregationWords(aggregation: Aggregation, model: DatasetModel): string {
  const name = (key: string) => model.columns.find((column) => column.key === key)?.name ?? key
  const metricName = (id: string) => model.metrics.find((metric) => metric.id === id)?.label ?? id
  switch (aggregation.kind) {
    case 'ratio':
      return `${metricName(aggregation.numerator)} ÷ ${metricName(aggregation.denominator)}`
    case 'count':
      return `count of ${model.record.plural}${whereWords(aggregation, name)}`
    case 'count_distinct':
      return `count of different ${name(aggregation.column)}${whereWords(aggregation, name)}`
    default:
      return `${aggregationNames[aggregation.kind]} ${expressionWords(aggregation.expression, name)}${whereWords(aggregation, name)}`
  }
}

const conditionSigns = {
  in: 'is',
  not_in: 'is not',
  gt: '>',
  gte: '≥',
  lt: '<',
  lte: '≤',
  is_null: 'is empty',
  is_not_null: 'is filled',
} as const

function whereWords(aggregation: Exclude<Aggregation, { kind: 'ratio' }>, name: (key: string) => string): string {
  if (aggregation.where.length === 0) return ''
  const conditions = aggregation.where.map(({ column, operator, values }) =>
    [name(column), conditionSigns[operator], values.map((value) => value ?? '(blank)').join(' or ')].join(' ').trim(),
  )
  return ` where ${conditions.join(' and ')}`
}

/** Words between commas, without blanks and repetitions. */
export function synonymsFrom(text: string): string[] {
  const words = text.split(',').map((word) => word.trim())
  return [...new Set(words.filter((word) => word !== ''))]
}

/** A name as the key of a dataset: 'Spring orders (2026)' -> 'spring_orders_2026'; null when nothing of it can be kept. */
export function datasetKey(name: string): string | null {
  const key = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_0-9]+|_+$/g, '')
    .slice(0, 63)
  return key === '' ? null : key
}

/** Questions to begin with, made of the names just confirmed. */
export function firstQuestions(model: DatasetModel): string[] {
  const metrics = model.metrics.filter((metric) => !metric.hidden).toSorted((a, b) => b.importance - a.importance)
  const [first, second] = metrics
  const identifiers = new Set(model.columns.filter(({ role }) => role === 'identifier').map(({ key }) => key))
  const [dimension, other] = model.dimensions.filter(({ column }) => !identifiers.has(column))
  if (!first) return []
  return [
    ...(dimension ? [`${first.label} by ${dimension.label.toLowerCase()}`] : []),
    ...(model.timeColumn === null ? [] : [`${first.label} by month`]),
    ...(second && other ? [`${second.label} by ${other.label.toLowerCase()}`] : []),
    first.label,
  ].slice(0, 4)
}
