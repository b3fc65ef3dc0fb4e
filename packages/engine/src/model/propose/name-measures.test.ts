import { describe, expect, it } from 'vitest'
import { dimensionColumns, formulas, proposeTable, roles } from '../tests/propose-table.ts'

const metricOf = (model: ReturnType<typeof proposeTable>, id: string) =>
  model.metrics.find((metric) => metric.id === id)

describe('quantities by what they count', () => {
  const wholesaler = proposeTable(
    `
Order No|OrdDate|Cust Grp|ItemDescr|Prod Fam|Qty (cs)|NetAmt|Refund Amt|Pallets Loaded
9001|2025-01-03|Bars|Pilsner|Beer|4|120.5|3.5|2
9001|2025-01-04|Hotels|Stout|Beer|6|130.5|0|3
9002|2025-02-05|Bars|Cider|Cider|9|90.5|4.25|5`,
    'order_lines',
  )

  it('calls them by the unit in the header', () => {
    const units = metricOf(wholesaler, 'units_sold')
    expect(units?.label).toBe('Cases sold')
    expect(units?.synonyms).toEqual(expect.arrayContaining(['cases', 'number of cases', 'cases sold', 'quantity']))
    expect(metricOf(wholesaler, 'asp')?.synonyms).toContain('price per case')
    expect(metricOf(wholesaler, 'pallets_loaded')?.synonyms).toContain('pallets')
  })

  it('reads headers in short', () => {
    expect(dimensionColumns(wholesaler)).toMatchObject({
      segment: 'cust_grp',
      product: 'itemdescr',
      product_line: 'prod_fam',
    })
  })

  it('takes the refund amount for the refunds, under the name of its header', () => {
    const refunds = metricOf(wholesaler, 'refund_amount')
    expect(refunds?.label).toBe('Refund amount')
    expect(refunds?.synonyms).toEqual(expect.arrayContaining(['refunds', 'refund']))
  })

  it('tells money from what is planned, weighed or kept in stock', () => {
    const plant = proposeTable(`
Shift Date|Plant|Planned Qty|Gross Weight (kg)|Energy kWh|Downtime min|First Resp. (min)|Damage Claims
2025-01-03|Opole|500|90|400|12|30|0
2025-01-04|Vigo|520|80|300|30|50|1
2025-01-05|Opole|400|70|200|60|20|1`)
    expect(metricOf(plant, 'planned_qty')?.unit.kind).toBe('count')
    expect(metricOf(plant, 'gross_weight_kg')?.unit.kind).not.toBe('currency')
    expect(formulas(plant, 'downtime_min', 'first_resp_min', 'damage_claims')).toEqual({
      downtime_min: 'Sum of Downtime min @ shift_date',
      first_resp_min: 'Average of First Resp. (min) @ shift_date',
      damage_claims: 'Sum of Damage Claims @ shift_date',
    })
    expect(metricOf(plant, 'energy_kwh')?.synonyms).toEqual(expect.arrayContaining(['energy', 'kwh']))
    const stock = proposeTable(`
Month End|Item|On Hand Qty|On Order Qty|Stock Value (GBP)
2025-01-31|Chair|5|3|500.5
2025-01-31|Desk|6|1|700.5
2025-02-28|Chair|4|2|600.5`)
    expect(formulas(stock, 'inventory', 'units_sold', 'stock_value_gbp')).toEqual({
      inventory: 'Sum of On Hand Qty at the latest date @ month_end',
      units_sold: undefined,
      stock_value_gbp: 'Sum of Stock Value (GBP) at the latest date @ month_end',
    })
    expect(metricOf(stock, 'stock_value_gbp')?.unit).toEqual({ kind: 'currency', currency: 'GBP' })
  })
})

describe('reports of costs', () => {
  const rows = `
2025-01-01|Toolroom|Wages|900.5|850.5|12
2025-01-01|Treasury|Energy|300.5|320.5|5
2025-02-01|Toolroom|Wages|910.5|850.5|13`

  it('takes the actuals for the costs, and HC for the headcount', () => {
    const report = proposeTable(`Period|Cost Center|Account Group|Actual|Budget|HC${rows}`, 'cost_report')
    const actual = metricOf(report, 'actual')
    expect(actual?.synonyms).toEqual(expect.arrayContaining(['actual costs', 'costs', 'spend']))
    expect(actual?.direction).toBe('up_is_bad')
    expect(metricOf(report, 'budget')?.synonyms).toContain('budgeted costs')
    expect(formulas(report, 'headcount')).toEqual({ headcount: 'Sum of HC at the latest date @ period' })
  })

  it('does not where the report is of revenue too', () => {
    const report = proposeTable(
      `Period|Cost Center|Account Group|Actual|Budget|HC${rows}
2025-02-01|Sales|Revenue|5000.5|5100.5|4`,
      'cost_report',
    )
    expect(metricOf(report, 'actual')?.synonyms).not.toContain('costs')
  })
})

