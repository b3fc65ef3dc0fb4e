import type { TenantData } from '../../model/tenant-data.ts'
import type { MetricEntry, Taxonomy } from '../../taxonomy/schema.ts'
import type { PhraseFiles } from '../phrases/schema.ts'
import { nameKeys } from '../text/words.ts'
import { addAdoptedNames } from './adopted-names.ts'
import { measureColumn } from './measure-column.ts'
import { isCounterpart, nearestMetrics } from './nearest-metrics.ts'
import { addPhrase, hasMeaning, type PhraseTable } from './phrase-table.ts'
import { isReserved, keyOf, reservedWords } from './reserved-words.ts'
import { rulingKey } from './rulings.ts'
import { addTakings } from './takings.ts'
import type { LexiconMetric } from './types.ts'
import { addVerbs } from './verbs.ts'

/** The metrics a company's questions may name, by id; hidden ones are left out. */
export function collectMetrics(data: TenantData, taxonomy: Taxonomy): Map<string, LexiconMetric> {
  const entries = new Map(taxonomy.metrics.map((entry) => [entry.id, entry]))
  const metrics = new Map<string, LexiconMetric>()
  data.datasets.forEach((dataset, index) => {
    for (const definition of dataset.model.metrics) {
      if (definition.hidden) continue
      metrics.set(definition.id, {
        id: definition.id,
        label: definition.label,
        subject: definition.subject,
        unit: definition.unit,
        direction: definition.direction,
        importance: definition.importance,
        definition,
        dataset: index,
        allowedDimensions: entries.get(definition.id)?.dimensions ?? [],
      })
    }
  })
  return metrics
}

/** Every name of every metric: the company's own first, then the taxonomy's for ids it knows, then what it lacks. */
export function addMetricPhrases(
  table: PhraseTable,
  metrics: ReadonlyMap<string, LexiconMetric>,
  data: TenantData,
  taxonomy: Taxonomy,
  grammar: PhraseFiles,
): void {
  const reserved = reservedWords(grammar, table)
  const unspoken = reservedWords({ ...grammar, ignorables: { ...grammar.ignorables, generic: [] } }, table, false)
  for (const metric of metrics.values()) {
    addOwnNames(table, metric, data, reserved, grammar)
    if (!isSideline(metric, metrics)) addColumnName(table, metric, data, unspoken)
  }
  for (const metric of metrics.values()) addRatioNames(table, metric, metrics, data, reserved)
  const claims = claimedNames(metrics, table)
  const heads = chargeHeads(metrics, taxonomy, table)
  for (const entry of taxonomy.metrics) {
    const metric = metrics.get(entry.id)
    if (metric) addTaxonomyNames(table, entry, metric, reserved, claims, heads)
  }
  preferOwnNames(table, metrics)
  dropAverages(table, metrics)
  addRecordNames(table, metrics, grammar)
  addAdoptedNames(table, metrics, taxonomy, grammar, reserved)
  addTakings(table, metrics, taxonomy)
  addEverydayWords(table, metrics, taxonomy, reserved)
  for (const entry of taxonomy.metrics) if (!metrics.has(entry.id)) addAbsentNames(table, entry, reserved, grammar)
  addVerbs(table, metrics, grammar)
}

/**
 * A phrase that is one metric's own label is no synonym of another. The same measure of another dataset stays: which
 * of them is meant shows from what else the question names.
 */
function preferOwnNames(table: PhraseTable, metrics: ReadonlyMap<string, LexiconMetric>): void {
  for (const [key, meanings] of table.meanings) {
    const own = meanings.flatMap((meaning) =>
      meaning.kind === 'metric' && ownRules.has(meaning.rule) ? (metrics.get(meaning.metric) ?? []) : [],
    )
    if (own.length === 0) continue
    const kept = meanings.filter((meaning) => {
      if (meaning.kind !== 'metric' || ownRules.has(meaning.rule)) return true
      const metric = metrics.get(meaning.metric)
      return metric !== undefined && own.every((other) => isCounterpart(metric, other))
    })
    table.meanings.set(key, kept)
  }
}

