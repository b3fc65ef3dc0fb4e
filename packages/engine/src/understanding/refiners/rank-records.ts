import type { Condition } from '@salestalk/protocol'
import { bind, type Draft, fire, type Item, isCue, isPlural, keyOf, neighbor, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { thingRule } from '../lexicon/thing-nouns.ts'
import { issue } from './issues.ts'
import { addGrouping } from './link-grouping.ts'
import type { RankRequest } from './link-rank.ts'
import { countedDimension } from './list-counted.ts'

/**
 * "biggest deal", "top 5 orders by profit": the records themselves are ranked, by their identifier, by the amount named or the
 * main amount of their data.
 */
export function rankRecords(draft: Draft, rank: RankRequest | null): void {
  if (!rank || asksForNumber(draft, rank.cue)) return
  if (draft.groupings.length > 0 || draft.grain !== null) {
    refuseLargestOf(draft, rank.cue)
    return
  }
  const noun = rankedNoun(draft, rank.cue)
  const identity = noun ? identityOf(draft, noun) : null
  if (!noun || !identity) return
  if (isCommon(draft, rank.cue)) {
    rankKinds(draft, rank, noun)
    return
  }
  // "biggest deal ever won": the noun's count, with whatever condition, is always one for a single record.
  const counts = draft.metrics.filter(({ id, item }) => item === noun || countsOnes(draft, id, identity.dataset))
  const measures = draft.metrics.filter((metric) => !counts.includes(metric))
  const amount = measures[0]?.id ?? (isVague(draft, rank.cue) ? undefined : mainAmount(draft, identity.dataset))
  if (amount === undefined) return
  for (const metric of new Set([noun.boundTo, ...counts.map(({ id }) => id)]))
    keepConditions(draft, metric, rank.goodness === 'top' || rank.goodness === 'best' ? amount : null)
  draft.metrics.splice(0, draft.metrics.length, ...measures)
  bind(noun, 'dimension', identity.dimension)
  addGrouping(draft, { ...noun, meaning: { kind: 'dimension', dimension: identity.dimension, weight: 1 } }, false)
  if (measures.length === 0) {
    draft.metrics.push({
      id: amount,
      status: 'implied',
      text: null,
      span: null,
      rule: 'metric-rank-default',
      item: null,
    })
  }
  draft.record = null
  if (rank.limit === null && !isPlural(draft, noun)) rank.limit = 1
  fire(draft, 'rank-records')
}

/** "the most common issue": how often there is one says something of its kinds alone. */
function isCommon({ message, lexicon }: Draft, cue: Item): boolean {
  const { common } = lexicon.grammar['implied-metrics']
  return message.words.slice(cue.from, cue.to).some(({ normal }) => common.includes(normal))
}

/** Ranks the issue types by their issues, where one column says of what kind the records are. */
function rankKinds(draft: Draft, rank: RankRequest, noun: Item): void {
  const { sorting } = draft.lexicon.grammar['short-names']
  const { stem: word } = draft.message.words[noun.to - 1] ?? { stem: '' }
  const kinds = draft.lexicon.dimensions.filter(({ label }) => {
    const words = label.toLowerCase().split(/[^a-z]+/)
    return words.includes(word) && sorting.includes(words.at(-1) ?? '')
  })
  const [kind, ...others] = kinds
  if (!kind || others.length > 0) {
    issue(draft, 'unknown_dimension', `What kinds of ${wordsOf(draft, noun)} should be counted: which dimension?`, 2.5)
    return
  }
  addGrouping(draft, { ...noun, meaning: { kind: 'dimension', dimension: kind.id, weight: 1 } }, false)
  if (rank.limit === null && !isPlural(draft, noun)) rank.limit = 1
  fire(draft, 'rank-kinds')
}

/** "which rep closed the biggest deal" looks for one record, which counting deals per rep does not find. */
function refuseLargestOf(draft: Draft, cue: Item): void {
  const noun = rankedNoun(draft, cue)
  if (!noun || noun.to - noun.from > 1 || isPlural(draft, noun) || !identityOf(draft, noun)) return
  draft.issues.push({
    reason: 'unsupported_operation',
    message: `I cannot look for one ${wordsOf(draft, noun)} within groups yet; I can rank the groups, or all of them.`,
    suggestions: [],
    severity: 2.6,
    final: true,
  })
}

/** "the longest deal" does not say what is measured. */
function isVague(draft: Draft, cue: Item): boolean {
  const { vague } = draft.lexicon.grammar['implied-metrics']
  return draft.message.words.slice(cue.from, cue.to).some((word) => vague.includes(word.normal))
}

/** "most orders" counts orders, "biggest order" picks one. */
function asksForNumber(draft: Draft, cue: Item): boolean {
  return cue.meaning.kind !== 'cue' || isFunctionWord(draft.message, cue.to - 1, 'most')
}

function rankedNoun(draft: Draft, cue: Item): Item | null {
  let item = neighbor(draft, cue, 1)
  while (item && (item.meaning.kind === 'number' || item.meaning.kind === 'value' || item.role === 'rank')) {
    item = neighbor(draft, item, 1)
  }
  return item && isNoun(item) ? item : askedNoun(draft, cue)
}

/** "which car sat longest in stock": the records asked for before the ranking word. */
function askedNoun(draft: Draft, cue: Item): Item | null {
  const asks = draft.items.find((item) => isCue(item, 'which') && item.index < cue.index)
  let item = asks && neighbor(draft, asks, 1)
  while (item && item.meaning.kind === 'value') item = neighbor(draft, item, 1)
  return item && item.index < cue.index && (item.meaning.kind === 'record' || item.rule === thingRule) ? item : null
}

function isNoun({ meaning }: Item): boolean {
  return meaning.kind === 'record' || meaning.kind === 'metric' || meaning.kind === 'implied'
}

function countsOnes(draft: Draft, id: string, dataset: number): boolean {
  const metric = draft.lexicon.metrics.get(id)
  return metric?.dataset === dataset && ['count', 'count_distinct'].includes(metric.definition.aggregation.kind)
}

/** The dimension that tells the counted records apart, when the company can group by it. */
function identityOf(draft: Draft, noun: Item): { dimension: string; dataset: number } | null {
  const { lexicon } = draft
  const metric = lexicon.metrics.get(noun.boundTo ?? '')
  const position = noun.meaning.kind === 'record' ? noun.meaning.dataset : metric?.dataset
  const dataset = lexicon.datasets[position ?? -1]
  if (position === undefined || !dataset) return null
  const aggregation = metric?.definition.aggregation
  const counted = aggregation?.kind === 'count_distinct' ? aggregation.column : null
  if (noun.meaning.kind !== 'record' && counted === null && aggregation?.kind !== 'count') return null
  const identifiers = dataset.model.columns.filter((column) => column.role === 'identifier').map(({ key }) => key)
  const column = counted ?? identifiers[0]
  const byColumn = dataset.model.dimensions.find((entry) => entry.column === column)?.id
  // "second biggest account": by its name, where its number has a column of its own.
  const named = metric && counted !== null ? countedDimension(draft, metric.id) : null
  const isNamed = named !== null && meansDimension(draft, noun, named)
  const dimension = isNamed ? named : byColumn
  return dimension ? { dimension, dataset: position } : null
}

function meansDimension(draft: Draft, noun: Item, dimension: string): boolean {
  const meanings = draft.lexicon.phrases.get(keyOf(draft, noun)) ?? []
  return meanings.some((meaning) => meaning.kind === 'dimension' && meaning.dimension === dimension)
}

function mainAmount(draft: Draft, dataset: number): string | undefined {
  const amounts = [...draft.lexicon.metrics.values()].filter(
    ({ unit, definition, dataset: own }) =>
      own === dataset && unit.kind === 'currency' && definition.aggregation.kind === 'sum',
  )
  return amounts.sort((left, right) => right.importance - left.importance)[0]?.id
}

/** Won revenue adds up won deals alone as it is: lost ones have none of it, which only matters where the least is looked for. */
function isWithin(draft: Draft, amount: string, { column, operator, values }: Condition): boolean {
  const aggregation = draft.lexicon.metrics.get(amount)?.definition.aggregation
  if (!aggregation || !('where' in aggregation)) return false
  return aggregation.where.some(
    (own) => own.column === column && own.operator === operator && own.values.join() === values.join(),
  )
}

/** "smallest deal won": what the noun's own count leaves out stays left out. */
function keepConditions(draft: Draft, counted: string | null, amount: string | null): void {
  const metric = draft.lexicon.metrics.get(counted ?? '')
  const aggregation = metric?.definition.aggregation
  if (!metric || !aggregation || !('where' in aggregation)) return
  const dimensions = draft.lexicon.datasets[metric.dataset]?.model.dimensions ?? []
  for (const condition of aggregation.where) {
    const dimension = dimensions.find((entry) => entry.column === condition.column)
    if (!dimension || (condition.operator !== 'in' && condition.operator !== 'not_in')) continue
    if (amount !== null && isWithin(draft, amount, condition)) continue
    draft.filters.push({
      dimension: dimension.id,
      operator: condition.operator,
      values: [...condition.values],
      status: 'implied',
      text: null,
      span: null,
      rule: 'rank-records',
    })
  }
}
