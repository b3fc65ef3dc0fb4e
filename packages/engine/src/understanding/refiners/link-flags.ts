import { bind, type Draft, evidence, fire, type Item, isCue, isPlural, neighbor } from '../draft.ts'

const openers = ['group', 'which', 'what', 'top', 'bottom', 'best', 'worst', 'rank', 'list', 'compare'] as const

/** "damaged shipments", "bookings that were not cancelled": the name of a yes/no column is an adjective wherever nothing is split by it. */
export function linkFlags(draft: Draft): void {
  for (const item of draft.items) {
    if (item.meaning.kind !== 'dimension' || item.role !== null) continue
    const flag = draft.lexicon.flags.get(item.meaning.dimension)
    const before = neighbor(draft, item, -1)
    if (!flag || splits(draft, item, before)) continue
    const { dimension } = item.meaning
    const denies = isCue(before, 'exclude') && before !== undefined
    bind(item, 'value', dimension)
    if (denies) bind(before, 'operator', dimension)
    const value = denies ? (flag.no ?? flag.yes) : flag.yes
    if (!denies && isCounted(draft, dimension, value)) continue
    draft.filters.push({
      dimension,
      operator: denies && flag.no === null ? 'not_in' : 'in',
      values: [value],
      status: 'stated',
      ...evidence(draft, denies ? [before, item] : [item]),
      rule: 'filter-flag',
    })
    fire(draft, 'filter-flag')
  }
}

/** "by damaged" and "damaged or not" split; "which damaged shipments" does not. */
function splits(draft: Draft, item: Item, before: Item | undefined): boolean {
  const after = draft.items[item.index + 1]
  if (isCue(before, 'group')) return true
  // "list no-shows": things of that kind.
  if (isPlural(draft, item)) return false
  const joined =
    isCue(before, 'and') && before !== undefined && neighbor(draft, before, -1)?.meaning.kind === 'dimension'
  const describes =
    after !== undefined && ['metric', 'implied', 'record', 'dimension', 'value'].includes(after.meaning.kind)
  return joined || (openers.some((cue) => isCue(before, cue)) && !describes)
}

/** Whether a measure of the question counts just these rows already. */
function isCounted(draft: Draft, dimension: string, value: string): boolean {
  return draft.items.some(({ meaning }) => {
    const metric = meaning.kind === 'metric' ? draft.lexicon.metrics.get(meaning.metric) : undefined
    if (!metric || !('where' in metric.definition.aggregation)) return false
    const entries = draft.lexicon.datasets[metric.dataset]?.model.dimensions
    const column = entries?.find(({ id }) => id === dimension)?.column
    return metric.definition.aggregation.where.some(
      (condition) => condition.column === column && condition.values.map(String).includes(value),
    )
  })
}

/** What counts the rows a yes/no column affirms: "which color is returned the most" ranks by returns, where it names no other measure. */
export function takeFlagCount(draft: Draft): string | undefined {
  const filter = draft.filters.find(({ rule, operator }) => rule === 'filter-flag' && operator === 'in')
  if (!filter) return undefined
  const value = String(filter.values[0])
  const metric = [...draft.lexicon.metrics.values()].find(
    ({ dataset, definition: { aggregation } }) =>
      (aggregation.kind === 'count' || aggregation.kind === 'count_distinct') &&
      aggregation.where.length === 1 &&
      aggregation.where.some(
        ({ column, values }) =>
          column === columnOf(draft, dataset, filter.dimension) && values.map(String).join() === value,
      ),
  )
  if (!metric) return undefined
  draft.filters.splice(draft.filters.indexOf(filter), 1)
  return metric.id
}

function columnOf(draft: Draft, dataset: number, dimension: string): string | undefined {
  return draft.lexicon.datasets[dataset]?.model.dimensions.find(({ id }) => id === dimension)?.column
}
