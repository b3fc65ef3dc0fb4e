import { describe, expect, it } from 'vitest'
import { readQuestion } from '../../question/index.ts'
import { defaultTaxonomy } from '../../taxonomy/tests/default-taxonomy.ts'
import { compileLexicon } from '../lexicon/index.ts'
import { retailer, saas } from '../testing/companies.ts'
import { ask, describeReading, explain, today } from '../testing/describe.ts'
import { chain, vendor } from '../testing/many-names.ts'
import { defaultCalendar } from '../time/index.ts'
import { emptyConversation } from '../types.ts'
import { understand } from '../understand.ts'

const companies = { chain, vendor, retailer, saas }

// Names that several things bear, parts of names, misspelled and unknown ones, and one measure in several files.
const sentences: readonly (readonly [keyof typeof companies, string, string])[] = [
  [
    'chain',
    'compare online and store revenue in October',
    'compare revenue | in channel=Online,Store | 2025-10-01..2025-11-01 | vs entities',
  ],
  ['chain', 'online vs marketplace orders', 'compare order_count | in channel=Online,Marketplace | vs entities'],
  ['chain', 'revenue at the Berlin store', 'what revenue | in store=Harbor & Brook Berlin'],
  ['chain', 'revenue in Berlin', 'what revenue | in city=Berlin'],
  [
    'chain',
    'Berlin store vs London store revenue',
    'compare revenue | in store=Harbor & Brook Berlin,Harbor & Brook London | vs entities',
  ],
  ['chain', 'revenue of the Chicago and London stores', 'clarification ambiguous_value (2)'],
  ['chain', 'revenue by store', 'breakdown revenue by store'],
  ['chain', 'sales in the store channel', 'what revenue | in channel=Store'],
  ['chain', 'revenue by store in Germany', 'breakdown revenue by store | in country=Germany'],
  ['chain', 'revenue of order HB-2025-10007', 'what revenue | in order_id=HB-2025-10007'],
  ['chain', 'revenue of hb 2025 10007', 'what revenue | in order_id=HB-2025-10007'],
  ['chain', 'revenue for C-5012', 'what revenue | in customer=C-5012'],
  ['chain', 'units sold of the brass desk lamp', 'what units_sold | in product=Brass Desk Lamp'],
  ['chain', 'lamp revenue last month', 'clarification ambiguous_value (2)'],
  ['chain', 'sales of lamps', 'clarification ambiguous_value (2)'],
  ['chain', 'enamel revenue', 'what revenue | in product=Enamel Pot'],
  ['chain', 'revenue of Brass', 'what revenue | in product=Brass Desk Lamp'],
  ['chain', 'what did we make in revenue from 2024-02-01 to 2024-02-29?', 'what revenue | 2024-02-01..2024-03-01'],
  ['chain', 'revenue by brand', 'breakdown revenue by brand'],
  ['chain', 'sales in Atlantis', 'refusal unknown_value'],
  ['chain', 'sales in Narnia', 'refusal unknown_value'],
  ['chain', 'sales by flavor', 'refusal unknown_dimension'],
  ['chain', 'orders by astrological sign', 'refusal unknown_dimension'],
  ['chain', 'revnue by chanel q3', 'breakdown revenue by channel | 2025-07-01..2025-10-01'],
  ['chain', 'revnue by sotre', 'breakdown revenue by store'],
  ['chain', 'revenue in Berln', 'what revenue | in city=Berlin'],
  ['chain', 'revenue in Londn and Berlin', 'what revenue | in city=London,Berlin'],
  ['chain', 'revenueby channel', 'breakdown revenue by channel'],
  ['chain', 'revenue bychannel', 'breakdown revenue by channel'],
  ['chain', 'totalrevenue by city', 'breakdown revenue by city'],
  ['chain', 'who bought the most', 'rank revenue by customer | top 1'],
  ['chain', 'who works here', 'refusal unknown_dimension'],
  ['chain', 'revenue in Newark', 'what revenue | in city=Newark'],
  ['chain', 'revenue in New', 'refusal unknown_value'],
  ['chain', 'revenue for Harbor', 'clarification ambiguous_value (3)'],
  ['chain', 'ebitda', 'refusal unknown_metric'],
  ['chain', 'pipeline value', 'refusal unknown_metric'],
  ['chain', 'customer satisfaction by city', 'refusal unknown_metric'],
  ['chain', 'revenue per employee', 'refusal unknown_metric'],
  ['chain', 'orders for Lighting', 'what order_count | in category=Lighting'],
  [
    'chain',
    'kitchen and lighting revenue by month in 2025',
    'trend revenue by month | in category=Kitchen,Lighting | 2025-01-01..2026-01-01',
  ],
  ['chain', 'revenue in Germny', 'what revenue | in country=Germany'],
  ['vendor', 'how many accounts in the medical sector', 'what customer_count | in industry=medical'],
  ['vendor', 'revenue by product', 'breakdown deals_revenue by product'],
  ['vendor', 'revenue in 2025', 'what deals_revenue | 2025-01-01..2026-01-01'],
  ['vendor', 'revenue by sector', 'breakdown revenue by industry'],
  ['vendor', 'total revenue', 'what deals_revenue'],
  ['vendor', 'revenue in the medical sector', 'what revenue | in industry=medical'],
  ['vendor', 'revenue by account', 'breakdown deals_revenue by customer'],
  ['vendor', 'won revenue by month', 'trend deals_revenue by month'],
  ['vendor', 'revenue of Acme Corporation', 'what deals_revenue | in customer=Acme Corporation'],
  ['vendor', 'close value by product', 'breakdown deals_revenue by product'],
  ['vendor', 'close value by rep in Q2 2025', 'breakdown deals_revenue by rep | 2025-04-01..2025-07-01'],
  ['vendor', 'employees by sector', 'breakdown headcount by industry'],
  ['vendor', 'how many employees does Acme Corporation have', 'what headcount | in customer=Acme Corporation'],
  ['vendor', 'products by series', 'breakdown product_count by product_line'],
  ['vendor', 'average unit price by series', 'breakdown unit_price by product_line'],
  ['vendor', 'revenue by rep in 2024', 'breakdown deals_revenue by rep | 2024-01-01..2025-01-01'],
  ['vendor', 'revenue by sector in 2025', 'refusal unsupported_operation'],
  ['vendor', 'revenue of GTX Pro in Q2 2025', 'what deals_revenue | in product=GTX Pro | 2025-04-01..2025-07-01'],
  ['vendor', 'deals by account', 'breakdown deal_count by customer'],
  ['vendor', 'sales of Schlecht', 'what deals_revenue | in rep=Darcel Schlecht'],
  ['vendor', 'sales by darcel', 'what deals_revenue | in rep=Darcel Schlecht'],
  ['vendor', 'revenue of Schlect', 'what deals_revenue | in rep=Darcel Schlecht'],
  ['vendor', 'revenue of Anna', 'what deals_revenue | in rep=Anna Snelling'],
  ['vendor', 'who sold the most', 'rank deals_revenue by rep | top 1'],
  ['vendor', 'employees in 2024', 'refusal unsupported_operation'],
  ['vendor', 'unit price of GTX Pro', 'what unit_price | in product=GTX Pro'],
  ['vendor', 'pipeline value', 'refusal unknown_metric'],
  ['vendor', 'headcount', 'what headcount'],
  ['vendor', 'top 3 accounts by revenue', 'rank deals_revenue by customer | top 3'],
  ['retailer', 'sales of phones in Texas', 'what revenue | in sub_category=Phones | in state=Texas'],
  [
    'retailer',
    'Consumer vs Corporate sales in 2022',
    'compare revenue | in segment=Consumer,Corporate | 2022-01-01..2023-01-01 | vs entities',
  ],
  ['retailer', 'sales to consumers', 'what revenue | in segment=Consumer'],
  ['retailer', 'number of consumers', 'what customer_count'],
  ['retailer', 'orders for home office', 'what order_count | in segment=Home Office'],
  ['retailer', 'sales by regoin', 'breakdown revenue by region'],
  ['retailer', 'porfit by categroy', 'breakdown gross_profit by category'],
  ['retailer', 'slaes by segemnt in 2021', 'breakdown revenue by segment | 2021-01-01..2022-01-01'],
  ['retailer', 'salesby region', 'breakdown revenue by region'],
  ['retailer', 'profitmargin by category', 'breakdown gm_pct by category'],
  ['retailer', 'sales of copier', 'what revenue | in sub_category=Copiers'],
  ['retailer', 'sales of unicorns', 'refusal unknown_value'],
  ['retailer', 'profit by zodiac sign', 'refusal unknown_dimension'],
  ['retailer', 'sales in region Narnia', 'refusal unknown_value'],
  ['retailer', 'churn rate by region', 'refusal unknown_metric'],
  ['retailer', 'what is our cac', 'refusal unknown_metric'],
  ['retailer', 'ebitda by segment', 'refusal unknown_metric'],
  ['retailer', 'sales of Miller', 'what revenue | in customer=Sean Miller'],
  ['retailer', 'sales of Anne', 'clarification ambiguous_value (2)'],
  ['retailer', 'sales in montreal', 'what revenue | in city=Montréal'],
  ['retailer', 'sales in Seatle', 'what revenue | in city=Seattle'],
  ['retailer', 'sales in Wst', 'what revenue | in region=West'],
  ['retailer', 'sales in Wesste', 'refusal unknown_value'],
  ['retailer', 'CHAIRS AND TABLES PROFIT', 'what gross_profit | in sub_category=Chairs,Tables'],
  ['retailer', 'paper vs art sales', 'compare revenue | in sub_category=Paper,Art | vs entities'],
  ['saas', 'mrr by astrological sign', 'refusal unknown_dimension'],
  ['saas', 'mrr by flavour', 'refusal unknown_dimension'],
  ['saas', 'headcount by region', 'refusal unknown_metric'],
  ['saas', 'ebitda', 'refusal unknown_metric'],
  ['saas', 'mrr in Atlantis', 'refusal unknown_value'],
  ['saas', 'mrr by pln', 'breakdown mrr by plan'],
  ['saas', 'mrr by pllann', 'refusal unknown_dimension'],
  ['saas', 'churnrate by plan', 'breakdown churn_rate by plan'],
  ['saas', 'mid market mrr', 'what mrr | in segment=Mid-Market'],
  ['saas', 'mrr in Germany and Frnace', 'what mrr | in country=Germany,France'],
  ['vendor', 'customers by sector', 'breakdown customer_count by industry'],
  ['vendor', 'grossmargin', 'refusal unknown_metric'],
  ['vendor', 'dealsize by rep', 'breakdown avg_deal_size by rep'],
  ['chain', 'orders of store Berlin', 'what order_count | in store=Harbor & Brook Berlin'],
  ['chain', 'Harbor and Brook London revenue', 'what revenue | in store=Harbor & Brook London'],
  ['retailer', 'sales of Xerox', 'clarification ambiguous_value (2)'],
  ['retailer', 'subcategory profit', 'breakdown gross_profit by sub_category'],
]

