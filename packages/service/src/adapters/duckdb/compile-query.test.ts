import type { MetricQuery } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { compileQuery } from './compile-query.ts'
import { planQuery } from './plan-query.ts'
import { orders, snapshot } from './testing/orders.ts'

function compile(query: Partial<MetricQuery> & Pick<MetricQuery, 'metrics'>) {
  const everything = {
    filters: [],
    having: [],
    groupBy: [],
    grain: null,
    start: null,
    end: null,
    orderBy: null,
    limit: null,
  }
  const plan = planQuery({ tenantId: 'acme', version: '1', datasets: [snapshot] }, { ...everything, ...query })
  return compileQuery(plan, orders, 1000)
}

describe('a compiled query', () => {
  it('is one scan, and a selection from it', () => {
    const { sql, parameters } = compile({
      metrics: ['revenue'],
      groupBy: ['area'],
      start: '2025-01-01',
      end: '2025-04-01',
      filters: [{ dimension: 'area', operator: 'not_in', values: ["O'Hare"] }],
      orderBy: { metric: 'revenue', direction: 'desc' },
      limit: 5,
    })
    expect(sql.split('\n')).toEqual([
      'WITH part_1 AS (SELECT "region" AS "by area", sum("price") AS "revenue" FROM "orders@0"' +
        ' WHERE "ordered" >= CAST($1 AS DATE) AND "ordered" < CAST($2 AS DATE)' +
        ' AND ("region" NOT IN (CAST($3 AS VARCHAR)) OR "region" IS NULL) GROUP BY 1),',
      'cells AS (SELECT * FROM part_1),',
      'metrics AS (SELECT "by area", coalesce("revenue", 0) AS "revenue" FROM cells)',
      'SELECT "by area", "revenue"',
      'FROM metrics',
      'ORDER BY "revenue" DESC NULLS LAST, "by area" ASC NULLS LAST',
      'LIMIT CAST($4 AS BIGINT)',
    ])
    expect(parameters).toEqual(['2025-01-01', '2025-04-01', "O'Hare", 5])
  })

  it('divides aggregates, and filters each by its own condition', () => {
    const { sql, parameters } = compile({
      metrics: ['price_per_unit'],
      having: [{ metric: 'units', operator: 'gt', value: 10, upper: null }],
    })
    expect(sql).toContain('sum("quantity") FILTER (WHERE "rating" >= CAST($1 AS BIGINT)) AS "units"')
    expect(sql).toContain(
      '(CAST(coalesce("revenue", 0) AS DOUBLE) / nullif(CAST(coalesce("units", 0) AS DOUBLE), 0)) AS "price_per_unit"',
    )
    expect(sql).toContain('WHERE "units" > CAST($2 AS DOUBLE)')
    expect(parameters).toEqual([4, 10, 1000])
  })

  it('adds floating numbers with compensation', () => {
    expect(compile({ metrics: ['score'] }).sql).toContain('fsum("rating") AS "score"')
  })

  it('fills the axis within the query and the data', () => {
    const { sql, parameters } = compile({ metrics: ['revenue'], grain: 'year', start: '2020-01-01', end: '2025-01-01' })
    expect(sql).toContain(
      'SELECT "by year", NULL FROM (SELECT unnest(generate_series(CAST(year(CAST($1 AS DATE)) AS BIGINT),' +
        ' CAST(year((CAST($2 AS DATE) - 1)) AS BIGINT))) AS "by year")',
    )
    expect(parameters).toEqual(['2024-01-10', '2025-01-01', '2020-01-01', '2025-01-01', 1000])
    expect(sql).toContain('SELECT CAST(make_date("by year", 1, 1) AS VARCHAR) AS "by year", "revenue"')
  })

  it('scans once for each column metrics are dated by', () => {
    const timed = compile({ metrics: ['revenue', 'shipments'], groupBy: ['area'], start: '2025-01-01' }).sql
    expect(timed).toContain(
      'part_2 AS (SELECT "region" AS "by area", count(*) AS "shipments" FROM "orders@0" WHERE "shipped" >=',
    )
    expect(timed).toContain(
      'SELECT "by area", "revenue", NULL AS "shipments" FROM part_1 UNION ALL SELECT "by area", NULL AS "revenue", "shipments" FROM part_2',
    )
    expect(compile({ metrics: ['revenue', 'shipments'], groupBy: ['area'] }).sql).not.toContain('part_2')
  })

  it('finds the last period of a snapshot without the filters', () => {
    const { sql } = compile({
      metrics: ['stock'],
      start: '2025-01-01',
      filters: [{ dimension: 'area', operator: 'in', values: ['EMEA'] }],
    })
    const month = '(year("ordered") * 12 + month("ordered") - 1)'
    expect(sql).toContain(
      `"ordered" >= CAST($1 AS DATE) AND ${month} = (SELECT max(${month}) FROM "orders@0" WHERE "ordered" >= CAST($1 AS DATE))` +
        ' AND "region" IN (CAST($2 AS VARCHAR))',
    )
  })
})
