import { describe, expect, it } from 'vitest'
import { dimensionColumns, formulas, proposeTable, roles } from '../tests/propose-table.ts'

const orderLines = `
Row ID|Order ID|Order Date|Ship Date|Ship Mode|Customer ID|Customer Name|Segment|Country/Region|City|State/Province|Postal Code|Region|Product ID|Category|Sub-Category|Product Name|Sales|Quantity|Discount|Profit
1|US-1|2024-01-03|2024-01-07|Standard|DP-1|Dana Poe|Consumer|United States|Houston|Texas|77095|Central|OFF-1|Office|Paper|Pad|16.45|2|0.2|5.55
2|US-2|2024-01-04|2024-01-08|Standard|PO-2|Pat Orr|Home Office|United States|Boston|Massachusetts|02101|East|OFF-2|Office|Binders|Binder|3.54|2|0.8|-5.49
3|US-2|2024-02-04|2024-02-08|Second|PO-2|Pat Orr|Home Office|Canada|Calgary|Alberta|T2P|West|TEC-1|Technology|Phones|Phone|99.5|3|0|20.1`

describe('a file of order lines with sales and profit', () => {
  const model = proposeTable(orderLines)

  it('dates rows by the order, not the shipment, and never adds up identifiers', () => {
    expect(model.timeColumn).toBe('order_date')
    expect(roles(model)).toEqual({
      ignored: ['row_id'],
      identifier: ['order_id', 'customer_id', 'postal_code', 'product_id'],
      time: ['order_date', 'ship_date'],
      dimension: [
        'ship_mode',
        'customer_name',
        'segment',
        'country_region',
        'city',
        'state_province',
        'region',
        'category',
        'sub_category',
        'product_name',
      ],
      measure: ['sales', 'quantity', 'discount', 'profit'],
    })
  })

  it('reads revenue, profit, orders, customers and the ratios that follow', () => {
    const ids = [
      'revenue',
      'gross_profit',
      'gm_pct',
      'units_sold',
      'order_count',
      'customer_count',
      'aov',
      'discount_rate',
      'cogs',
      'fulfillment_time',
    ]
    expect(formulas(model, ...ids)).toEqual({
      revenue: 'Sum of Sales @ order_date',
      gross_profit: 'Sum of Profit @ order_date',
      gm_pct: 'Profit ÷ Sales @ order_date',
      units_sold: 'Sum of Quantity @ order_date',
      order_count: 'Number of different Order ID @ order_date',
      customer_count: 'Number of different Customer ID @ order_date',
      aov: 'Sales ÷ Orders @ order_date',
      discount_rate: 'Average of Discount @ order_date',
      cogs: 'Sum of Sales − Profit @ order_date',
      fulfillment_time: 'Average of days from Order Date to Ship Date @ order_date',
    })
  })

  it('gives dimensions the ids people know, and parents only where they nest', () => {
    expect(dimensionColumns(model)).toMatchObject({
      customer: 'customer_name',
      country: 'country_region',
      state: 'state_province',
      product: 'product_name',
      sku: 'product_id',
    })
    const parents = Object.fromEntries(model.dimensions.map((dimension) => [dimension.id, dimension.parent]))
    expect(parents).toMatchObject({
      city: 'state',
      state: 'country',
      sub_category: 'category',
      country: null,
      region: null,
    })
  })

  it('knows other names of the members the file has', () => {
    expect(model.dimensions.find(({ id }) => id === 'country')?.aliases['United States']).toContain('USA')
  })

  it('calls a row an order line, because orders repeat', () => {
    expect(model.record).toEqual({ singular: 'order line', plural: 'order lines' })
  })
})

