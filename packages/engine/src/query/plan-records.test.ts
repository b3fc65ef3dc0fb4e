import type { Column } from '@salestalk/protocol'
import { expect, it } from 'vitest'
import { reading } from '../testing/readings.ts'
import { shopData } from '../testing/shop.ts'
import { planRecords } from './plan-records.ts'

it('shows the columns a question names among the first of a wide file', () => {
  const [shop] = shopData.datasets
  if (shop === undefined) throw new Error('The shop has no data')
  const notes = Array.from({ length: 12 }, (_, index): Column => {
    return { key: `note_${index}`, name: `Note ${index}`, type: 'text', role: 'dimension' }
  })
  const amount: Column = { key: 'amount', name: 'Amount', type: 'decimal', role: 'measure' }
  const wide = { ...shop, model: { ...shop.model, columns: [...notes, amount] } }
  const filter = {
    dimension: 'amount',
    operator: 'gt',
    values: [100],
    status: 'stated',
    text: '',
    span: null,
    rule: null,
  }
  const plan = planRecords(
    reading({ intent: 'list', metrics: [], filters: [{ ...filter, operator: 'gt', status: 'stated' }] }),
    { ...shopData, datasets: [wide] },
  )
  expect(plan?.query.columns).toEqual([...notes.slice(0, 11).map(({ key }) => key), 'amount'])
})
