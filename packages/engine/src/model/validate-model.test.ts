import { type DatasetModel, datasetModelSchema } from '@salestalk/protocol'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultTaxonomy } from '../taxonomy/tests/default-taxonomy.ts'
import { proposeTable } from './tests/propose-table.ts'
import { validateModel } from './validate-model.ts'

const model = proposeTable(`
Order ID|Order Date|Region|Sales|Profit
1|2025-01-01|East|10.5|2.5
1|2025-01-02|West|11.5|3.5
2|2025-01-03|East|12.5|4.5`)

function withMetric(id: string, change: Partial<DatasetModel['metrics'][number]>): DatasetModel {
  return { ...model, metrics: model.metrics.map((metric) => (metric.id === id ? { ...metric, ...change } : metric)) }
}

function pathTo(id: string): string {
  return `metrics.${model.metrics.findIndex((metric) => metric.id === id)}`
}

describe('an edited model', () => {
  it('has no problems as proposed', () => {
    expect(validateModel(model)).toEqual([])
  })

  it('names a column that does not exist, with the nearest that does', () => {
    const edited = withMetric('revenue', { aggregation: { kind: 'sum', expression: { column: 'salse' }, where: [] } })
    expect(validateModel(edited)).toEqual([
      {
        path: `${pathTo('revenue')}.aggregation.expression.column`,
        message: 'there is no column "salse"',
        suggestion: 'sales',
      },
    ])
  })

  it('refuses to add up text and to date by numbers', () => {
    const edited = withMetric('revenue', { aggregation: { kind: 'sum', expression: { column: 'region' }, where: [] } })
    expect(validateModel(edited)[0]?.message).toBe('"region" holds text, not numbers')
    expect(validateModel({ ...model, timeColumn: 'sales' })[0]?.message).toBe('"sales" holds decimal, not dates')
  })

  it('wants the parts of ratios to exist and not to be ratios', () => {
    const missing = withMetric('gm_pct', {
      aggregation: { kind: 'ratio', numerator: 'gros_profit', denominator: 'revenue' },
    })
    expect(validateModel(missing)[0]).toMatchObject({
      message: 'there is no metric "gros_profit"',
      suggestion: 'gross_profit',
    })
    const nested = withMetric('gm_pct', { aggregation: { kind: 'ratio', numerator: 'aov', denominator: 'revenue' } })
    expect(validateModel(nested)[0]?.message).toBe('"aov" is itself a ratio')
  })

  it('finds ids given twice', () => {
    const twice = { ...model, metrics: [...model.metrics, ...model.metrics.slice(0, 1)] }
    expect(validateModel(twice)[0]?.message).toBe('"revenue" is there twice')
  })
})

it('tells headers apart that read alike, and their measures', () => {
  const numbers = ['1|2|3|4', '5|6|7|8', '9|1|2|3']
  for (const header of ['discount %|discount|Discount|discount', 'qty count|qty|qty|qty_column', 'x|X|x!|x_column']) {
    const proposed = proposeTable([header, ...numbers].join('\n'))
    expect(validateModel(proposed)).toEqual([])
    expect(new Set(proposed.columns.map(({ key }) => key)).size).toBe(4)
  }
})

const names = [
  ...defaultTaxonomy.metrics.flatMap((metric) => metric.columns.slice(0, 6)),
  ...defaultTaxonomy.dimensions.flatMap((dimension) => dimension.columns.slice(0, 6)),
  ...defaultTaxonomy.columns.times.flatMap((kind) => kind.names.slice(0, 6)),
  ...defaultTaxonomy.columns.entities.flatMap((entity) => entity.names.slice(0, 6)),
]
const cells = [
  ['1', '2', '3'],
  ['1.5', '2.5', ''],
  ['2025-01-01', '2025-01-02', ''],
  ['Won', 'Lost', 'Open'],
  ['true', 'false', 'true'],
  ['', '', ''],
]

it('is valid whatever headers and cells a file combines', () => {
  const column = fc.record({ name: fc.constantFrom(...names), cells: fc.constantFrom(...cells) })
  fc.assert(
    fc.property(fc.array(column, { minLength: 1, maxLength: 14 }), (columns) => {
      const rows = [0, 1, 2].map((row) => columns.map((entry) => entry.cells[row] ?? '').join('|'))
      const proposed = proposeTable([columns.map(({ name }) => name).join('|'), ...rows].join('\n'))
      expect(validateModel(proposed)).toEqual([])
      expect(datasetModelSchema.safeParse(proposed).error).toBeUndefined()
    }),
    { numRuns: 300 },
  )
})
