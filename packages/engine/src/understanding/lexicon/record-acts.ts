import type { TenantData } from '../../model/tenant-data.ts'
import type { PhraseFiles } from '../phrases/schema.ts'
import { nameKeys } from '../text/words.ts'
import { measureColumn } from './measure-column.ts'
import { addPhrase, type PhraseTable } from './phrase-table.ts'
import type { LexiconMetric } from './types.ts'

const actWeight = 0.95

/** Rows that a column of money calls what is done once a row: with a "Job Cost", tickets are jobs too, unless the word means something else. */
export function addRecordActs(
  table: PhraseTable,
  metrics: ReadonlyMap<string, LexiconMetric>,
  data: TenantData,
  { 'short-names': { acts } }: PhraseFiles,
): void {
  const { equivalents } = table
  for (const metric of metrics.values()) {
    const { definition, unit, dataset } = metric
    const model = data.datasets[dataset]?.model
    const column = measureColumn(definition)
    const header = model?.columns.find(({ key }) => key === column)?.name
    if (header === undefined || unit.kind !== 'currency' || !model || isPartOfRecord(model.record.singular)) continue
    const [act = '', money = '', ...others] = nameKeys(header.replaceAll('_', ' '), equivalents)
    if (others.length > 0 || !acts.nouns.includes(act) || !acts.money.includes(money)) continue
    const known = (table.meanings.get(act) ?? []).filter(({ kind }) => kind !== 'absent' && kind !== 'absent_dimension')
    if (known.some(({ kind }) => kind !== 'ignorable')) continue
    table.meanings.delete(act)
    addPhrase(table, act, { kind: 'record', dataset })
    const counts = countsOfRows(metrics, dataset, model.columns)
    for (const id of counts)
      addPhrase(table, act, { kind: 'metric', metric: id, weight: actWeight, rule: 'metric-act' })
    const each = averageOf(metrics, metric)
    if (each === undefined) continue
    addPhrase(table, `${money} per ${act}`, { kind: 'metric', metric: each, weight: 1, rule: 'metric-act' })
  }
}

/** "which customers hired a digger" where a file has a "Hire Start": whoever is in such records has done just that. */
export function addActVerbs(table: PhraseTable, data: TenantData, { 'short-names': { acts } }: PhraseFiles): void {
  const said = new Set(
    data.datasets.flatMap(({ model }) => {
      const names = [model.record.singular, ...model.columns.map(({ name }) => name.replaceAll('_', ' '))]
      return names.flatMap((name) => nameKeys(name, table.equivalents))
    }),
  )
  for (const [noun, forms] of Object.entries(acts.verbs)) {
    if (!said.has(noun)) continue
    for (const form of forms) {
      const [key = ''] = nameKeys(form, table.equivalents)
      const known = table.meanings.get(key) ?? []
      if (known.every(({ kind }) => kind === 'absent')) addPhrase(table, form, { kind: 'ignorable', group: 'verbs' })
    }
  }
}

/** The measure that counts the rows, by themselves or by what numbers them. */
export function countsOfRows(
  metrics: ReadonlyMap<string, LexiconMetric>,
  dataset: number,
  columns: TenantData['datasets'][number]['model']['columns'],
): string[] {
  const counts = [...metrics.values()].filter((metric) => {
    const { aggregation } = metric.definition
    if (metric.dataset !== dataset || !('where' in aggregation) || aggregation.where.length > 0) return false
    if (aggregation.kind === 'count') return true
    if (aggregation.kind !== 'count_distinct') return false
    return columns.some(({ key, role }) => key === aggregation.column && role === 'identifier')
  })
  const most = Math.max(...counts.map(({ importance }) => importance))
  return counts.filter(({ importance }) => importance === most).map(({ id }) => id)
}

/** The average, for each row, of what a metric adds up. */
function averageOf(
  metrics: ReadonlyMap<string, LexiconMetric>,
  { definition: sum, dataset }: LexiconMetric,
): string | undefined {
  return [...metrics.values()].find(
    ({ definition, dataset: own }) =>
      own === dataset && definition.aggregation.kind === 'average' && measureColumn(definition) === measureColumn(sum),
  )?.id
}

/** "order line": several rows are one of what the money is of. */
function isPartOfRecord(noun: string): boolean {
  return noun.includes(' ')
}
