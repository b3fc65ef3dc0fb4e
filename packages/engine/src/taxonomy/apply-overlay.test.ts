import { describe, expect, it } from 'vitest'
import { applyOverlay } from './apply-overlay.ts'
import { findDimensionEntry, findMetricEntry, findSubjectEntry } from './look-up.ts'
import { defaultTaxonomy } from './tests/default-taxonomy.ts'

describe('a company overlay', () => {
  it('adds synonyms, negative synonyms and names of members', () => {
    const taxonomy = applyOverlay(defaultTaxonomy, {
      synonyms: {
        metrics: { revenue: [{ text: 'fees', weight: 1 }] },
        dimensions: { region: [{ text: 'cluster', weight: 1 }] },
      },
      negativeSynonyms: { revenue: ['fees paid'] },
      aliases: { region: { EMEA: ['Cluster East'] } },
    })
    expect(findMetricEntry(taxonomy, 'revenue')?.synonyms).toContainEqual({ text: 'fees', weight: 1 })
    expect(findMetricEntry(taxonomy, 'revenue')?.negativeSynonyms).toContain('fees paid')
    expect(findDimensionEntry(taxonomy, 'region')?.aliases.EMEA).toContain('Cluster East')
    expect(taxonomy.version).not.toBe(defaultTaxonomy.version)
    expect(findMetricEntry(defaultTaxonomy, 'revenue')?.synonyms).not.toContainEqual({ text: 'fees', weight: 1 })
  })

  it('adds a metric to the subject it names', () => {
    const cash = findMetricEntry(defaultTaxonomy, 'cash')
    const taxonomy = applyOverlay(defaultTaxonomy, { add: { metrics: [{ ...cash, id: 'deposits', synonyms: [] }] } })
    expect(findSubjectEntry(taxonomy, 'finance')?.metrics).toContain('deposits')
  })

  it('hides a metric everywhere', () => {
    const taxonomy = applyOverlay(defaultTaxonomy, { hide: { metrics: ['nps'] } })
    expect(findMetricEntry(taxonomy, 'nps')).toBeUndefined()
    expect(JSON.stringify(taxonomy.everydayWords)).not.toContain('"nps"')
  })

  it('refuses to hide a part of a ratio that stays', () => {
    expect(() => applyOverlay(defaultTaxonomy, { hide: { metrics: ['clicks'] } })).toThrow(
      'no metric has the id "clicks"',
    )
  })

  it('names unknown keys and ids like a file does', () => {
    expect(() => applyOverlay(defaultTaxonomy, { hidden: {} })).toThrow('overlay at hidden: unknown key "hidden"')
    expect(() => applyOverlay(defaultTaxonomy, { hide: { metrics: ['revenu'] } })).toThrow('did you mean "revenue"?')
    expect(() => applyOverlay(defaultTaxonomy, { aliases: { regin: {} } })).toThrow('did you mean "region"?')
  })
})
