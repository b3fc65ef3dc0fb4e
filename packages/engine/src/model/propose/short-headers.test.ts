import { describe, expect, it } from 'vitest'
import { dimensionColumns, formulas, proposeTable } from '../tests/propose-table.ts'

const metricOf = (model: ReturnType<typeof proposeTable>, id: string) =>
  model.metrics.find((metric) => metric.id === id)

describe('headers in short', () => {
  const importer = proposeTable(
    `
Inv No|Inv Date|Customer|Chan|Ctry|Item|Cases|List EUR|Disc EUR|Net EUR
7001|2025-01-03|Alpenrose|Hotel|Austria|Riesling|4|150.5|10.5|140
7001|2025-01-04|Alpenrose|Hotel|Austria|Merlot|6|180.5|20.5|160
7002|2025-02-05|Chez Luc|Shop|France|Riesling|9|390.5|30.5|360`,
    'sales_lines',
  )

  it('tell the money a row brings in from that before discounts, and what is sold', () => {
    expect(formulas(importer, 'revenue', 'gross_revenue', 'discount_amount', 'units_sold')).toEqual({
      revenue: 'Sum of Net EUR @ inv_date',
      gross_revenue: 'Sum of List EUR @ inv_date',
      discount_amount: 'Sum of Disc EUR @ inv_date',
      units_sold: 'Sum of Cases @ inv_date',
    })
    expect(metricOf(importer, 'units_sold')?.synonyms).toContain('cases')
    expect(dimensionColumns(importer)).toMatchObject({ channel: 'chan', country: 'ctry' })
  })

  it('are said in full', () => {
    const processor = proposeTable(`
wk_ending|Merchant|Acq Channel|Txns|TPV|CB Count|CB Amt|Order Quantity
2025-01-05|Moda|Partner|120|5210.5|2|80.5|7
2025-01-12|Moda|Partner|130|5310.5|1|40.25|8
2025-01-19|Brera|Direct|90|3210.5|0|0|9`)
    expect(metricOf(processor, 'gmv')?.synonyms).toEqual(expect.arrayContaining(['tpv', 'payment volume']))
    expect(metricOf(processor, 'order_count')?.synonyms).toContain('transactions')
    expect(metricOf(processor, 'cb_count')?.synonyms).toEqual(
      expect.arrayContaining(['chargebacks', 'chargeback count']),
    )
    expect(metricOf(processor, 'cb_amt')?.direction).toBe('up_is_bad')
    expect(metricOf(processor, 'refund_count')).toBeUndefined()
    expect(metricOf(processor, 'order_quantity')?.synonyms ?? []).not.toContain('orders')
  })
})

describe('a column that says who is new', () => {
  it('counts each of them once', () => {
    const practice = proposeTable(`
Visit ID|Visit Dt|Client Name|New Client|Amt EUR
V1|2025-01-03|Nora Byrne|Y|50.5
V2|2025-01-09|Nora Byrne|N|70.5
V3|2025-02-05|Sean Daly|Y|30.5`)
    expect(formulas(practice, 'new_customers')).toEqual({
      new_customers: 'Number of different Client Name, where New Client is Y @ visit_dt',
    })
    expect(metricOf(practice, 'new_customers')?.synonyms).toContain('new clients')
  })

  it('counts nobody where no column says whom', () => {
    const lines = proposeTable(`
Order No|Order Date|New Item|Net
1|2025-01-03|Y|50.5
2|2025-01-09|N|70.5
3|2025-02-05|Y|30.5`)
    expect(metricOf(lines, 'new_customers')).toBeUndefined()
  })
})
