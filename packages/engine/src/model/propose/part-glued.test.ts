import { describe, expect, it } from 'vitest'
import { defaultTaxonomy } from '../../taxonomy/tests/default-taxonomy.ts'
import { proposeTable, roles } from '../tests/propose-table.ts'
import { partGlued } from './part-glued.ts'

const { columns } = defaultTaxonomy

describe('headers run together', () => {
  it.each([
    ['ORDERLINENUMBER', 'ORDER_LINE_NUMBER'],
    ['dealsize', 'deal_size'],
    ['Customername', 'Customer_name'],
    ['CUSTOMERID', 'CUSTOMER_ID'],
    ['CONTACTLASTNAME', 'CONTACT_LAST_NAME'],
    ['INVOICENO', 'INVOICE_NO'],
    ['sales_accountmanager', 'sales_account_manager'],
  ])('are parted into known words: %s', (header, parted) => {
    expect(partGlued(header, columns)).toBe(parted)
  })

  it.each([
    ...['WAREHOUSE', 'weekday', 'PERCENTAGE', 'Timestamp', 'SALESPERSON', 'subcategory', 'HEADCOUNT', 'pipeline'],
    ...['TERRITORY', 'DealSize', 'order_id', 'Umsatzdatum', 'MSRP', 'QTR_ID', 'Salestalk', 'lineage', 'classroom'],
  ])('are left alone where they are one word or not of known ones: %s', (header) => {
    expect(partGlued(header, columns)).toBe(header)
  })
})

describe('a file with headers in capitals run together', () => {
  const model = proposeTable(
    `
ORDERNUMBER|QUANTITYORDERED|PRICEEACH|ORDERLINENUMBER|SALES|ORDERDATE|PRODUCTLINE|MSRP|CUSTOMERNAME|POSTALCODE|CONTACTLASTNAME|BILLINGCITY|DEALSIZE
10100|30|171.7|1|5151|2025-01-06|Planes|214|Land of Toys|10022|Yu|Lyon|Medium
10100|50|67.8|2|3390|2025-01-06|Ships|60|Land of Toys|10022|Yu|Lyon|Medium
10101|25|151.28|1|3782|2025-02-09|Planes|214|Mini Wheels|94217|Murphy|Reims|Medium
10102|39|123.3|1|4808.7|2025-03-10|Trains|110|Auto Canal|75016|Perrier|Paris|Large`,
    'sales_data',
  )
  const dimension = (id: string) => model.dimensions.find((entry) => entry.id === id)

  it('is read word by word', () => {
    expect(roles(model).ignored).toContain('orderlinenumber')
    expect(dimension('product_line')?.label).toBe('Product line')
    expect(dimension('customer')?.label).toBe('Customer name')
    expect(dimension('city')?.label).toBe('Billing city')
    expect(dimension('contactlastname')?.label).toBe('Contact last name')
    expect(model.metrics.find(({ id }) => id === 'msrp')?.unit.kind).toBe('currency')
  })

  it('keeps the ids of its own columns, under which people may have saved them', () => {
    expect(dimension('dealsize')).toMatchObject({ label: 'Deal size', synonyms: ['deal size', 'dealsize'] })
    expect(dimension('postalcode')?.synonyms).not.toContain('postals')
  })
})
