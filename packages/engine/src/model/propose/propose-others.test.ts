import { describe, expect, it } from 'vitest'
import { dimensionColumns, formulas, proposeTable, roles } from '../tests/propose-table.ts'

describe('levels stated period by period', () => {
  it('takes recurring revenue, customers, headcount and cash at the latest date', () => {
    const saas = proposeTable(`
Month|Plan|MRR|Customers|New Customers|Churned Customers|Opening Customers|Churn Rate|NPS
2025-01|Pro|1000.50|10|2|1|9|11.1|40
2025-01|Team|3000.50|8|1|0|7|0|50
2025-02|Pro|1100.50|11|2|1|10|10|41`)
    expect(formulas(saas, 'mrr', 'customer_count', 'churn_count', 'churn_rate', 'nps')).toEqual({
      mrr: 'Sum of MRR at the latest date @ month',
      customer_count: 'Sum of Customers at the latest date @ month',
      churn_count: 'Sum of Churned Customers @ month',
      churn_rate: 'Churned Customers ÷ Opening Customers @ month',
      nps: 'Average of NPS @ month',
    })
    const books = proposeTable(`
Posting Date|Division|Turnover EUR|Headcount|Cash Balance
2025-01-31|North|1000.5|10|500.5
2025-01-31|South|2000.5|20|700.5
2025-02-28|North|1100.5|11|600.5`)
    expect(formulas(books, 'revenue', 'headcount', 'cash')).toEqual({
      revenue: 'Sum of Turnover EUR @ posting_date',
      headcount: 'Sum of Headcount at the latest date @ posting_date',
      cash: 'Sum of Cash Balance at the latest date @ posting_date',
    })
    expect(books.metrics.find(({ id }) => id === 'revenue')?.synonyms).toContain('turnover')
  })

  it('averages a stated churn rate in percent when its parts are missing', () => {
    const model = proposeTable(`
Month|Churn Rate
2025-01|11.1
2025-02|9.5`)
    expect(formulas(model, 'churn_rate')).toEqual({ churn_rate: 'Average of Churn Rate ÷ 100 @ month' })
  })

  it('adds up customers that are counted beside daily sales', () => {
    const model = proposeTable(`
Store|DayOfWeek|Date|Sales|Customers|Open|Promo
1|5|2015-07-31|5263|555|1|1
2|5|2015-07-31|6064|625|1|1
1|4|2015-07-30|5020|546|1|0`)
    expect(formulas(model, 'customer_count')).toEqual({ customer_count: 'Sum of Customers @ date' })
    expect(roles(model)).toMatchObject({ dimension: ['store', 'open', 'promo'], ignored: ['dayofweek'] })
  })
})

describe('lists of things with a beginning and an end', () => {
  it('counts current subscriptions and dates new and lost ones by their own dates', () => {
    const model = proposeTable(`
subscription_id|customer|plan|start_date|cancel_date|mrr|status|country
s1|Acme|Pro|2024-01-03||100.0|active|US
s2|Beta|Team|2024-02-03|2024-09-01|300.0|cancelled|DE
s3|Gamma|Pro|2024-03-03||100.0|active|US`)
    expect(formulas(model, 'mrr', 'subscription_count', 'new_customers', 'churn_count')).toEqual({
      mrr: 'Sum of mrr, where cancel_date is blank @ null',
      subscription_count: 'Number of different subscription_id, where cancel_date is blank @ null',
      new_customers: 'Number of rows @ start_date',
      churn_count: 'Number of rows, where cancel_date is not blank @ cancel_date',
    })
  })

  it('counts customers that churned as a share of all', () => {
    const model = proposeTable(`
customerID|gender|tenure|Contract|MonthlyCharges|Churn
7590|Female|1|Monthly|29.85|No
5575|Male|34|Yearly|56.95|No
3668|Male|2|Monthly|53.85|Yes`)
    expect(formulas(model, 'churn_count', 'churn_rate', 'customer_count', 'tenure')).toEqual({
      churn_count: 'Number of rows, where Churn is Yes @ null',
      churn_rate: 'Churned customers ÷ Rows @ null',
      customer_count: 'Number of different customerID @ null',
      tenure: 'Average of tenure @ null',
    })
  })

  it('measures how long tickets take', () => {
    const model = proposeTable(`
Ticket ID|Created At|Resolved At|Customer|Priority|Status|Channel|Agent|CSAT
1|2025-01-03T10:00|2025-01-04T10:00|Acme|High|Closed|Email|Eve|5
2|2025-01-05T10:00|2025-01-06T12:00|Beta|Low|Closed|Chat|Max|4
3|2025-01-07T10:00||Acme|Low|Open|Email|Eve|`)
    expect(formulas(model, 'ticket_count', 'resolution_time', 'csat', 'win_rate')).toEqual({
      ticket_count: 'Number of different Ticket ID @ created_at',
      resolution_time: 'Average of days from Created At to Resolved At @ created_at',
      csat: 'Average of CSAT @ created_at',
      win_rate: undefined,
    })
  })

  it('counts returns by their own number and date, and no orders', () => {
    const model = proposeTable(`
return_id|order_id|order_date|return_date|product|reason|units_returned|refund_amount
r1|o1|2025-01-01|2025-01-09|Mug|Damaged|1|20.5
r2|o2|2025-01-02|2025-01-12|Tee|Size|2|40.5
r3|o2|2025-01-02|2025-01-12|Cap|Size|1|10.5`)
    expect(formulas(model, 'refund_count', 'refund_amount', 'return_count', 'order_count')).toEqual({
      refund_count: 'Number of different return_id @ return_date',
      refund_amount: 'Sum of refund_amount @ return_date',
      return_count: 'Sum of units_returned @ return_date',
      order_count: undefined,
    })
  })
})

