import { describe, it } from 'vitest'
import { ask, expectReading } from '../testing/describe.ts'
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
