import { bind, type Draft, type Item, isCue, neighbor } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { nameKeys } from '../text/words.ts'
import { addMetric } from './add-metric.ts'
import { recordCount } from './record-counts.ts'

/** "how many people did we place", "who placed the most people": where a record is one person placed, people are counted by the records. */
export function countPeople(draft: Draft): void {
  const { lexicon, message } = draft
  const item = draft.items.find(
    ({ meaning, from, role }) => meaning.kind === 'unknown' && role === null && isFunctionWord(message, from, 'people'),
  )
  if (!item || countsThem(draft, item) || lexicon.datasets.length !== 1) return
  const noun = nameKeys(lexicon.datasets[0]?.model.record.singular ?? '', lexicon.grammar.equivalents).join(' ')
  const acts = lexicon.grammar['implied-metrics'].persons[noun] ?? []
  if (!message.words.some(({ normal }) => acts.includes(normal))) return
  const before = neighbor(draft, item, -1)
  const metric = recordCount(draft, 0)
  const counted = isCue(before, 'how_many') || isCue(before, 'top', 'bottom')
  if (!before || !counted || metric === undefined || draft.metrics.some(({ id }) => id !== metric)) return
  if (draft.metrics.length === 0) addMetric(draft, metric, item, 'implied', 'metric-people')
  bind(item, 'metric', metric)
  if (before.role === null && isCue(before, 'how_many')) bind(before, 'metric', metric)
}

/** "how many people did we hire": whom a measure counts anyway in a file of staff. */
function countsThem(draft: Draft, item: Item): boolean {
  const [slot, another] = draft.metrics
  const before = neighbor(draft, item, -1)
  const metric = draft.lexicon.metrics.get(slot?.id ?? '')
  if (!metric || another || metric.unit.kind !== 'count' || !isCue(before, 'how_many') || !before) return false
  const ofStaff = [...draft.lexicon.metrics.values()].some(
    ({ dataset, subject }) => dataset === metric.dataset && subject === staff,
  )
  if (!ofStaff || (slot?.item?.index ?? -1) < item.index) return false
  bind(item, 'metric', metric.id)
  if (before.role === null) bind(before, 'metric', metric.id)
  return true
}

const staff = 'people'
