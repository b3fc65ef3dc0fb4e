import { describe, expect, it } from 'vitest'
import { agency } from '../testing/agency.ts'
import { ask, expectReading } from '../testing/describe.ts'

const sentences: Record<string, [string, string][]> = {
  'a column headed by a word that is a verb elsewhere': [
    ['spend', 'what ad_spend'],
    ['Spend by channel', 'breakdown ad_spend by channel'],
    ['spend and clicks by device', 'breakdown ad_spend+clicks by device'],
    ['what was our spend in October 2025', 'what ad_spend | 2025-10-01..2025-11-01'],
    ['how much was spent on affiliate', 'what ad_spend | in channel=Affiliate'],
    ['how much did we spend on paid social', 'what ad_spend | in channel=Paid Social'],
    ['does spend correlate with conversions', 'correlation ad_spend+conversions'],
    ['average spend by channel', 'breakdown average_ad_spend by channel'],
  ],
  'one thing under two headings': [
    ['spend by client', 'breakdown ad_spend by advertiser'],
    ['clicks by client', 'breakdown clicks by advertiser'],
    ['revenue by advertiser', 'breakdown revenue by customer'],
    ['top 3 clients by revenue', 'rank revenue by customer | top 3'],
    ['top 3 clients by clicks', 'rank clicks by advertiser | top 3'],
    ['revenue of Bellweather', 'what revenue | in customer=Bellweather Bank'],
    ['Bellweather impressions', 'what impressions | in advertiser=Bellweather Bank'],
    ['Lumière revenue', 'what revenue | in customer=Lumière Beauté'],
    ['which advertisers ran on Display', 'list by advertiser | in channel=Display'],
    ['which clients ran on Display', 'list by advertiser | in channel=Display'],
  ],
  'what one file records and the other does not': [
    ['revenue by channel', 'refusal unknown_dimension'],
    ['clicks by payment status', 'refusal unknown_dimension'],
    ['overdue invoices by client', 'breakdown order_count by customer | in status=Overdue'],
  ],
  'a ratio by the names of its parts': [
    ['cost per conversion by channel', 'breakdown cac by channel'],
    ['spend per conversion', 'what cac'],
    ['cac by advertiser', 'breakdown cac by advertiser'],
  ],
  'a member that is a verb elsewhere': [
    ['ctr on display', 'what ctr | in channel=Display'],
    ['clicks from display and mobile', 'what clicks | in channel=Display | in device=Mobile'],
    ['display the clicks by device', 'breakdown clicks by device'],
  ],
}

describe.each(Object.entries(sentences))('%s', (_, rows) => {
  it.each(rows)('%s', (question, expected) => {
    expectReading(ask(agency, question), expected)
  })
})

const misspelled: [string, string][] = [
  // Each slip of the fingers: a letter swapped, doubled, left out, and a key beside the right one.
  ['clicsk by device', 'clicks by device'],
  ['cliicks by device', 'clicks by device'],
  ['cliks by device', 'clicks by device'],
  ['clivks by device', 'clicks by device'],
  // Short words of four letters with one left out, and three letters swapped.
  ['clicks tis month', 'clicks this month'],
  ['clicks last yer', 'clicks last year'],
  ['clicks last wek', 'clicks last week'],
  ['clicks lats month', 'clicks last month'],
  ['clicks by device teh last quarter', 'clicks by device the last quarter'],
  ['revenue frm May to June 2025', 'revenue from May to June 2025'],
  // Words of time, of operations and of numbers.
  ['clicks in Janaury 2025', 'clicks in January 2025'],
  ['clicks in the third quater of 2025', 'clicks in the third quarter of 2025'],
  ['clicks excludng display', 'clicks excluding display'],
  ['channel with the hihgest clicks', 'channel with the highest clicks'],
  ['invoices betwen May and June 2025', 'invoices between May and June 2025'],
  ['percenage of clicks by channel', 'percentage of clicks by channel'],
  ['revenue trned', 'revenue trend'],
  // Plurals, names, and words of names.
  ['top 3 advertisres by clicks', 'top 3 advertisers by clicks'],
  ['top 3 channells by clicks', 'top 3 channels by clicks'],
  ['clicks of Dunse Airways', 'clicks of Dunes Airways'],
  ['clicks on paid socal', 'clicks on paid social'],
  ['spend on affilate', 'spend on affiliate'],
  ['revenue of Pinacle', 'revenue of Pinnacle'],
  ['WOULD YOU SHOW ME THE CLCKS BY DEVICE', 'WOULD YOU SHOW ME THE CLICKS BY DEVICE'],
]

describe('a misspelled word', () => {
  it.each(misspelled)('%s is %s', (typed, meant) => {
    const [reading, right] = [ask(agency, typed), ask(agency, meant)]
    expect(right.kind).toBe('answerable')
    expect(reading.restatement).toBe(right.restatement)
    expect(reading.kind).toBe('answerable')
    expect(
      reading.words
        .map(({ text }) => text)
        .join(' ')
        .toLowerCase(),
    ).toBe(typed.toLowerCase())
  })

  it.each([
    ['clicks by shoe', 'refusal unknown_dimension'],
    ['shoe clicks', 'refusal unknown_value'],
    ['clicks from Narnia', 'refusal unknown_value'],
    ['spend on Instagram', 'refusal unbound_words'],
  ])('is not made of a word that merely lies near: %s', (question, expected) => {
    expectReading(ask(agency, question), expected)
  })
})
