import { describe, expect, it } from 'vitest'
import { ask, expectReading } from '../testing/describe.ts'
import { printShop } from '../testing/print-shop.ts'

describe('what opens a request and says nothing of it', () => {
  it.each([
    'I would be ever so grateful if you could give me sales by region',
    'might I trouble you for sales by region',
    'it would be most kind of you to show sales by region',
    'I hope you do not mind my asking, but could you tell me sales by region',
    'I hope this is not too much to ask, but I need sales by region',
    'our regional manager asked me to look up sales by region',
    'my boss needs sales by region',
    'I have been asked by my supervisor to check sales by region',
    'I am quite new in the office and would be obliged if you could show sales by region',
    'could you kindly confirm sales by region',
  ])('%s', (question) => {
    expectReading(ask(printShop, question), 'breakdown revenue by region')
  })

  it.each([
    ['be so kind as to list the departments in North', 'list'],
    ['I would be grateful for the region with the most sales', 'rank'],
  ])('%s keeps what is asked', (question, intent) => {
    expect(ask(printShop, question).intent).toBe(intent)
  })

  it.each([
    'how many buyers asked for a refund',
    'I hope sales in North were good',
    'we sold out in Westgate and want sales',
  ])('%s is not passed over', (question) => {
    expect(ask(printShop, question).kind).not.toBe('answerable')
  })
})
