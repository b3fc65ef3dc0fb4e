import { describe, expect, it } from 'vitest'
import { buildCompany, count, currency, sum } from '../testing/build-company.ts'
import { ask, converse, describeReading, expectReading, explain } from '../testing/describe.ts'

/** Plans are called what other words of a question are, and nothing counts the members. */
const club = buildCompany('club', [
  {
    dataset: 'visits',
    record: { singular: 'visit', plural: 'visits' },
    timeColumn: 'visit_date',
    identifier: null,
    span: { start: '2024-01-01', end: '2025-12-31' },
    dimensions: [
      { id: 'plan', values: ['Starter', 'Growth', 'Target', 'Best', 'Plus'] },
      { id: 'account_tier', label: 'Tier', values: ['Gold', 'Silver', 'Basic'] },
    ],
    metrics: [
      { id: 'revenue', label: 'Fees', aggregation: sum('fee'), unit: currency },
      { id: 'record_count', label: 'Visits', aggregation: count() },
    ],
  },
])

describe('names that are also words of a question', () => {
  it.each([
    ['growth plan fees', 'what revenue | in plan=Growth'],
    ['fees of the Target plan', 'what revenue | in plan=Target'],
    ['Starter vs Growth vs Best: fees', 'compare revenue | in plan=Starter,Growth,Best | vs entities'],
    ['fees for starter, growth and best', 'what revenue | in plan=Starter,Growth,Best'],
    ['fees growth by plan', 'compare revenue by plan'],
    ['fees for plus', 'what revenue | in plan=Plus'],
    ['fees for plus in 2025', 'what revenue | in plan=Plus'],
    ['fees on plus', 'what revenue | in plan=Plus'],
    ['plus fees in 2025', 'what revenue | in plan=Plus'],
    ['fees: plus and starter', 'what revenue | in plan=Plus,Starter'],
    ['Starter & Plus fees', 'what revenue | in plan=Starter,Plus'],
    ['fees for gold plus silver', 'what revenue | in account_tier=Gold,Silver'],
  ])('%s', (question, expected) => {
    const reading = ask(club, question)
    expect(describeReading(reading).replace(/ \| assumed.*| \| \d.*/, ''), explain(reading)).toBe(expected)
  })
})

describe('"plus" where a plan is called so', () => {
  it.each([
    [['fees of gold', 'plus silver'], 'what revenue | in account_tier=Gold,Silver'],
    [['fees of gold', 'what about plus'], 'what revenue | in plan=Plus | in account_tier=Gold'],
  ])('%j', (messages, expected) => {
    expectReading(converse(club, messages), expected)
  })
})

describe('nouns of those a member speaks of', () => {
  it.each([
    ['fees of gold members', 'what revenue | in account_tier=Gold'],
    ['gold vs silver customers: fees', 'compare revenue | in account_tier=Gold,Silver | vs entities'],
    ['fees by plan for basic clients', 'breakdown revenue by plan | in account_tier=Basic'],
  ])('%s', (question, expected) => {
    const reading = ask(club, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })

  it('counts nobody the company does not record', () => {
    expect(ask(club, 'how many gold members do we have')).toMatchObject({ kind: 'refusal', reason: 'unknown_metric' })
  })
})

describe('a word nobody knows in a list of members', () => {
  it.each(['fees in Gold and Rome', 'compare fees of gold and rome', 'fees for Gold, Rome'])(
    '%s is a member nobody has, no misspelled "rose"',
    (question) => {
      expect(ask(club, question)).toMatchObject({ kind: 'refusal', reason: 'unknown_value' })
    },
  )
})