describe('measures of hotels, vendors and campaigns', () => {
  it('averages room rates, adds up what is lost, and keeps words that are said as one', () => {
    const hotel = proposeTable(`
Stay Date|Property|ADR|RevPAR|Occ %|F&B Rev|No Shows|Cancellations
2025-01-03|Harbor|110.5|80.5|72|900.5|2|4
2025-01-04|Castle|120.5|90.5|75|800.5|3|5
2025-01-05|Harbor|130.5|99.5|80|700.5|5|6`)
    expect(formulas(hotel, 'adr', 'no_shows', 'cancellations', 'churn_count')).toEqual({
      adr: 'Average of ADR @ stay_date',
      no_shows: 'Sum of No Shows @ stay_date',
      cancellations: 'Sum of Cancellations @ stay_date',
      churn_count: undefined,
    })
    const words = hotel.metrics.flatMap(({ synonyms }) => synonyms)
    expect(words).toEqual(expect.arrayContaining(['revpar', 'f&b revenue', 'occupancy']))
    expect(words).not.toContain('number shows')
  })

  it('keeps seats sold apart from those in use, plans from budgets, and adds up changes of what recurs', () => {
    const vendor = proposeTable(`
Billing Month|Account Name|Plan|Seats|MRR|MRR Change|Discount Amt
2025-01-01|Acme|Solo|5|100.5|10.5|1.5
2025-01-01|Beta|Team|9|200.5|-4.5|2.5
2025-02-01|Acme|Solo|6|110.5|10.5|0`)
    expect(formulas(vendor, 'active_users', 'mrr_change')).toEqual({
      active_users: 'Sum of Seats at the latest date @ billing_month',
      mrr_change: 'Sum of MRR Change @ billing_month',
    })
    expect(metricOf(vendor, 'mrr_change')).toMatchObject({ unit: { kind: 'currency' }, direction: 'up_is_good' })
    expect(vendor.dimensions.find(({ id }) => id === 'plan')?.synonyms).not.toContain('budget')
    const deals = proposeTable(`
Deal Name|Stage|Amount|Seats|Close Date
A|Closed Won|100.5|5|2025-01-03
B|Closed Lost|200.5|7|2025-02-03
C|Proposal|300.5|9|2025-03-03`)
    expect(formulas(deals, 'seats', 'active_users')).toEqual({
      seats: 'Sum of Seats @ close_date',
      active_users: undefined,
    })
  })

  it('adds up the seats of bookings, and names people by what they did', () => {
    const theater = proposeTable(`
Booking Ref|Booked On|Show|Seats|Total Paid|sold_by|Referred By|Ship From
B1|2025-01-03|Salt|2|90.5|Ann|Bo|Hull
B2|2025-01-04|Tosca|5|80.5|Joe|Cy|Hull
B3|2025-01-05|Salt|1|70.5|Ann|Bo|York`)
    expect(formulas(theater, 'seats', 'active_users')).toEqual({
      seats: 'Sum of Seats @ booked_on',
      active_users: undefined,
    })
    const labels = theater.metrics.map(({ label }) => label)
    expect(labels).toEqual(
      expect.arrayContaining(['Number of sellers', 'Number of referrers', 'Number of ship from entries']),
    )
    expect(theater.metrics.flatMap(({ label, synonyms }) => [label, ...synonyms]).join()).not.toMatch(/bies|froms/)
  })

  it('averages one thing by another, and counts SKUs and classes by their own names', () => {
    const ads = proposeTable(`
Day|Campaign|SKU Name|Class Name|Spend|Cost / Call
2025-01-03|Spring|Mug|Yoga|90.5|4.5
2025-01-04|Brand|Lamp|Spin|80.5|3.5
2025-01-05|Brand|Mug|Yoga|70.5|6.5`)
    expect(metricOf(ads, 'cost_call')?.aggregation.kind).toBe('average')
    expect(metricOf(ads, 'product_count')?.synonyms).toEqual(
      expect.arrayContaining(['number of skus', 'different skus']),
    )
    expect(ads.dimensions.find(({ id }) => id === 'class_name')?.synonyms).toEqual(
      expect.arrayContaining(['class', 'classes']),
    )
    expect(roles(ads).measure).toContain('cost_call')
  })
})
