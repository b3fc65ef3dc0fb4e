import { describe, expect, it } from 'vitest'
import { formulas, proposeTable } from '../tests/propose-table.ts'

describe('columns of money with qualifiers', () => {
  it.each([
    ['Total Invoiced (excl)', 'total_invoiced_excl'],
    ['SALES_INC_VAT', 'sales_inc_vat'],
    ['total_ex_vat_eur', 'total_ex_vat_eur'],
    ['Jobs Subtotal', 'jobs_subtotal'],
  ])('reads what is taken in from %s', (header, key) => {
    const model = proposeTable(`
Day|Site|${header}
2025-01-02|North|100.5
2025-01-03|South|200.5`)
    const { aggregation } = model.metrics.find(({ id }) => id === 'revenue') ?? {}
    expect(aggregation).toMatchObject({ expression: { column: key } })
  })

  it('keeps a part of the revenue its own name where another column holds what is billed', () => {
    const model = proposeTable(`
Month|Club|Dues Billed|Cafe Rev
2025-01|North|1000.5|90.5
2025-01|South|2000.5|80.5
2025-02|North|1100.5|70.5`)
    expect(formulas(model, 'revenue', 'cafe_rev', 'dues_billed')).toEqual({
      revenue: undefined,
      cafe_rev: 'Sum of Cafe Rev @ month',
      dues_billed: 'Sum of Dues Billed @ month',
    })
  })

  it('takes the only revenue for the whole beside hours billed', () => {
    const model = proposeTable(`
Day|Site|Hours Billed|Cafe Rev
2025-01-02|North|10.5|90.5
2025-01-03|South|20.5|80.5`)
    expect(formulas(model, 'revenue')).toEqual({ revenue: 'Sum of Cafe Rev @ day' })
  })

  it('takes what it costs to acquire goods for their cost', () => {
    const model = proposeTable(`
Day|Item|Qty|AcqCost|Sales
2025-01-02|A|3|10.5|90.5
2025-01-03|B|4|20.5|80.5`)
    expect(formulas(model, 'cac', 'cogs')).toEqual({ cac: undefined, cogs: 'Sum of AcqCost @ day' })
  })

  it('takes the value of conversions for no share of them', () => {
    const model = proposeTable(`
Day|Campaign|Clicks|Conversions|Conv. value
2025-01-02|A|30|4|90.5
2025-01-03|B|40|5|80.5`)
    expect(formulas(model, 'conv_value')).toEqual({ conv_value: 'Sum of Conv. value @ day' })
  })
})

describe('names that headers have the other way round', () => {
  const model = proposeTable(`
Day|Client|Hrs Billed|Comm Pct|Agency Commission|num_items_sold
2025-01-02|Ann|3.5|12.5|20.5|4
2025-01-03|Bob|4.5|10.5|30.5|5`)
  const namesOf = (id: string): readonly string[] => model.metrics.find((metric) => metric.id === id)?.synonyms ?? []

  it('says billed hours for the hours billed', () => {
    expect(namesOf('hrs_billed')).toContain('billed hours')
  })

  it('says commission rate for a share, and leaves commission to the amount', () => {
    expect(namesOf('comm_pct')).toContain('commission rate')
    expect(namesOf('comm_pct')).not.toContain('commission')
  })

  it('takes numbered things for the things', () => {
    expect(formulas(model, 'units_sold')).toEqual({ units_sold: 'Sum of num_items_sold @ day' })
  })
})
