import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask } from '../testing/describe.ts'
import { differingParts } from './compare-readings.ts'

const compare = (left: string, right: string) => differingParts(ask(retailer, left), ask(retailer, right))

describe('the parts in which two readings differ', () => {
  it.each([
    ['sales by region', 'sales per region', []],
    ['sales by region', 'turnover by region', []],
    ['sales by region', 'profit by region', ['metrics']],
    ['sales in the East', 'sales in the West', ['filters']],
    ['sales by region', 'sales by segment', ['breakdown']],
    ['top 5 products by sales', 'top 3 products by sales', ['rank']],
    ['sales in 2021', 'sales in 2022', ['time']],
    ['sales by region', 'sales in glorbia', ['kind']],
  ])('of "%s" and "%s"', (left, right, parts) => {
    expect(compare(left, right)).toEqual(parts)
  })
})
