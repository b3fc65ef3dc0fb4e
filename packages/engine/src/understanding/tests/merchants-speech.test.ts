import { describe, it } from 'vitest'
import { ask, converse, expectReading } from '../testing/describe.ts'
import { merchant } from '../testing/merchant.ts'

function expectAll(rows: readonly (readonly [string, string])[]): void {
  it.each(rows)('%s', (question, expected) => expectReading(ask(merchant, question), expected))
}

describe('members called in the plural what cues and fillers are', () => {
  expectAll([
    ['sales of tops by month', 'trend revenue by month | in product_line=Tops'],
    ['monthly revenue of basics', 'trend revenue by month | in product_line=Basics'],
    ['sales in specials', 'what revenue | in product_line=Specials'],
    ['sum of aggregates sold in Maldon', 'what revenue | in product_line=Aggregates | in store=Maldon'],
    ['total sales of displays', 'what revenue | in product_line=Displays'],
    ['revenue of aggregates and displays', 'what revenue | in product_line=Aggregates,Displays'],
    ['aggregates per branch, in crates', 'breakdown units_sold by store | in product_line=Aggregates'],
    ['top 3 branches for tops', 'rank revenue by store | in product_line=Tops | top 3'],
  ])
})

describe('cues and fillers that stand beside such members', () => {
  expectAll([
    ['sales in aggregate', 'what revenue'],
    ['aggregate sales by branch', 'breakdown revenue by store'],
    ['top 3 groups', 'rank revenue by product_line | top 3'],
    ['display the sales by branch', 'breakdown revenue by store'],
    ['share of revenue by branch', 'breakdown revenue by store'],
  ])
})

describe("a company's own nouns in ratios", () => {
  expectAll([
    ['crates per invoice', 'what items_per_order'],
    ['average crates per invoice by branch', 'breakdown items_per_order by store'],
    ['crates per hotel invoice in Hythe', 'what items_per_order | in trade=Hotel | in store=Hythe'],
    ['sales per hotel order', 'what aov | in trade=Hotel'],
    ['crates by invoice', 'breakdown units_sold by invoice_no'],
    ['crates per branch', 'breakdown units_sold by store'],
  ])
})

describe('"order" as what buyers do', () => {
  expectAll([
    ['which weekday do roofers order the most crates', 'rank units_sold by weekday | in trade=Roofer | top 1'],
    ['how many crates did hotels order', 'what units_sold | in trade=Hotel'],
    ['which branch orders the most', 'rank order_count by store | top 1'],
    ['hotel order count and crates', 'what order_count+units_sold | in trade=Hotel'],
    ['how many different product groups did hotels order', 'what product_line_count | in trade=Hotel'],
  ])
})

describe('measures of its own in other forms of their words, and by what the taxonomy calls such a one', () => {
  expectAll([
    ['shipping cost by branch', 'breakdown ship_cost by store'],
    ['average shipping cost in Hythe', 'what average_ship_cost | in store=Hythe'],
    ['cost of shipping by trade', 'breakdown ship_cost by trade'],
    ['freight cost for roofers', 'what ship_cost | in trade=Roofer'],
    ['postage by branch', 'breakdown ship_cost by store'],
    ['shipping date of S4001', 'refusal unbound_words'],
    ['packaging cost by branch', 'refusal unknown_value'],
  ])
})

describe("words of small talk that end a company's own headings", () => {
  expectAll([
    ['orders with code GLOW10', 'what order_count | in campaign=GLOW10'],
    ['revenue by code', 'breakdown revenue by campaign'],
    ['which code brought the most revenue', 'rank revenue by campaign | top 1'],
    ['write me some code', 'refusal action_request'],
    ['tell me a joke', 'refusal out_of_scope'],
  ])
})

describe('states of several words beside the records', () => {
  expectAll([
    ['partially refunded orders by branch', 'breakdown order_count by store | in status=Partially Refunded'],
    ['partialy refunded orders', 'what order_count | in status=Partially Refunded'],
    ['failed orders', 'what order_count | in status=Failed'],
    ['refunded orders', 'refusal unknown_metric'],
  ])
})

describe('orders to do something to one record', () => {
  expectAll([
    ['refund invoice S4002 now', 'refusal action_request'],
    ['please cancel invoice S4002', 'refusal action_request'],
    ['invoice S4002 revenue', 'what revenue | in invoice_no=S4002'],
    ['revenue of invoice S4002', 'what revenue | in invoice_no=S4002'],
  ])
})

describe('what is told before a question', () => {
  expectAll([
    ['Meeting with the suppliers at 3, quick: revenue by branch', 'breakdown revenue by store'],
    ['Board call at 4, revenue by trade please', 'breakdown revenue by trade'],
    ['which branch is giving us the most revenue', 'rank revenue by store | top 1'],
    ['customers at 3, revenue by branch', 'refusal unknown_metric'],
  ])
})

describe('the figure before, asked of again', () => {
  it.each([
    [['revenue in Hythe', 'how many crates was that'], 'what units_sold | in store=Hythe'],
    [['revenue in Hythe', 'what is that in crates'], 'what units_sold | in store=Hythe'],
    [['revenue in Hythe', 'how many crates does that make'], 'what units_sold | in store=Hythe'],
    [['revenue in Hythe', 'how many orders were those'], 'what order_count | in store=Hythe'],
    [['revenue in Hythe', 'crates by trade'], 'breakdown units_sold by trade'],
  ])('%j', (messages, expected) => expectReading(converse(merchant, messages), expected))
})

describe('documents somebody writes or raises', () => {
  expectAll([
    ['how many invoices did we write in May', 'what order_count | 2025-05-01..2025-06-01'],
    ['on which weekday do we raise the most invoices', 'rank order_count by weekday | top 1'],
    ['which branch wrote the fewest invoices', 'rank order_count by store | bottom 1'],
    ['write the invoices for Hythe', 'refusal action_request'],
    ['raise the invoices', 'refusal action_request'],
    ['how much revenue did we cut', 'refusal unbound_words'],
    ['invoices that cut revenue', 'refusal unbound_words'],
    ['did we raise the prices', 'refusal unknown_metric'],
  ])
})

describe('the noun of a heading of states', () => {
  expectAll([
    ['failed deliveries by branch', 'breakdown order_count by store | in status=Failed'],
    ['failed delivries', 'what order_count | in status=Failed'],
    ['how many deliveries failed in Hythe', 'what order_count | in status=Failed | in store=Hythe'],
    ['deliveries by branch', 'clarification missing_metric (4)'],
  ])
})