describe('names', () => {
  it.each(sentences)('of %s: %s', (company, question, expected) => {
    const reading = ask(companies[company], question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})

describe('suggestions', () => {
  it('are left out where nobody would be offered them, and change nothing else', () => {
    const { lexicon } = companies.saas
    const context = { lexicon, conversation: emptyConversation, today, calendar: defaultCalendar }
    const question = readQuestion('revenue in Zorblax by region')
    const whole = understand(question, context)
    expect(whole.suggestions.length).toBeGreaterThan(0)
    expect(understand(question, { ...context, suggesting: false })).toEqual({ ...whole, suggestions: [] })
  })

  const refused = sentences.filter(([, , expected]) => expected.startsWith('refusal'))

  it.each(refused)('of %s beside the refusal of "%s" can all be answered', (company, question) => {
    const { suggestions } = ask(companies[company], question)
    expect(suggestions.length).toBeGreaterThan(0)
    expect(suggestions.length).toBeLessThanOrEqual(3)
    expect(suggestions.filter((offer) => ask(companies[company], offer).kind !== 'answerable')).toEqual([])
    expect(suggestions.filter((offer) => /\bID\b/.test(offer))).toEqual([])
  })

  it('name what a measure can be split by beside what it cannot', () => {
    expect(ask(retailer, 'sales by flavor').message).toBe(
      'This data cannot be grouped by "flavor". Sales can be grouped by region, segment, category or product name, for example.',
    )
  })

  it('put the nearest name into the question that was asked', () => {
    expect(ask(vendor, 'revenue of Kanccity in 2025').suggestions[0]).toBe('revenue of Cancity in 2025')
  })

  it('offer the nearest measure of the same kind for one that is not there', () => {
    expect(ask(retailer, 'ebitda by segment').message).toBe(
      "This company's data has no EBITDA. The nearest it has is profit.",
    )
  })
})

describe('codes', () => {
  const codes = Array.from({ length: 100_000 }, (_, index) => `CA-2021-${100_000 + index}`)
  const members = chain.members.map((list) => (list.dimension === 'order_id' ? { ...list, values: codes } : list))
  const lexicon = compileLexicon({ taxonomy: defaultTaxonomy, data: chain.data, members })

  it('are found whole, however their signs are typed', () => {
    const readings = ['revenue of CA-2021-150000', 'revenue of ca 2021 150000', 'revenue of CA2021150000'].map((text) =>
      describeReading(ask({ ...chain, lexicon }, text)),
    )
    expect(new Set(readings)).toEqual(new Set(['what revenue | in order_id=CA-2021-150000']))
  })

  it('have no words to be found by and none that spelling is corrected to', () => {
    expect([lexicon.members.codes.size, lexicon.members.names.find('ca')]).toEqual([100_300, -1])
    expect(lexicon.vocabulary.known.size).toBe(chain.lexicon.vocabulary.known.size)
  })
})
