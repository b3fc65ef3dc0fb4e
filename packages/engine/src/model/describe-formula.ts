import type { Condition, DatasetModel, Expression, MetricDefinition } from '@salestalk/protocol'

type Model = Pick<DatasetModel, 'columns' | 'metrics'>

/** How a metric is computed, in words for people: "Sum of Quantity × Unit Price", "Gross profit ÷ Revenue". */
export function describeFormula(metric: MetricDefinition, model: Model): string {
  const { aggregation } = metric
  switch (aggregation.kind) {
    case 'ratio':
      return `${labelOf(aggregation.numerator, model)} ÷ ${labelOf(aggregation.denominator, model)}`
    case 'count':
      return `Number of rows${conditions(aggregation.where, model)}`
    case 'count_distinct':
      return `Number of different ${nameOf(aggregation.column, model)}${conditions(aggregation.where, model)}`
    case 'sum':
      return `Sum of ${expressionText(aggregation.expression, model)}${conditions(aggregation.where, model)}`
    case 'average':
      return `Average of ${expressionText(aggregation.expression, model)}${conditions(aggregation.where, model)}`
    case 'minimum':
      return `Smallest ${expressionText(aggregation.expression, model)}${conditions(aggregation.where, model)}`
    case 'maximum':
      return `Largest ${expressionText(aggregation.expression, model)}${conditions(aggregation.where, model)}`
    case 'last':
      return `Sum of ${expressionText(aggregation.expression, model)} at the latest date${conditions(aggregation.where, model)}`
  }
}

function labelOf(id: string, { metrics }: Model): string {
  return metrics.find((metric) => metric.id === id)?.label ?? id
}

function nameOf(key: string, { columns }: Model): string {
  return columns.find((column) => column.key === key)?.name ?? key
}

const signs = { add: '+', subtract: '−', multiply: '×', divide: '÷' } as const

function expressionText(expression: Expression, model: Model, isInner = false): string {
  if ('column' in expression) return nameOf(expression.column, model)
  if ('constant' in expression) return String(expression.constant)
  if ('days_between' in expression) {
    const [from, to] = expression.days_between.map((key) => nameOf(key, model))
    return `days from ${from} to ${to}`
  }
  const text = expression.operands
    .map((operand) => expressionText(operand, model, true))
    .join(` ${signs[expression.operator]} `)
  const needsBrackets = isInner && (expression.operator === 'add' || expression.operator === 'subtract')
  return needsBrackets ? `(${text})` : text
}

function conditions(where: readonly Condition[], model: Model): string {
  if (where.length === 0) return ''
  return `, where ${where.map((condition) => conditionText(condition, model)).join(' and ')}`
}

function conditionText({ column, operator, values }: Condition, model: Model): string {
  const name = nameOf(column, model)
  const listed = values.map((value) => (value === null ? 'blank' : String(value))).join(' or ')
  switch (operator) {
    case 'in':
      return `${name} is ${listed}`
    case 'not_in':
      return `${name} is not ${listed}`
    case 'is_null':
      return `${name} is blank`
    case 'is_not_null':
      return `${name} is not blank`
    case 'gt':
      return `${name} is more than ${listed}`
    case 'gte':
      return `${name} is at least ${listed}`
    case 'lt':
      return `${name} is less than ${listed}`
    case 'lte':
      return `${name} is at most ${listed}`
  }
}
