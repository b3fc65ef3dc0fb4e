import { average, buildCompany, count, counted, currency, distinct, ratio, sum } from './build-company.ts'

const days = { kind: 'days', currency: null } as const

/** A car dealer: one row per car sold, which nothing numbers. */
export const dealer = buildCompany('dealer', [
  {
    dataset: 'dms_export',
    record: { singular: 'row', plural: 'rows' },
    timeColumn: 'sold_on',
    identifier: null,
    dimensions: [
      { id: 'store', label: 'Rooftop', synonyms: ['store', 'rooftop'], values: ['Northgate', 'Lakeside', 'Hillcrest'] },
      { id: 'rep', label: 'Sold By', synonyms: ['rep', 'seller'], values: ['Ann Mercer', 'Joe Pratt', 'Luz Vega'] },
      { id: 'condition', label: 'Condition', values: ['New', 'Used', 'Certified'] },
      {
        id: 'brand',
        label: 'Make',
        column: 'make',
        synonyms: ['make', 'brand'],
        values: ['Mazda', 'Volvo', 'Chevrolet'],
      },
      {
        id: 'product',
        label: 'Model',
        column: 'model',
        subject: 'products',
        synonyms: ['model', 'product'],
        parent: 'body_style',
        values: ['CX-5', 'MX-30', 'XC90', 'Bolt', 'Silverado'],
      },
      { id: 'body_style', label: 'Body Style', values: ['Coupe', 'Crossover', 'Truck', 'Hatchback'] },
      { id: 'customer', label: 'Buyer', subject: 'customers', values: ['Larimer Electric', 'Kim Doyle', 'Blue Taxi'] },
      { id: 'status', label: 'Status', values: ['Delivered', 'On Order', 'Cancelled', 'Fell Through'] },
    ],
    metrics: [
      { id: 'revenue', label: 'Revenue', aggregation: sum('price'), importance: 1 },
      { id: 'gross_profit', label: 'Gross profit', aggregation: sum('profit'), importance: 0.9 },
      { id: 'order_count', label: 'Orders', aggregation: count(), unit: counted, importance: 0.85 },
      { id: 'record_count', label: 'Rows', aggregation: count(), unit: counted, importance: 0.1 },
      { id: 'aov', label: 'Average order value', aggregation: ratio('revenue', 'order_count'), importance: 0.8 },
      {
        id: 'days_in_stock',
        label: 'Average days in stock',
        synonyms: ['days in stock'],
        aggregation: average('days_in_stock'),
        unit: days,
        direction: 'neutral',
        importance: 0.3,
      },
    ],
  },
])

/** A restaurant: lines of bills. */
export const bistro = buildCompany('bistro', [
  {
    dataset: 'pos_lines',
    record: { singular: 'order line', plural: 'order lines' },
    timeColumn: 'served_on',
    identifier: 'bill_no',
    dimensions: [
      { id: 'bill_no', label: 'Bill No', synonyms: ['bill', 'bills'], values: ['T10001', 'T10002', 'T10003'] },
      { id: 'site', label: 'Site', values: ['Mill Lane', 'Quayside'] },
      {
        id: 'product',
        label: 'Dish',
        column: 'dish',
        subject: 'products',
        synonyms: ['dish', 'product'],
        parent: 'course',
        values: ['Pad Thai', 'Green Curry', 'Mango Sorbet', 'Spring Rolls', 'Flat Noodles'],
      },
      { id: 'course', label: 'Course', values: ['Starters', 'Mains', 'Desserts', 'Soup'] },
      { id: 'voided', label: 'Voided', values: ['true', 'false'] },
    ],
    metrics: [
      { id: 'revenue', label: 'Revenue', aggregation: sum('net'), importance: 1 },
      { id: 'units_sold', label: 'Units sold', aggregation: sum('qty'), unit: counted, importance: 0.8 },
      { id: 'order_count', label: 'Orders', aggregation: distinct('bill_no'), unit: counted, importance: 0.85 },
      {
        id: 'product_count',
        label: 'Products',
        subject: 'products',
        aggregation: distinct('dish'),
        unit: counted,
        importance: 0.5,
      },
      { id: 'covers', label: 'Covers', aggregation: sum('covers'), unit: counted, importance: 0.3 },
      {
        id: 'aov',
        label: 'Average order value',
        synonyms: ['average bill'],
        aggregation: ratio('revenue', 'order_count'),
        importance: 0.8,
      },
      {
        id: 'items_per_order',
        label: 'Units per order',
        aggregation: ratio('units_sold', 'order_count'),
        unit: { kind: 'ratio', currency: null },
        importance: 0.4,
      },
    ],
  },
])

/** An estate agency: one row per home sold, flats among them. */
export const realtor = buildCompany('realtor', [
  {
    dataset: 'closings',
    record: { singular: 'row', plural: 'rows' },
    timeColumn: 'closed_on',
    identifier: null,
    dimensions: [
      { id: 'rep', label: 'Agent', synonyms: ['agent'], values: ['Nora Fell', 'Sam Ito'] },
      { id: 'property_type', label: 'Property Type', values: ['Detached', 'Terrace', 'Flat'] },
      { id: 'bedrooms', label: 'Bedrooms', values: ['1', '2', '3', '4'] },
      { id: 'city', label: 'Town', synonyms: ['city', 'town'], values: ['Ashford', 'Dover', 'Deal'] },
    ],
    metrics: [
      { id: 'revenue', label: 'Sale price', aggregation: sum('sale_price'), importance: 1 },
      { id: 'commission', label: 'Commission', aggregation: sum('commission'), unit: currency, importance: 0.6 },
      { id: 'order_count', label: 'Orders', aggregation: count(), unit: counted, importance: 0.85 },
      { id: 'record_count', label: 'Rows', aggregation: count(), unit: counted, importance: 0.1 },
    ],
  },
])

/** A garage and a carrier know makes and vehicles too, and have sold none of them. */
export const garage = buildCompany('garage', [
  {
    dataset: 'workshop_jobs',
    record: { singular: 'row', plural: 'rows' },
    timeColumn: 'done_on',
    identifier: null,
    dimensions: [
      { id: 'make', label: 'Make', values: ['Mazda', 'Volvo'] },
      { id: 'model', label: 'Model', values: ['CX-5', 'XC90'] },
      { id: 'mechanic', label: 'Mechanic', values: ['Ola Berg', 'Tim Rowe'] },
    ],
    metrics: [
      { id: 'revenue', label: 'Revenue', aggregation: sum('invoice_total'), importance: 1 },
      { id: 'record_count', label: 'Rows', aggregation: count(), unit: counted, importance: 0.1 },
    ],
  },
])
