import { describe, expect, it } from 'vitest'
import { average, buildCompany, counted, currency, distinct, last, sum } from '../testing/build-company.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'

/** Hours are averaged and added up, grades only averaged, and employees are both who answers and how many there are. */
const desk = buildCompany('desk', [
  {
    dataset: 'tickets',
    record: { singular: 'ticket', plural: 'tickets' },
    timeColumn: 'opened',
    identifier: 'ticket_id',
    span: { start: '2024-01-01', end: '2025-12-31' },
    dimensions: [
      { id: 'team', label: 'Team', values: ['Billing', 'Delivery'] },
      { id: 'rep', label: 'Agent', values: ['Ann Reed', 'Bo Lind'], synonyms: ['employee'] },
    ],
    metrics: [
      { id: 'ticket_count', label: 'Tickets', aggregation: distinct('ticket_id'), unit: counted },
      { id: 'wait_hours', label: 'Average wait hours', aggregation: average('wait_hours'), synonyms: ['wait'] },
      { id: 'total_wait_hours', label: 'Total wait hours', aggregation: sum('wait_hours') },
      { id: 'grade', label: 'Grade', aggregation: average('grade') },
    ],
  },
  {
    dataset: 'people',
    record: { singular: 'row', plural: 'rows' },
    timeColumn: 'month',
    identifier: null,
    span: { start: '2024-01-01', end: '2025-12-31' },
    dimensions: [{ id: 'department', label: 'Department', values: ['Sales', 'Finance'] }],
    metrics: [
      { id: 'headcount', label: 'Employees', aggregation: last('employees'), unit: counted },
      { id: 'pay', label: 'Pay', aggregation: sum('pay'), unit: currency },
    ],
  },
])

describe('totals of what is averaged', () => {
  it.each([
    ['wait hours in total by team', 'breakdown total_wait_hours by team'],
    ['average wait hours by team', 'breakdown wait_hours by team'],
    ['total grade by team', 'refusal unsupported_operation'],
    ['total wait hours by team', 'breakdown total_wait_hours by team'],
    ['overall grade of Billing', 'what grade | in team=Billing'],
  ])('%s', (question, expected) => {
    const reading = ask(desk, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})

describe('units behind a number', () => {
  it('repeat the name of the measure', () => {
    const reading = ask(desk, 'teams with a wait over 8 hours')
    expect(describeReading(reading), explain(reading)).toBe('list wait_hours by team | wait_hours gt 8')
  })

  it('are not passed over where the measure is in another', () => {
    expect(ask(desk, 'teams with a wait over 8 gallons').kind).toBe('refusal')
  })
})

it('splits no measure by what is set against it', () => {
  expect(ask(desk, 'tickets vs employees').breakdown).toEqual([])
})

describe('corrections within a question', () => {
  it.each([
    'tickets for Billing, sorry, Delivery',
    'tickets in March, I mean April 2025',
    'wait, I mean grade, by team',
  ])('%s', (question) => {
    expect(ask(desk, question).kind).not.toBe('answerable')
  })

  it('leave excuses alone', () => {
    expect(describeReading(ask(desk, 'sorry, tickets by team'))).toBe('breakdown ticket_count by team')
  })
})
