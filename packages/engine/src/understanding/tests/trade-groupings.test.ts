import { describe, expect, it } from 'vitest'
import { buildCompany, sum } from '../testing/build-company.ts'
import { ask, describeReading, expectReading } from '../testing/describe.ts'
import { haulier } from '../testing/haulier.ts'
import { wholesaler } from '../testing/wholesaler.ts'

const revenue = { id: 'revenue', label: 'Revenue', aggregation: sum('net'), importance: 1 }
const sale = { singular: 'sale', plural: 'sales' }

const cafe = buildCompany('cafe', [
  {
    dataset: 'tickets',
    record: sale,
    timeColumn: 'sold_on',
    identifier: 'ticket_no',
    dimensions: [
      { id: 'store', label: 'Location', values: ['Mill Lane', 'Quayside'] },
      { id: 'product_line', label: 'Menu Group', values: ['Hot', 'Cold'] },
      { id: 'rep', label: 'Employee', values: ['Ida Lund', 'Per Holm'] },
      { id: 'room_class', label: 'Room Class', values: ['Terrace', 'Indoors'] },
      { id: 'ticket_group', label: 'Ticket Group', values: ['Bar', 'Kitchen'] },
    ],
    metrics: [revenue],
  },
])

describe('what a trade calls its groupings', () => {
  it.each([
    ['revenue by restaurant', 'breakdown revenue by store'],
    ['revenue by barista', 'breakdown revenue by rep'],
    ['revenue by waiter', 'breakdown revenue by rep'],
    ['revenue by category', 'breakdown revenue by product_line'],
    ['revenue by room type', 'breakdown revenue by room_class'],
    ['revenue by kind of room', 'breakdown revenue by room_class'],
  ])('%s', (question, expected) => expectReading(ask(cafe, question), expected))

  it.each([
    ['revenue by clinic', cafe],
    ['revenue by dealership', cafe],
    ['revenue by patient', cafe],
    ['revenue by restaurant', wholesaler],
    ['revenue by barista', wholesaler],
    ['revenue by barista', haulier],
    ['revenue by clinic', haulier],
  ])('%s is declined where nothing tells of it', (question, company) => {
    expect(describeReading(ask(company, question)), question).toMatch(/^(refusal|clarification)/)
  })
})
