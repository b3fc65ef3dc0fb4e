import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultTaxonomy } from '../../taxonomy/tests/default-taxonomy.ts'
import { compileLexicon } from '../lexicon/index.ts'
import { membersNamed } from '../lexicon/members.ts'
import { retailer } from '../testing/companies.ts'
import { ask, describeReading } from '../testing/describe.ts'
import { nameKeys } from '../text/words.ts'

/** The retailer, with these customers. */
function withCustomers(values: readonly string[]) {
  const others = retailer.members.filter(({ dimension }) => dimension !== 'customer')
  const members = [...others, { dataset: 'orders', dimension: 'customer', values }]
  return { ...retailer, lexicon: compileLexicon({ taxonomy: defaultTaxonomy, data: retailer.data, members }) }
}

describe('the names of members', () => {
  const { equivalents } = retailer.lexicon.grammar
  const part = fc.constantFrom(
    'Zürich',
    'Müller',
    'Novák',
    'Åse',
    'Łódź',
    'Smith & Sons',
    "O'Brien",
    'Jean-Luc',
    'Ltd.',
  )
  const name = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '))
  const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '')

  it('find their member in any case and with or without accents, and nobody once it is gone', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 12 }), (values) => {
        const { members } = withCustomers(values).lexicon
        const without = withCustomers(values.slice(1)).lexicon.members
        const [first = ''] = values
        for (const spelling of [first, first.toUpperCase(), first.toLowerCase(), plain(first)]) {
          const key = nameKeys(spelling, equivalents).join(' ')
          expect(membersNamed(members, key).map((member) => members.values[member])).toContain(first)
          expect(membersNamed(without, key).map((member) => without.values[member])).not.toContain(first)
        }
      }),
      { numRuns: 25 },
    )
  })

  const places = withCustomers([
    'Zürich Tools',
    'Acme Corp.',
    'Borealis GmbH',
    'Borealis Labs',
    'St. Louis Freight',
    'Brown Bros',
  ])
  it.each([
    ['sales to Zurich Tools', 'Zürich Tools'],
    ['sales to zuerich tools', 'Zürich Tools'],
    ['sales to ZÜRICH TOOLS', 'Zürich Tools'],
    ['sales to Acme', 'Acme Corp.'],
    ["Acme's sales", 'Acme Corp.'],
    ['sales to Acme Corporation', 'Acme Corp.'],
    ['sales to acmecorp', 'Acme Corp.'],
    ['sales to Saint Louis Freight', 'St. Louis Freight'],
    ['sales to Brown Brothers', 'Brown Bros'],
    ['sales to Labs Borealis', 'Borealis Labs'],
    ['sales to Boraelis Labs', 'Borealis Labs'],
  ])('%s is about %s', (question, customer) => {
    expect(describeReading(ask(places, question))).toBe(`what revenue | in customer=${customer}`)
  })

  it('are asked about where the ending that was left out is all that tells them apart', () => {
    const twins = withCustomers(['Acme Corp.', 'Acme Inc.'])
    expect(describeReading(ask(twins, 'sales to Acme'))).toBe('clarification ambiguous_value (2)')
  })

  it('are found by two of their words, however common each is', () => {
    const firsts = Array.from({ length: 300 }, (_, index) => `Fa${letters(index)}`)
    const lasts = Array.from({ length: 300 }, (_, index) => `Lo${letters(index)}`)
    const all = firsts.flatMap((first) => lasts.map((last) => `${first} Middle ${last}`))
    const crowd = withCustomers(all)
    expect(describeReading(ask(crowd, `sales to ${firsts[299]} ${lasts[298]}`))).toBe(
      `what revenue | in customer=${firsts[299]} Middle ${lasts[298]}`,
    )
  })
})

/** Three letters for each number, so that no two are an edit apart in length. */
function letters(index: number): string {
  const at = (digit: number): string => String.fromCharCode(97 + (Math.floor(index / 8 ** digit) % 8))
  return `${at(2)}${at(1)}${at(0)}`
}
