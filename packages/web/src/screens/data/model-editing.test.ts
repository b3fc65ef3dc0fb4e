import type { DatasetModel, MetricDefinition } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import {
  aggregationWords,
  datasetKey,
  firstQuestions,
  possibleRoles,
  setColumnRole,
  setTimeColumn,
  synonymsFrom,
} from './model-editing.ts'

function metric(id: string, aggregation: MetricDefinition['aggregation']): MetricDefinition {
  return {
    id,
    label: id === 'revenue' ? 'Revenue' : id,
    subject: 'revenue',
    description: '',
    synonyms: [],
    unit: { kind: 'count', currency: null },
    direction: 'neutral',
    importance: 0.5,
    aggregation,
    timeColumn: 'ordered',
    grain: 'day',
    hidden: false,
  }
}

const model: DatasetModel = {
  dataset: 'orders',
  label: 'Orders',
  version: 1,
  layout: 'wide',
  record: { singular: 'order', plural: 'orders' },
  columns: [
    { key: 'ordered', name: 'Ordered', type: 'date', role: 'time' },
    { key: 'shipped', name: 'Shipped', type: 'date', role: 'time' },
    { key: 'city', name: 'City', type: 'text', role: 'dimension' },
    { key: 'state', name: 'State', type: 'text', role: 'dimension' },
    { key: 'amount', name: 'Amount', type: 'decimal', role: 'measure' },
    { key: 'units', name: 'Units', type: 'integer', role: 'ignored' },
  ],
  timeColumn: 'ordered',
  dimensions: [
    { id: 'city', label: 'City', column: 'city', synonyms: [], parent: 'state', subject: null, aliases: {} },
    { id: 'state', label: 'State', column: 'state', synonyms: [], parent: null, subject: null, aliases: {} },
  ],
  metrics: [
    metric('revenue', { kind: 'sum', expression: { column: 'amount' }, where: [] }),
    metric('orders', { kind: 'count', where: [] }),
    metric('average', { kind: 'ratio', numerator: 'revenue', denominator: 'orders' }),
  ],
  assumptions: [],
}

describe('setColumnRole', () => {
  it('drops a dimension and the place it had as a parent', () => {
    const next = setColumnRole(model, 'state', 'ignored')
    expect(next.dimensions).toEqual([{ ...model.dimensions[0], parent: null }])
    expect(next.columns.find((column) => column.key === 'state')?.role).toBe('ignored')
  })

  it('drops the metrics over a column that is no measure any more, and the ratios built on them', () => {
    expect(setColumnRole(model, 'amount', 'dimension').metrics.map(({ id }) => id)).toEqual(['orders'])
  })

  it('adds a sum for a new measure and a dimension for a new dimension', () => {
    expect(setColumnRole(model, 'units', 'measure').metrics.at(-1)).toMatchObject({
      id: 'units',
      aggregation: { kind: 'sum', expression: { column: 'units' } },
      timeColumn: 'ordered',
    })
    expect(setColumnRole(model, 'units', 'dimension').dimensions.at(-1)).toMatchObject({ id: 'units', label: 'Units' })
  })

  it('falls back to another time column', () => {
    const next = setColumnRole(model, 'ordered', 'dimension')
    expect(next.timeColumn).toBe('shipped')
    expect(new Set(next.metrics.map((one) => one.timeColumn))).toEqual(new Set(['shipped']))
    expect(setColumnRole(next, 'shipped', 'ignored').timeColumn).toBeNull()
  })

  it('dates everything by a chosen column', () => {
    const next = setTimeColumn(model, 'shipped')
    expect(next.timeColumn).toBe('shipped')
    expect(next.metrics[0]?.timeColumn).toBe('shipped')
  })

  it('offers only roles the type allows', () => {
    expect(possibleRoles({ key: 'a', name: 'A', type: 'text', role: 'dimension' })).toEqual([
      'dimension',
      'identifier',
      'ignored',
    ])
    expect(possibleRoles({ key: 'a', name: 'A', type: 'date', role: 'ignored' })).toContain('time')
  })
})

describe('words', () => {
  it('say how a metric is computed', () => {
    const margin = metric('m', {
      kind: 'sum',
      expression: {
        operator: 'multiply',
        operands: [{ operator: 'subtract', operands: [{ column: 'amount' }, { constant: 2 }] }, { column: 'units' }],
      },
      where: [{ column: 'state', operator: 'in', values: ['NY', null] }],
    })
    expect(aggregationWords(margin.aggregation, model)).toBe('sum of (Amount − 2) × Units where State is NY or (blank)')
    expect(aggregationWords({ kind: 'ratio', numerator: 'revenue', denominator: 'orders' }, model)).toBe(
      'Revenue ÷ orders',
    )
    expect(aggregationWords({ kind: 'count_distinct', column: 'city', where: [] }, model)).toBe(
      'count of different City',
    )
  })

  it('become synonyms and keys', () => {
    expect(synonymsFrom(' sales, turnover ,, sales')).toEqual(['sales', 'turnover'])
    expect(datasetKey('2026 Spring orders (Zürich)')).toBe('spring_orders_zurich')
    expect(datasetKey('???')).toBeNull()
  })

  it('become first questions', () => {
    expect(firstQuestions(model)).toEqual(['Revenue by city', 'Revenue by month', 'orders by state', 'Revenue'])
    expect(firstQuestions({ ...model, metrics: [] })).toEqual([])
  })
})