describe('marketing and spending', () => {
  it('takes the cost of clicks for advertising and computes rates from their parts', () => {
    const model = proposeTable(`
Date|Campaign|Channel|Device|Impressions|Clicks|Cost|Conversions|Revenue|CTR
2025-01-01|A|Search|mobile|1000|50|20.5|2|100.0|0.05
2025-01-01|B|Social|desktop|5000|60|40.5|1|50.0|0.012
2025-01-02|A|Search|mobile|900|40|19.5|2|120.0|0.044`)
    expect(formulas(model, 'ad_spend', 'ctr', 'conversion_rate', 'roas', 'cpc', 'gross_profit')).toEqual({
      ad_spend: 'Sum of Cost @ date',
      ctr: 'Clicks ÷ Impressions @ date',
      conversion_rate: 'Conversions ÷ Clicks @ date',
      roas: 'Revenue ÷ Ad spend @ date',
      cpc: 'Ad spend ÷ Clicks @ date',
      gross_profit: undefined,
    })
  })

  it('takes the amounts of an expense list for money spent', () => {
    const model = proposeTable(`
Expense Date|Expense Category|Vendor|Department|Amount|Description
2025-01-01|Travel|Delta|Sales|100.5|Flight
2025-01-02|Meals|Cafe|Sales|20.5|Lunch
2025-01-03|Software|Acme|IT|300.5|Licenses`)
    expect(formulas(model, 'opex', 'revenue')).toEqual({ opex: 'Sum of Amount @ expense_date', revenue: undefined })
    expect(dimensionColumns(model)).toMatchObject({ description: 'description', supplier: 'vendor' })
  })
})