/** "average sales" is the average of sales, whatever ratio a synonym list makes of it, unless the company says so. */
function dropAverages(table: PhraseTable, metrics: ReadonlyMap<string, LexiconMetric>): void {
  for (const [key, meanings] of table.meanings) {
    if (!key.startsWith('average ')) continue
    const rest = table.meanings.get(key.slice('average '.length)) ?? []
    const averaged = rest.flatMap((meaning) => (meaning.kind === 'metric' ? [meaning.metric] : []))
    if (averaged.length === 0) continue
    const kept = meanings.filter(
      (meaning) =>
        meaning.kind !== 'metric' ||
        ownRules.has(meaning.rule) ||
        averaged.includes(meaning.metric) ||
        averaged.some((id) => averages(metrics.get(meaning.metric), metrics.get(id))),
    )
    table.meanings.set(key, kept)
  }
}

/** Whether one metric is the average of just what the other adds up. */
function averages(average: LexiconMetric | undefined, sum: LexiconMetric | undefined): boolean {
  const [own, other] = [average?.definition.aggregation, sum?.definition.aggregation]
  if (own?.kind !== 'average' || other?.kind !== 'sum' || average?.dataset !== sum?.dataset) return false
  return JSON.stringify(own.expression) === JSON.stringify(other.expression)
}

const ownRules = new Set(['metric-label', 'metric-id', 'company-synonym'])

/** What counts the rows of a dataset also names them: "deals" where "opportunities" are counted. */
function addRecordNames(table: PhraseTable, metrics: ReadonlyMap<string, LexiconMetric>, grammar: PhraseFiles): void {
  const counting = grammar.cues.how_many.map((phrase) => `${nameKeys(phrase, table.equivalents).join(' ')} `)
  for (const [key, meanings] of table.meanings) {
    // "number of deals" names no deals.
    if (counting.some((phrase) => key.startsWith(phrase))) continue
    for (const meaning of [...meanings]) {
      if (meaning.kind !== 'metric' || meaning.weight < 0.9) continue
      const metric = metrics.get(meaning.metric)
      const aggregation = metric?.definition.aggregation
      if (!metric || aggregation?.kind !== 'count' || aggregation.where.length > 0) continue
      const known = meanings.some((other) => other.kind === 'record' && other.dataset === metric.dataset)
      if (!known) meanings.push({ kind: 'record', dataset: metric.dataset })
    }
  }
}

function addOwnNames(
  table: PhraseTable,
  metric: LexiconMetric,
  data: TenantData,
  reserved: ReadonlySet<string>,
  { ignorables }: PhraseFiles,
): void {
  const { definition } = metric
  const add = (name: string, weight: number, rule: string): void => {
    if (isReserved(table, name, reserved)) return
    addPhrase(table, name, { kind: 'metric', metric: metric.id, weight, rule })
  }
  add(definition.label, 1, 'metric-label')
  // A column headed "Collected" or "Reach" alone is what was collected or reached, whatever else the verb may be passed over for.
  if (isDeed(definition.label) || ignorables.verbs.includes(definition.label.toLowerCase())) {
    addPhrase(table, definition.label, { kind: 'metric', metric: metric.id, weight: 0.9, rule: 'metric-label' })
  }
  add(definition.id.replaceAll('_', ' '), 1, 'metric-id')
  for (const synonym of definition.synonyms) add(synonym, 1, 'metric-synonym')
  // "profit margin %" is the margin itself.
  if (definition.unit.kind === 'percent') add(`${definition.label} percent`, 1, 'metric-label')
  const bare = definition.label.replace(/\(.*?\)|%/gu, ' ').trim()
  // "Won revenue (Deals)" only says which dataset it is of; "Margin (%)" is also told apart by its unit.
  const qualified = definition.label.endsWith(')') && definition.id.startsWith(`${datasetName(metric, data)}_`)
  if (bare !== definition.label && bare !== '') add(bare, qualified ? 1 : 0.9, 'metric-label')
}