describe('revenue that no column states', () => {
  it('is quantity times unit price', () => {
    const model = proposeTable(`
InvoiceNo|StockCode|Description|Quantity|InvoiceDate|UnitPrice|CustomerID|Country
536365|85123A|HOLDER|6|2010-12-01T08:26|2.55|17850|United Kingdom
536365|71053|LANTERN|6|2010-12-01T08:26|3.39|17850|United Kingdom
536366|22633|WARMER|6|2010-12-01T08:28|1.85|17851|EIRE`)
    expect(formulas(model, 'revenue', 'order_count', 'customer_count', 'unit_price')).toEqual({
      revenue: 'Sum of Quantity × UnitPrice @ invoicedate',
      order_count: 'Number of different InvoiceNo @ invoicedate',
      customer_count: 'Number of different CustomerID @ invoicedate',
      unit_price: 'Average of UnitPrice @ invoicedate',
    })
    expect(dimensionColumns(model)).toMatchObject({ product: 'description', sku: 'stockcode', customer: 'customerid' })
  })

  it('is less the discount where the file has one', () => {
    const model = proposeTable(`
OrderID|CompanyName|EmployeeName|OrderDate|ShippedDate|ShipCountry|ProductName|UnitPrice|Quantity|Discount
10248|Vins|Buch|1996-07-04|1996-07-16|France|Queso|14|12|0
10248|Vins|Buch|1996-07-04|1996-07-16|France|Mee|9.8|10|0.05
10249|Toms|Suya|1996-07-05|1996-07-10|Germany|Tofu|18.6|9|0.15`)
    expect(formulas(model, 'revenue', 'discount_rate', 'average_discount')).toEqual({
      revenue: 'Sum of Quantity × UnitPrice × (1 − Discount) @ orderdate',
      discount_rate: 'Discounts ÷ Gross revenue @ orderdate',
      average_discount: 'Average of Discount @ orderdate',
    })
    expect(dimensionColumns(model)).toMatchObject({
      rep: 'employeename',
      customer: 'companyname',
      country: 'shipcountry',
    })
  })

  it('uses the cost of a unit as such when it never exceeds the unit price', () => {
    const model = proposeTable(`
Order No|Order Date|Item|Quantity|Price|Cost
A1|2025-01-01|Mug|10|5.5|2.5
A2|2025-01-02|Tee|20|9.5|4.5
A3|2025-01-03|Cap|5|7.5|3.5`)
    expect(formulas(model, 'revenue', 'gross_profit')).toEqual({
      revenue: 'Sum of Quantity × Price @ order_date',
      gross_profit: 'Sum of Quantity × Price − Quantity × Cost @ order_date',
    })
  })
})