describe('numbers nobody knows', () => {
  it('become metrics of their own: averaged when they read like rates, added up otherwise', () => {
    const model = proposeTable(`
Store|Date|Weekly_Sales|Holiday_Flag|Temperature|Fuel_Price|Widgets Polished|Propensity
1|2010-02-05|1643690.9|0|42.31|2.572|14|0.1
1|2010-02-12|1641957.44|1|38.51|2.548|25|0.6
2|2010-02-05|2136989.46|0|40.19|2.572|11|0.9`)
    expect(formulas(model, 'revenue', 'temperature', 'fuel_price', 'widgets_polished', 'propensity')).toEqual({
      revenue: 'Sum of Weekly_Sales @ date',
      temperature: 'Average of Temperature @ date',
      fuel_price: 'Average of Fuel_Price @ date',
      widgets_polished: 'Sum of Widgets Polished @ date',
      propensity: 'Average of Propensity @ date',
    })
    expect(model.metrics.find(({ id }) => id === 'temperature')?.synonyms).toContain('average temperature')
  })

  it('adds up hours and days that are spent, and averages those that something takes', () => {
    const model = proposeTable(`
Date|Teacher|Hours|Overtime Hours|Days Rented|Avg Resolution Hours|Payment Terms Days
2025-01-01|Ann|10.5|2.5|3|4.5|30
2025-01-02|Bo|11.5|1.5|5|5.5|14`)
    expect(
      formulas(model, 'hours', 'overtime_hours', 'days_rented', 'avg_resolution_hours', 'payment_terms_days'),
    ).toEqual({
      hours: 'Sum of Hours @ date',
      overtime_hours: 'Sum of Overtime Hours @ date',
      days_rented: 'Sum of Days Rented @ date',
      avg_resolution_hours: 'Average of Avg Resolution Hours @ date',
      payment_terms_days: 'Average of Payment Terms Days @ date',
    })
    expect(model.metrics.find(({ id }) => id === 'payment_terms_days')?.unit.kind).toBe('days')
  })

  it('knows what is sold by the case, what comes and goes, and what was paid', () => {
    const model = proposeTable(`
Ship Date|Brand|Cases|Net Sales|Claims Paid
2025-01-01|Ale|10|100.5|2.5
2025-01-02|Stout|11|120.5|0.5`)
    expect(formulas(model, 'units_sold', 'ticket_count')).toEqual({
      units_sold: 'Sum of Cases @ ship_date',
      ticket_count: undefined,
    })
    expect(model.metrics.find(({ id }) => id === 'claims_paid')?.unit.kind).toBe('currency')
    const levels = proposeTable(`
Month|City|Subscribers|Churned Subscribers
2025-01|Rome|100|4
2025-02|Rome|105|3`)
    expect(formulas(levels, 'customer_count', 'churn_count')).toEqual({
      customer_count: 'Sum of Subscribers at the latest date @ month',
      churn_count: 'Sum of Churned Subscribers @ month',
    })
  })

  it('takes profit from what is earned less material and labor, and not from one cost of several', () => {
    const both = proposeTable(`
Sold Date|Region|Contract Value|Material Cost|Labour Cost
2025-01-01|North|1000.5|300.5|200.5
2025-01-02|South|1100.5|310.5|210.5`)
    expect(both.metrics.map(({ id }) => id)).toEqual(expect.arrayContaining(['gross_profit', 'gm_pct']))
    const one = proposeTable(`
Ship Date|Carrier|Freight Fee|Handling Cost
2025-01-01|Road|100.5|30.5
2025-01-02|Rail|110.5|31.5`)
    expect(one.metrics.map(({ id }) => id)).not.toContain('gross_profit')
  })

  it('reads what stands before "of" as what a column is about', () => {
    const model = proposeTable(`
Date|Country of Student|# of Guests
2025-01-01|Italy|3
2025-01-02|France|4`)
    expect(dimensionColumns(model)).toMatchObject({ country: 'country_of_student' })
    expect(model.metrics.find(({ label }) => label === '# of Guests')?.synonyms).toContain('guests')
  })

  it('does not take one of several regional sales columns for all sales', () => {
    const model = proposeTable(`
Date|Online Sales|Store Sales
2025-01-01|10.5|20.5
2025-01-02|11.5|21.5`)
    expect(formulas(model, 'revenue', 'online_sales', 'store_sales')).toEqual({
      revenue: undefined,
      online_sales: 'Sum of Online Sales @ date',
      store_sales: 'Sum of Store Sales @ date',
    })
  })

  it('lets the header of one column keep its word from another metric', () => {
    const model = proposeTable(`
Date|Net Sales|Turnover Goods|Turnover
2025-01-01|10.5|20.5|30.5
2025-01-02|11.5|21.5|31.5`)
    const claiming = model.metrics.filter((metric) =>
      [metric.label.toLowerCase(), ...metric.synonyms].includes('turnover'),
    )
    expect(claiming.map(({ id }) => id)).toEqual(['turnover'])
  })
})

describe('columns and members with names that objects have by themselves', () => {
  it('are columns and members like any other', () => {
    const wide = proposeTable(`
Date|Constructor|toString|Points
2025-01-01|Ferrari|a|10
2025-01-02|Lotus|b|20
2025-01-03|Ferrari|a|30`)
    expect(dimensionColumns(wide)).toMatchObject({ constructor: 'constructor' })
    const long = proposeTable(`
Constructor|Metric|Value|Unit
2025-01-01|revenue|10|constructor
2025-01-02|revenue|20|constructor
2025-01-01|orders|3|count
2025-01-02|orders|4|count`)
    expect(long.metrics.every(({ unit }) => typeof unit.currency !== 'function')).toBe(true)
  })
})
