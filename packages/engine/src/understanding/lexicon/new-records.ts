import type { TenantData } from '../../model/tenant-data.ts'
import type { PhraseFiles } from '../phrases/schema.ts'
import type { MemberList } from './member-builder.ts'
import { addMeaning, type PhraseTable } from './phrase-table.ts'
import { countsOfRows } from './record-acts.ts'
import type { LexiconMetric, Meaning } from './types.ts'

/** The rule of records that are new in a period. */
export const newRule = 'metric-new'

/** Of a dimension with more members than this, none says what is new. */
const mostKinds = 12
/** Looser names of the measure are left as they are. */
const leastWeight = 0.9

/**
 * "new deals in May": where records are dated by their beginning, all of a period are those that were new in it, unless the data tells new
 * ones from others.
 */
export function addNewRecords(
  table: PhraseTable,
  metrics: ReadonlyMap<string, LexiconMetric>,
  data: TenantData,
  members: readonly MemberList[],
  grammar: PhraseFiles,
): void {
  const { dating } = grammar['implied-metrics']
  data.datasets.forEach(({ model }, dataset) => {
    const beginnings = (column: string | null): string[] => {
      const name = model.columns.find(({ key }) => key === column)?.name.toLowerCase() ?? ''
      const parts = name.split(/[^\p{L}]+/u)
      return dating.flatMap(({ columns, beginning }) => (columns.some((word) => parts.includes(word)) ? beginning : []))
    }
    const kinds = members.filter((list) => list.dataset === model.dataset && list.values.length <= mostKinds)
    const isTold = (word: string): boolean =>
      kinds.some(({ values }) => values.some((value) => `${value.toLowerCase()} `.startsWith(`${word} `)))
    for (const id of countsOfRows(metrics, dataset, model.columns)) {
      const words = beginnings(metrics.get(id)?.definition.timeColumn ?? null).filter((word) => !isTold(word))
      for (const word of words) addNew(table, word, id)
    }
  })
}

function addNew(table: PhraseTable, word: string, metric: string): void {
  for (const [key, meanings] of [...table.meanings]) {
    const meaning = meanings.find((other) => isNamed(other, metric))
    const phrase = `${word} ${key}`
    if (!meaning || table.meanings.has(phrase) || key.startsWith(`${word} `)) continue
    addMeaning(table, phrase, { ...meaning, rule: newRule })
    table.longest = Math.max(table.longest, phrase.split(' ').length)
  }
}

function isNamed(meaning: Meaning, metric: string): meaning is Extract<Meaning, { kind: 'metric' }> {
  return meaning.kind === 'metric' && meaning.metric === metric && meaning.weight >= leastWeight
}
