import { describe, it } from 'vitest'
import { defaultTaxonomy } from '../../taxonomy/tests/default-taxonomy.ts'
import { compileLexicon } from '../lexicon/index.ts'
import { retailer } from '../testing/companies.ts'
import { ask, expectReading } from '../testing/describe.ts'

/** The retailer with names made of ordinary words, and codes before names. */
const replaced: Readonly<Record<string, readonly string[]>> = {
  customer: [
    'The Silver Birch',
    'Copper Kettle',
    'Orchard Clinic',
    'Green Door Clinic',
    "St Luke's Hospice",
    'Paint Shop 1',
    'Paint Shop 2',
    'Yard Office Lyon',
    'Yard Office Turin',
    'UK & Ireland Traders',
    'Northgate Hotel',
    'Northgate Gym',
  ],
  product: [
    'Quell 300 DHL Surge Protector',
    'Rabbit Hutch',
    'Felt Tip Box',
    'Marker Set',
    'Lemon Share Pack 6',
    'Garden Kneeler Pad',
    'Rope Ladder',
    'Z3 Drill',
    'Z3 Saw',
  ],
  segment: ['K1 - Wholesale', 'K2 - Retail', 'K3 - Export'],
}
const members = retailer.members.map((list) => {
  const values = replaced[list.dimension]
  return values ? { ...list, values } : list
})
const company = {
  ...retailer,
  members,
  lexicon: compileLexicon({ taxonomy: defaultTaxonomy, data: retailer.data, members }),
}

describe('names said in part', () => {
  it.each([
    ['revenue of silver birch', 'what revenue | in customer=The Silver Birch'],
    ['silver birch revenue 2022', 'what revenue | in customer=The Silver Birch | 2022-01-01..2023-01-01'],
    ['green door orders', 'what order_count | in customer=Green Door Clinic'],
    ['orders from st lukes', "what order_count | in customer=St Luke's Hospice"],
    ['paint shop revenue', 'clarification ambiguous_value (2)'],
    ['yard office orders in 2022', 'clarification ambiguous_value (2)'],
    ['revenue of the yard office in Lyon', 'clarification ambiguous_value (2)'],
    ['revenue at northgate', 'clarification ambiguous_value (2)'],
    ['LEMON SHARE PACK SLAES 2022', 'what revenue | in product=Lemon Share Pack 6 | 2022-01-01..2023-01-01'],
    // What things are packed in makes no other thing of them.
    ['revenue of felt tips', 'what revenue | in product=Felt Tip Box'],
    ['markers revenue 2022', 'what revenue | in product=Marker Set | 2022-01-01..2023-01-01'],
    // Nobody calls a thing by a word from the middle of a long name.
    ['orders shipped by DHL', 'clarification ambiguous_value (1)'],
    ['quell orders', 'what order_count | in product=Quell 300 DHL Surge Protector'],
    ['uk revenue', 'what revenue | in customer=UK & Ireland Traders'],
  ])('%s: %s', (question, expected) => expectReading(ask(company, question), expected))
})

describe('codes that names begin with', () => {
  it.each([
    ['K1 orders', 'what order_count | in segment=K1 - Wholesale'],
    [
      'how many k1 and k3 orders in 2022',
      'what order_count | in segment=K1 - Wholesale,K3 - Export | 2022-01-01..2023-01-01',
    ],
    ['revenue by region for K2', 'breakdown revenue by region | in segment=K2 - Retail'],
    ['Z3 revenue', 'clarification ambiguous_value (2)'],
    ['K4 orders', 'refusal unknown_value'],
    ['Q1 2022 revenue', 'what revenue | 2022-01-01..2022-04-01'],
  ])('%s: %s', (question, expected) => expectReading(ask(company, question), expected))
})

describe('things that a name merely mentions', () => {
  it.each([
    ['how many rabbits did we sell', 'clarification ambiguous_value (1)'],
    ['revenue from rabbits', 'clarification ambiguous_value (1)'],
    ['revenue from rabbit hutches', 'what revenue | in product=Rabbit Hutch'],
    ['revenue of ladders', 'what revenue | in product=Rope Ladder'],
  ])('%s: %s', (question, expected) => expectReading(ask(company, question), expected))
})
