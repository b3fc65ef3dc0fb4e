import type { Expression } from '@salestalk/protocol'
import { isWholePercent } from './choose-measures.ts'
import { column, constant, divide, multiply, subtract } from './expressions.ts'
import type { MetricDraft } from './metric-draft.ts'
import type { ColumnReading } from './read-columns.ts'

/** The numeric columns sales are computed from, as far as the file has them. */
export interface SalesColumns {
  readonly amount: ColumnReading | null
  readonly quantity: ColumnReading | null
  readonly unitPrice: ColumnReading | null
  readonly unitCost: ColumnReading | null
  readonly discount: ColumnReading | null
  readonly cost: ColumnReading | null
  readonly profit: ColumnReading | null
}

/** Revenue, cost, profit and discounts of rows that are sales, each from its own column or computed from others. */
export function proposeSales(draft: MetricDraft, columns: SalesColumns, isSale: boolean): void {
  const revenue = proposeRevenue(draft, columns, isSale)
  const cost = costOf(draft, columns)
  if (columns.profit) {
    draft.add('gross_profit', sum(column(columns.profit.profile.key)), { from: columns.profit })
  } else if (revenue && cost) {
    draft.add('gross_profit', sum(subtract(revenue, cost)))
    draft.assume('Gross profit is revenue less cost.')
  }
  if (cost) {
    draft.add('cogs', sum(cost), columns.cost ? { from: columns.cost } : {})
  } else if (revenue && columns.profit) {
    draft.add('cogs', sum(subtract(revenue, column(columns.profit.profile.key))))
    draft.assume(`Cost is revenue less ${columns.profit.profile.name}.`)
  }
  proposeDiscounts(draft, columns)
}

function proposeRevenue(draft: MetricDraft, columns: SalesColumns, isSale: boolean): Expression | null {
  const { amount, quantity, unitPrice, discount } = columns
  if (amount) {
    const expression = column(amount.profile.key)
    draft.add('revenue', sum(expression), { from: amount })
    draft.assume(`Revenue is the sum of ${amount.profile.name}.`)
    return expression
  }
  if (unitPrice && quantity) {
    const factors = [column(quantity.profile.key), column(unitPrice.profile.key)]
    const fraction = discount ? fractionOf(discount) : null
    if (fraction) factors.push(subtract(constant(1), fraction))
    const expression = multiply(...factors)
    draft.add('revenue', sum(expression))
    const less = fraction && discount ? ` less ${discount.profile.name}` : ''
    draft.assume(
      `Revenue is ${quantity.profile.name} times ${unitPrice.profile.name}${less}, because no column states it.`,
    )
    return expression
  }
  if (unitPrice && isSale) {
    const expression = column(unitPrice.profile.key)
    draft.add('revenue', sum(expression), { words: [] })
    draft.assume(`Each row is taken for one unit sold at ${unitPrice.profile.name}: revenue is its sum.`)
    return expression
  }
  return null
}

function costOf(draft: MetricDraft, { cost, unitCost, quantity, unitPrice }: SalesColumns): Expression | null {
  if (cost && quantity && unitPrice && isPerUnit(cost, unitPrice, quantity)) {
    draft.assume(
      `${cost.profile.name} is taken for the cost of one unit, because it never exceeds ${unitPrice.profile.name}.`,
    )
    return multiply(column(quantity.profile.key), column(cost.profile.key))
  }
  if (cost) return column(cost.profile.key)
  if (unitCost && quantity) return multiply(column(quantity.profile.key), column(unitCost.profile.key))
  return null
}

/** A cost that stays below the highest unit price although quantities go far above one is the cost of a unit. */
function isPerUnit(cost: ColumnReading, unitPrice: ColumnReading, quantity: ColumnReading): boolean {
  const maximum = ({ profile }: ColumnReading): number => (typeof profile.maximum === 'number' ? profile.maximum : 0)
  return maximum(quantity) >= 3 && maximum(cost) <= maximum(unitPrice)
}

/** Discounts weigh by the undiscounted value where it is known; the plain average of the rows is offered beside it. */
function proposeDiscounts(draft: MetricDraft, { discount, quantity, unitPrice }: SalesColumns): void {
  if (!discount) return
  const fraction = fractionOf(discount)
  if (!fraction) {
    draft.add('discount_amount', sum(column(discount.profile.key)), { from: discount })
    return
  }
  if (!quantity || !unitPrice) {
    draft.add('discount_rate', { kind: 'average', expression: fraction, where: [] }, { from: discount })
    draft.assume(`The discount rate is the average of ${discount.profile.name} over the rows.`)
    return
  }
  const gross = multiply(column(quantity.profile.key), column(unitPrice.profile.key))
  draft.add('gross_revenue', sum(gross))
  draft.add('discount_amount', sum(multiply(gross, fraction)))
  draft.add(
    'discount_rate',
    { kind: 'ratio', numerator: 'discount_amount', denominator: 'gross_revenue' },
    { from: discount },
  )
  draft.add('average_discount', { kind: 'average', expression: fraction, where: [] })
  draft.assume(`The discount rate weighs ${discount.profile.name} by the undiscounted value.`)
}

/** The discount as a share of the price; null when the column holds amounts of money. */
function fractionOf({ profile, header }: ColumnReading): Expression | null {
  if (!isWholePercent(profile)) return column(profile.key)
  return header.isPercent ? divide(column(profile.key), constant(100)) : null
}

function sum(expression: Expression) {
  return { kind: 'sum' as const, expression, where: [] }
}