function isDeed(label: string): boolean {
  return /^\p{L}+ed$/u.test(label)
}

/** "spend" is what customers do and an "amount" can be of anything, but where a column is headed so it is what the column holds. */
function addColumnName(
  table: PhraseTable,
  { id, definition, dataset }: LexiconMetric,
  data: TenantData,
  unspoken: ReadonlySet<string>,
): void {
  const column = measureColumn(definition)
  const header = data.datasets[dataset]?.model.columns.find((candidate) => candidate.key === column)
  if (column === null || !header) return
  for (const name of headerNames(header.name)) {
    if (isReserved(table, name, unspoken)) continue
    addPhrase(table, name, { kind: 'metric', metric: id, weight: 0.95, rule: 'metric-column' })
  }
}

/** A header as written, and without what it says in brackets: "Duration (min)". */
function headerNames(header: string): string[] {
  const name = header.replaceAll('_', ' ').trim()
  const bare = name.replace(/\(.*?\)|\[.*?\]/gu, ' ').trim()
  return bare === '' || bare === name ? [name] : [name, bare]
}

/** Whether another metric of the same column matters far more: the average of what is mostly added up. */
function isSideline(metric: LexiconMetric, metrics: ReadonlyMap<string, LexiconMetric>): boolean {
  const column = measureColumn(metric.definition)
  if (column === null) return false
  return [...metrics.values()].some(
    ({ definition, dataset, importance }) =>
      dataset === metric.dataset && importance >= metric.importance + 0.2 && measureColumn(definition) === column,
  )
}

/** "cost per conversion", "spend per click": a ratio's parts name it as well as its own name does. */
function addRatioNames(
  table: PhraseTable,
  metric: LexiconMetric,
  metrics: ReadonlyMap<string, LexiconMetric>,
  data: TenantData,
  reserved: ReadonlySet<string>,
): void {
  const { aggregation } = metric.definition
  if (aggregation.kind !== 'ratio') return
  const numerator = metrics.get(aggregation.numerator)
  const denominator = metrics.get(aggregation.denominator)
  if (!numerator || !denominator || metric.unit.kind === 'percent') return
  const isSpent = numerator.unit.kind === 'currency' && /cost|spend|expense/.test(numerator.id)
  for (const over of [numerator.label, numerator.id.replaceAll('_', ' '), ...(isSpent ? ['cost', 'spend'] : [])]) {
    for (const under of [denominator.label, denominator.id.replaceAll('_', ' '), ...numberedNames(denominator, data)]) {
      const name = `${over} per ${under}`
      if (hasMeaning(table, name, 'metric') || isReserved(table, name, reserved)) continue
      addPhrase(table, name, { kind: 'metric', metric: metric.id, weight: 0.95, rule: 'metric-ratio' })
    }
  }
}

/** "cases per invoice": records go by the names of the column that numbers them as well as by their count's. */
function numberedNames({ definition: { aggregation }, dataset }: LexiconMetric, data: TenantData): string[] {
  const model = data.datasets[dataset]?.model
  if (!model || aggregation.kind !== 'count_distinct') return []
  const numbers = model.columns.some(({ key, role }) => key === aggregation.column && role === 'identifier')
  const dimension = model.dimensions.find(({ column }) => column === aggregation.column)
  return numbers && dimension ? [dimension.label, ...dimension.synonyms] : []
}

function datasetName(metric: LexiconMetric, data: TenantData): string {
  return data.datasets[metric.dataset]?.model.dataset ?? ''
}

