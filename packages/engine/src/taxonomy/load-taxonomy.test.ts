import { describe, expect, it } from 'vitest'
import { findDoubtfulEntries } from './cross-check.ts'
import { describeProblem, TaxonomyError } from './errors.ts'
import { loadTaxonomy, type TaxonomyFiles } from './load-taxonomy.ts'
import { defaultTaxonomy, readDefaultTaxonomyFiles } from './tests/default-taxonomy.ts'

const files = readDefaultTaxonomyFiles()

function changed(path: string, change: Record<string, unknown>): TaxonomyFiles {
  return { ...files, [path]: { ...(files[path] as Record<string, unknown>), ...change } }
}

function problemsOf(changedFiles: TaxonomyFiles): string[] {
  try {
    loadTaxonomy(changedFiles)
    return []
  } catch (error) {
    if (error instanceof TaxonomyError) return error.problems.map(describeProblem)
    throw error
  }
}

describe('the default vocabulary', () => {
  it('has every intent, subject, metric and dimension of the product', () => {
    expect(defaultTaxonomy.intents.map(({ id }) => id).sort()).toEqual([
      'anomaly',
      'breakdown',
      'compare',
      'correlation',
      'forecast',
      'list',
      'rank',
      'target',
      'trend',
      'what',
      'why',
    ])
    const metrics =
      `revenue arr mrr mrr_growth_rate arpu gmv revenue_per_employee gross_profit gm_pct margin_pct op_margin_pct cm ebitda
      net_income customer_count new_customers signup_count churn_count churn_rate retention_rate renewal_rate ltv cac ltv_cac_ratio nps csat
      units_sold asp product_count order_count aov return_rate refund_count discount_rate pipeline_value deal_count win_rate cycle_time
      avg_deal_size lead_count quota_attainment conversion_rate ad_spend roas unsubscribe_rate ctr fulfillment_time inventory_turns
      stockout_rate utilization cash runway burn_rate cogs opex headcount attrition_rate`.split(/\s+/)
    expect(defaultTaxonomy.metrics.map(({ id }) => id)).toEqual(expect.arrayContaining(metrics))
    const dimensions =
      `region country city territory segment industry cohort account_tier plan channel source campaign device product
      product_line category brand sku customer rep team department stage status reason competitor weekday`.split(/\s+/)
    expect(defaultTaxonomy.dimensions.map(({ id }) => id)).toEqual(expect.arrayContaining(dimensions))
    const subjects = 'revenue margin customers products orders sales marketing operations finance people'.split(' ')
    expect(defaultTaxonomy.subjects.map(({ id }) => id).sort()).toEqual(subjects.sort())
  })

  it('takes levels at the latest date', () => {
    const levels = ['arr', 'mrr', 'customer_count', 'pipeline_value', 'cash', 'runway', 'headcount', 'inventory']
    for (const id of levels)
      expect(defaultTaxonomy.metrics.find((metric) => metric.id === id)?.aggregation, id).toBe('last')
  })

  it('holds no phrase that two metrics claim alike', () => {
    expect(findDoubtfulEntries(defaultTaxonomy).map(describeProblem)).toEqual([])
  })

  it('reports such a phrase', () => {
    const synonyms = [{ text: 'headcount', weight: 1 }]
    const doubtful = findDoubtfulEntries(loadTaxonomy(changed('metrics/cash.json', { synonyms })))
    expect(doubtful.map(describeProblem)).toEqual([
      'metrics/headcount.json at synonyms.0: "headcount" has the same weight in "cash": give one of them less',
    ])
  })
})

describe('mistakes in a file', () => {
  it('names the file, the place and the nearest key', () => {
    expect(problemsOf(changed('metrics/cash.json', { importence: 1 }))).toEqual([
      'metrics/cash.json at importence: unknown key "importence"; did you mean "importance"?',
    ])
    expect(problemsOf(changed('metrics/cash.json', { synonyms: [{ text: 'cash', wieght: 1, weight: 1 }] }))).toEqual([
      'metrics/cash.json at synonyms.0.wieght: unknown key "wieght"; did you mean "weight"?',
    ])
  })

  it('names the nearest value of a choice', () => {
    const [problem] = problemsOf(changed('metrics/cash.json', { unit: 'curency' }))
    expect(problem).toContain('metrics/cash.json at unit: expected one of currency, count')
    expect(problem).toContain('did you mean "currency"?')
  })

  it('names the nearest metric, subject and dimension', () => {
    expect(problemsOf(changed('metrics/gm_pct.json', { numerator: 'gross_proft' }))).toEqual([
      'metrics/gm_pct.json at numerator: no metric has the id "gross_proft"; did you mean "gross_profit"?',
    ])
    expect(problemsOf(changed('metrics/cash.json', { subject: 'finances' }))[0]).toBe(
      'metrics/cash.json at subject: no subject has the id "finances"; did you mean "finance"?',
    )
    expect(problemsOf(changed('dimensions/city.json', { parents: ['stat'] }))[0]).toContain('did you mean "state"?')
  })

  it('wants subjects and metrics to name each other', () => {
    expect(problemsOf(changed('subjects/finance.json', { metrics: ['cash'] }))).toContain(
      'subjects/finance.json at metrics: the subject does not list the metric "cogs", which names it',
    )
  })

  it('refuses files it does not know, files that are missing and ids that differ from the file name', () => {
    expect(problemsOf({ ...files, 'metric/cash.json': {} })).toEqual([
      'metric/cash.json: "metric" is not a part of a taxonomy; did you mean "metrics"?',
    ])
    const { 'everyday-words.json': _words, ...rest } = files
    expect(problemsOf(rest)).toEqual(['everyday-words.json: the file is missing'])
    expect(problemsOf({ ...files, 'metrics/casch.json': files['metrics/cash.json'] })[0]).toContain(
      'differs from the file',
    )
  })

  it('reports all problems at once', () => {
    const both = { ...changed('metrics/cash.json', { unit: 1 }), ...{ 'metrics/arr.json': null } }
    expect(problemsOf(both)).toHaveLength(2)
  })
})

it('changes its version with any content', () => {
  const other = loadTaxonomy(changed('metrics/cash.json', { label: 'Cash at bank' }))
  expect(other.version).not.toBe(defaultTaxonomy.version)
  expect(loadTaxonomy(files).version).toBe(defaultTaxonomy.version)
})