describe('exports of other systems', () => {
  it('reads a German invoice list', () => {
    const model = proposeTable(`
Belegnr|Belegdatum|Kunde|Kundennr|Artikel|Artikelnr|Warengruppe|Menge|Einzelpreis|Umsatz netto (EUR)|Land|PLZ|Ort|Vertriebsmitarbeiter
R1|2025-01-03|Meier|K1|Schraube|A1|Eisen|10|2.50|25.00|Deutschland|80331|München|Anna
R1|2025-01-03|Meier|K1|Mutter|A2|Eisen|4|1.50|6.00|Deutschland|80331|München|Anna
R2|2025-02-03|Huber|K2|Schraube|A1|Eisen|3|2.50|7.50|Österreich|1010|Wien|Bernd`)
    expect(formulas(model, 'revenue', 'units_sold', 'order_count')).toEqual({
      revenue: 'Sum of Umsatz netto (EUR) @ belegdatum',
      units_sold: 'Sum of Menge @ belegdatum',
      order_count: 'Number of different Belegnr @ belegdatum',
    })
    expect(model.metrics.find(({ id }) => id === 'revenue')?.unit).toEqual({ kind: 'currency', currency: 'EUR' })
    expect(dimensionColumns(model)).toMatchObject({
      customer: 'kunde',
      product: 'artikel',
      country: 'land',
      city: 'ort',
      rep: 'vertriebsmitarbeiter',
    })
  })

  it('reads camel case, short forms and freight and tax of an ERP', () => {
    const model = proposeTable(`
SalesOrderNumber|OrderDate|DueDate|ShipDate|CustomerKey|ProductKey|SalesTerritory|OrderQuantity|UnitPrice|SalesAmount|TotalProductCost|TaxAmt|Freight
SO1|2024-01-03|2024-01-10|2024-01-05|11000|310|Northwest|1|3578.27|3578.27|2171.29|286.26|89.45
SO2|2024-01-04|2024-01-11|2024-01-06|11001|311|Germany|2|3399.99|6119.98|3912.15|271.99|84.99
SO2|2024-01-04|2024-01-11|2024-01-06|11001|312|Germany|1|5.99|5.99|2.15|0.99|0.99`)
    expect(formulas(model, 'revenue', 'gross_profit', 'tax_amount', 'shipping_cost', 'order_count')).toEqual({
      revenue: 'Sum of SalesAmount @ orderdate',
      gross_profit: 'Sum of SalesAmount − TotalProductCost @ orderdate',
      tax_amount: 'Sum of TaxAmt @ orderdate',
      shipping_cost: 'Sum of Freight @ orderdate',
      order_count: 'Number of different SalesOrderNumber @ orderdate',
    })
  })

  it('reads an order export of a web shop whose order numbers are called Name', () => {
    const model = proposeTable(`
Name|Email|Financial Status|Paid at|Subtotal|Shipping|Taxes|Total|Discount Amount|Shipping Method|Created at|Lineitem quantity|Lineitem name|Lineitem price|Billing Country
#1001|a@x.com|paid|2025-01-03T10:00|50.00|5.00|4.00|59.00|5.00|Standard|2025-01-03T10:00|1|Mug|20.00|US
#1001|a@x.com|||||||||2025-01-03T10:00|2|Tee|15.00|
#1002|b@x.com|refunded|2025-01-04T11:00|20.00|5.00|2.00|27.00|0.00|Express|2025-01-04T11:00|1|Mug|20.00|US`)
    expect(formulas(model, 'revenue', 'order_count', 'customer_count', 'units_sold', 'discount_amount')).toEqual({
      revenue: 'Sum of Total @ created_at',
      order_count: 'Number of different Name @ created_at',
      customer_count: 'Number of different Email @ created_at',
      units_sold: 'Sum of Lineitem quantity @ created_at',
      discount_amount: 'Sum of Discount Amount @ created_at',
    })
    expect(model.assumptions).toContain('Rows whose Financial Status is refunded are counted like all others.')
  })

  it('counts payments without numbers as orders and says so', () => {
    const model = proposeTable(`
id|Created (UTC)|Amount|Amount Refunded|Currency|Customer Email|Fee|Status|Card Brand
ch_1|2025-01-03T10:00|20.00|0.00|eur|a@x.com|0.88|Paid|Visa
ch_2|2025-01-04T10:00|30.00|30.00|eur|b@x.com|1.17|Refunded|Visa
ch_3|2025-01-05T10:00|20.00|0.00|eur|c@x.com|0.88|Failed|Visa`)
    expect(formulas(model, 'revenue', 'refund_amount', 'order_count', 'fee')).toEqual({
      revenue: 'Sum of Amount @ created_utc',
      refund_amount: 'Sum of Amount Refunded @ created_utc',
      order_count: 'Number of rows @ created_utc',
      fee: 'Sum of Fee @ created_utc',
    })
    expect(model.metrics.find(({ id }) => id === 'revenue')?.unit.currency).toBe('EUR')
    expect(model.assumptions).toContain('Each row is taken for one order, because no column numbers them.')
  })

  it('reads receipts of a shop, with stores and tills as groups and whole percents as fractions', () => {
    const model = proposeTable(`
Receipt No|Date Time|Store|Register|Item Name|Category|Qty|Unit Price|Discount %|Line Total|Payment Type|Cashier
1|2025-01-03T10:01|12|1|Latte|Drinks|1|4.00|0|4.00|Card|Eve
1|2025-01-03T10:01|12|1|Cake|Food|2|3.50|10|6.30|Card|Eve
2|2025-01-03T10:05|14|2|Tea|Drinks|1|3.00|0|3.00|Cash|Max`)
    expect(formulas(model, 'revenue', 'order_count', 'discount_amount')).toEqual({
      revenue: 'Sum of Line Total @ date_time',
      order_count: 'Number of different Receipt No @ date_time',
      discount_amount: 'Sum of Qty × Unit Price × Discount % ÷ 100 @ date_time',
    })
    expect(roles(model).dimension).toEqual(['store', 'register', 'item_name', 'category', 'payment_type', 'cashier'])
  })

  it('reads headers in capitals without spaces and leaves month and year to the calendar', () => {
    const model = proposeTable(`
ORDERNUMBER|QUANTITYORDERED|PRICEEACH|ORDERLINENUMBER|SALES|ORDERDATE|STATUS|QTR_ID|MONTH_ID|YEAR_ID|PRODUCTLINE|MSRP|PRODUCTCODE|CUSTOMERNAME|CITY|COUNTRY|TERRITORY|DEALSIZE
10107|30|95.7|2|2871.0|2003-02-24|Shipped|1|2|2003|Motorcycles|95|S1|Toys|NYC|USA|NA|Small
10107|34|81.35|5|2765.9|2003-02-24|Shipped|1|2|2003|Motorcycles|95|S2|Toys|NYC|USA|NA|Small
10121|34|81.35|5|2765.9|2003-05-07|Cancelled|2|5|2003|Motorcycles|95|S1|Reims|Reims|France|EMEA|Small`)
    expect(formulas(model, 'revenue', 'order_count', 'msrp')).toEqual({
      revenue: 'Sum of SALES @ orderdate',
      order_count: 'Number of different ORDERNUMBER @ orderdate',
      msrp: 'Average of MSRP @ orderdate',
    })
    expect(roles(model).ignored).toEqual(['orderlinenumber', 'qtr_id', 'month_id', 'year_id'])
  })

  it('reads totals of revenue, cost and profit with regions above countries', () => {
    const model = proposeTable(`
Region|Country|Item Type|Sales Channel|Order Date|Order ID|Ship Date|Units Sold|Unit Price|Unit Cost|Total Revenue|Total Cost|Total Profit
Asia|Japan|Snacks|Online|2015-01-01|669165933|2015-01-05|9925|255.28|159.42|2533654.00|1582243.50|951410.50
Europe|France|Snacks|Offline|2015-02-01|669165934|2015-02-05|925|255.28|159.42|236134.00|147463.50|88670.50
Europe|Spain|Fruits|Offline|2015-02-01|669165935|2015-02-06|25|9.33|6.92|233.25|173.00|60.25`)
    expect(formulas(model, 'revenue', 'cogs', 'gross_profit', 'gm_pct', 'asp')).toEqual({
      revenue: 'Sum of Total Revenue @ order_date',
      cogs: 'Sum of Total Cost @ order_date',
      gross_profit: 'Sum of Total Profit @ order_date',
      gm_pct: 'Total Profit ÷ Total Revenue @ order_date',
      asp: 'Total Revenue ÷ Units Sold @ order_date',
    })
    expect(model.dimensions.find(({ id }) => id === 'country')?.parent).toBe('region')
  })

  it('leaves out rows that repeat the others as a total', () => {
    const model = proposeTable(`
Month|Region|Revenue
2025-01|North|10.5
2025-01|South|20.5
2025-01|Total|31.0`)
    expect(formulas(model, 'revenue')).toEqual({ revenue: 'Sum of Revenue, where Region is not Total @ month' })
    expect(model.metrics.find(({ id }) => id === 'revenue')?.grain).toBe('month')
  })
})

describe('a file that states what was asked for and what was charged', () => {
  const vehicles = `
Order No|Sale Date|Customer|Salesperson|List Price|Discount Amt|Selling Price|Cost
V1|2024-01-03|Civic|Ann Lee|25000|1000|24000|21000
V2|2024-01-05|Camry|Bo Tan|30000|500|29500|27000
V3|2024-02-09|Civic|Ann Lee|26000|0|26000|22500`

  it('takes the price that was charged for revenue', () => {
    expect(formulas(proposeTable(vehicles), 'revenue', 'gross_profit')).toEqual({
      revenue: 'Sum of Selling Price @ sale_date',
      gross_profit: 'Sum of Selling Price − Cost @ sale_date',
    })
  })

  it('takes the list price where there is no other', () => {
    const listed = vehicles.replace('Selling Price', 'Days in Stock')
    expect(formulas(proposeTable(listed), 'revenue')).toEqual({ revenue: 'Sum of List Price @ sale_date' })
  })
})