/** "churn" means the nearest churn metric the company has; nothing when a metric bears the word as its own name. */
function addEverydayWords(
  table: PhraseTable,
  metrics: ReadonlyMap<string, LexiconMetric>,
  taxonomy: Taxonomy,
  reserved: ReadonlySet<string>,
): void {
  for (const { word, candidates } of taxonomy.everydayWords) {
    if (hasMeaning(table, word, 'metric') || hasMeaning(table, word, 'implied')) continue
    if (isReserved(table, word, reserved)) continue
    const present = nearestMetrics(candidates, metrics, table)
    const far = !(candidates[0] ?? []).some((id) => present.includes(id))
    if (present.length > 0) addPhrase(table, word, { kind: 'implied', metrics: present, rank: null, verb: false, far })
  }
}

/** The names the company's model gives its metrics, which the taxonomy's synonyms of other metrics give way to. */
function claimedNames(
  metrics: ReadonlyMap<string, LexiconMetric>,
  table: PhraseTable,
): Map<string, ReadonlySet<string>> {
  const claims = new Map<string, Set<string>>()
  for (const { id, definition } of metrics.values()) {
    for (const synonym of definition.synonyms) {
      const key = keyOf(table, synonym)
      if (table.rulings.get(rulingKey('metric', id, key)) === null) continue
      claims.set(key, (claims.get(key) ?? new Set<string>()).add(id))
    }
  }
  return claims
}

/** Below this a synonym only hints at what it names. */
const strongHint = 0.9

/** What measures of money of the company's own end in: where it has "Booking Fees" a fee is one of them, and no revenue. */
function chargeHeads(
  metrics: ReadonlyMap<string, LexiconMetric>,
  taxonomy: Taxonomy,
  table: PhraseTable,
): ReadonlySet<string> {
  const known = new Set(taxonomy.metrics.map(({ id }) => id))
  const own = [...metrics.values()].filter(
    ({ id, unit, definition }) => !known.has(id) && unit.kind === 'currency' && definition.aggregation.kind === 'sum',
  )
  return new Set(
    own.map(
      ({ label }) =>
        keyOf(table, label.replace(/\(.*?\)/gu, ' '))
          .split(' ')
          .at(-1) ?? '',
    ),
  )
}

function addTaxonomyNames(
  table: PhraseTable,
  entry: MetricEntry,
  metric: LexiconMetric,
  reserved: ReadonlySet<string>,
  claims: ReadonlyMap<string, ReadonlySet<string>>,
  heads: ReadonlySet<string>,
): void {
  const add = (name: string, weight: number): void => {
    if (isReserved(table, name, reserved)) return
    if (weight < strongHint && heads.has(keyOf(table, name))) return
    const owners = claims.get(keyOf(table, name))
    if (owners && !owners.has(metric.id)) return
    addPhrase(table, name, { kind: 'metric', metric: metric.id, weight, rule: 'metric-synonym' })
  }
  add(entry.label, 1)
  for (const synonym of entry.synonyms) {
    add(synonym.text, synonym.weight)
    if (metric.unit.kind === 'percent') add(`${synonym.text} percent`, synonym.weight)
  }
  for (const negative of entry.negativeSynonyms) {
    addPhrase(table, negative, { kind: 'negative', metric: metric.id, phrase: negative.toLowerCase() })
  }
}

function addAbsentNames(
  table: PhraseTable,
  entry: MetricEntry,
  reserved: ReadonlySet<string>,
  { 'function-words': { rate } }: PhraseFiles,
): void {
  const names = [entry.label, entry.id.replaceAll('_', ' ')]
  for (const synonym of entry.synonyms) if (synonym.weight >= 0.8) names.push(synonym.text)
  for (const name of names) {
    // "revenue per customer" is a breakdown where the company has no such ratio.
    const words = name.split(' ')
    const at = words.findIndex((word) => rate.includes(word))
    if (at > 0 && hasMeaning(table, words.slice(at + 1).join(' '), 'dimension')) continue
    const taken = (['metric', 'implied', 'record', 'dimension'] as const).some((kind) => hasMeaning(table, name, kind))
    if (taken || isReserved(table, name, reserved)) continue
    addPhrase(table, name, { kind: 'absent', metric: entry.id, label: entry.label })
  }
}
