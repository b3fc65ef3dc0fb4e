import { expect, it } from 'vitest'
import { qualifyModel } from './qualify-model.ts'
import { proposeTable } from './tests/propose-table.ts'
import { validateModel } from './validate-model.ts'

const orders = proposeTable('Order ID|Order Date|Sales|Profit\n1|2025-01-01|10.5|1.5\n1|2025-01-02|12.5|2.5', 'orders')
const stores = proposeTable('Date|Store|Sales|Profit\n2025-01-01|A|10.5|1.5\n2025-01-02|B|12.5|2.5', 'shops')
const accounts = proposeTable('account_id|account|revenue\n1|Acme|10.5\n2|Beta|12.5', 'accounts')

it('leaves the first dataset of a company as it is', () => {
  expect(qualifyModel(orders, [])).toBe(orders)
  expect(qualifyModel(orders, [orders])).toBe(orders)
})

it('names the dataset in clashing ids and labels, keeps synonyms, and follows the parts of ratios', () => {
  const qualified = qualifyModel(stores, [orders])
  const sales = qualified.metrics.find(({ id }) => id === 'shops_revenue')
  expect(sales?.label).toBe('Sales (Shops)')
  expect(sales?.synonyms).toEqual(expect.arrayContaining(['turnover', 'shops sales']))
  const margin = qualified.metrics.find(({ id }) => id === 'shops_gm_pct')
  expect(margin?.aggregation).toEqual({ kind: 'ratio', numerator: 'shops_gross_profit', denominator: 'shops_revenue' })
  expect(validateModel(qualified)).toEqual([])
})

it('takes the bare words from a mere description of things', () => {
  const revenue = qualifyModel(accounts, [orders]).metrics.find(({ id }) => id === 'accounts_revenue')
  expect(revenue?.synonyms).not.toContain('revenue')
  expect(revenue?.synonyms).toContain('accounts revenue')
})
