import { describe, expect, it } from 'vitest'
import { dimensionColumns, proposeTable, roles } from '../tests/propose-table.ts'

describe('names of dimensions that the rest of the file contradicts', () => {
  it('are not given to a state of bills, to staff and to an issuing company', () => {
    const broker = proposeTable(`
Policy No|Start Date|Client Name|Issuing Company|Staff Member|Bill State|Premium
P1|2025-01-03|Nora Byrne|Alba Mutual|Ida Lund|Billed|150.5
P2|2025-01-04|Sean Daly|Norden|Per Holm|Unbilled|160.5
P3|2025-02-05|Nora Byrne|Alba Mutual|Ida Lund|Paid|30.5`)
    expect(dimensionColumns(broker)).toMatchObject({
      customer: 'client_name',
      issuing_company: 'issuing_company',
      rep: 'staff_member',
      status: 'bill_state',
    })
  })

  it('stay with states of a country, devices and sources of customers', () => {
    const shop = proposeTable(`
Order No|Order Date|Bill State|Platform|Origin|Amount
1|2025-01-03|Texas|iOS|Referral|150.5
2|2025-01-04|Ohio|Android|Web|160.5
3|2025-02-05|Texas|iOS|Web|30.5`)
    expect(dimensionColumns(shop)).toMatchObject({ state: 'bill_state', device: 'platform', source: 'origin' })
  })

  it('are not given to networks, and to where something is sent from', () => {
    const freight = proposeTable(`
Order No|Order Date|Platform|Origin|Dest|Amount
1|2025-01-03|Portside|Bergen|Leith|150.5
2|2025-01-04|Quaynet|Gdynia|Leith|160.5
3|2025-02-05|Portside|Bergen|Antwerp|30.5`)
    expect(dimensionColumns(freight)).toMatchObject({ platform: 'platform', origin: 'origin' })
  })

  it('tell a contact who is invoiced from one beside a customer and one among leads', () => {
    const invoices = proposeTable(`
Invoice Number|Invoice Date|Contact|Amount
1|2025-01-03|Rowan Dental|150.5
2|2025-01-04|Moana Foods|160.5`)
    expect(dimensionColumns(invoices)).toMatchObject({ customer: 'contact' })
    const beside = proposeTable(`
Invoice Number|Invoice Date|Customer|Contact|Amount
1|2025-01-03|Rowan Dental|Ida Lund|150.5
2|2025-01-04|Moana Foods|Per Holm|160.5`)
    expect(dimensionColumns(beside)).toMatchObject({ customer: 'customer', lead: 'contact' })
    const leads = proposeTable(`
Invoice Number|Created Date|Full Name|Lead Status|Amount
1|2025-01-03|Ida Lund|New|150.5
2|2025-01-04|Per Holm|Working|160.5`)
    expect(dimensionColumns(leads)).toMatchObject({ lead: 'full_name' })
  })
})

describe('codes of books', () => {
  it('are groups and no sums', () => {
    const books = proposeTable(`
Datum|Kostenstelle|BU-Schlüssel|Werk|Betrag
2025-01-03|4711|9|1010|150.5
2025-01-04|4712|8|1020|160.5`)
    expect(roles(books).measure).toEqual(['betrag'])
  })
})

describe('what a column names', () => {
  const synonymsOf = (table: string, column: string) =>
    proposeTable(table).dimensions.find((dimension) => dimension.column === column)?.synonyms ?? []
  const college = `
Enrol Date|Course Code|Course Title|Sales Rep Code|Fee
2025-01-03|C1|Botany|R1|150.5
2025-01-04|C2|Optics|R2|160.5
2025-02-04|C2|Optics|R1|170.5`

  it('is of its name before its number', () => {
    expect(synonymsOf(college, 'course_title')).toContain('course')
    expect(synonymsOf(college, 'course_code')).not.toContain('course')
  })

  it('has the other words for such things where no other column is of them', () => {
    expect(synonymsOf(college, 'sales_rep_code')).toContain('salesperson')
    const both = college.replace('|Fee', '|Sales Rep|Fee').replaceAll(/(R\d)\|/g, '$1|Ida Lund|')
    expect(synonymsOf(both, 'sales_rep_code')).not.toContain('salesperson')
  })
})
