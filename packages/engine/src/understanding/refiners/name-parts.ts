import { bind, type Draft, fire, type Item, isCue, neighbor } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { measureColumn } from '../lexicon/measure-column.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { nameKeys } from '../text/words.ts'
import { addMetric } from './add-metric.ts'
import { issue } from './issues.ts'

/** Words that stand beside a measure and are a part of its own name, or say the same of it again. */
export function linkNameParts(draft: Draft): void {
  for (const item of draft.items) {
    const metric = incomeOf(draft, item) ?? netOf(draft, item) ?? scoreOf(draft, item)
    if (metric !== undefined) passOver(draft, item, metric)
  }
  afterDiscount(draft)
  grossBeside(draft)
  sayGross(draft)
  sayNet(draft)
  askScore(draft)
  boundScore(draft)
  beforeDiscount(draft)
}

function passOver(draft: Draft, item: Item, metric: string): void {
  const slot = draft.metrics.findIndex((each) => each.item === item)
  if (slot >= 0) draft.metrics.splice(slot, 1)
  bind(item, 'metric', metric)
  fire(draft, 'metric-part')
}

/** "premium income", "extras income": income of that kind is the money itself, and no other measure beside it. */
function incomeOf(draft: Draft, item: Item): string | undefined {
  const { kind } = item.meaning
  if ((kind !== 'unknown' && kind !== 'metric' && kind !== 'absent') || item.to - item.from > 1) return undefined
  const word = draft.message.words[item.from]
  const before = draft.items[item.index - 1]
  if (word?.gap !== 'space' || before?.role !== 'metric' || before.meaning.kind !== 'metric') return undefined
  if (!draft.lexicon.grammar['implied-metrics'].parts.income.includes(word.normal)) return undefined
  // "sales receipts" may be counted.
  if (kind === 'metric' && draft.lexicon.metrics.get(item.boundTo ?? '')?.unit.kind !== 'currency') return undefined
  const metric = draft.lexicon.metrics.get(before.boundTo ?? '')
  const words = metric ? namesOf(draft, metric) : []
  const { expenses } = draft.lexicon.grammar['implied-metrics'].parts
  const comes = metric?.direction !== 'up_is_bad' && !words.some((other) => expenses.includes(other))
  const sum = metric?.unit.kind === 'currency' && metric.definition.aggregation.kind === 'sum'
  return comes && sum ? metric.id : undefined
}

/** "net turnover", "what did we bill them net": the only measure asked for is called so anyway. */
function netOf(draft: Draft, item: Item): string | undefined {
  if (item.meaning.kind !== 'unknown' || item.role !== null || item.to - item.from > 1) return undefined
  const word = draft.message.words[item.from]?.normal ?? ''
  if (!draft.lexicon.grammar['implied-metrics'].parts.bases.includes(word)) return undefined
  const metric = onlyMetric(draft)
  if (!metric) return undefined
  const header = headerOf(draft, metric).map((name) => (name.startsWith(word) ? word : name))
  return [...namesOf(draft, metric), ...header].includes(word) ? metric.id : undefined
}

/** The words of the heading a measure is read from: "Net Val", "Nett". */
function headerOf({ lexicon }: Draft, { dataset, definition }: LexiconMetric): string[] {
  const key = measureColumn(definition)
  const column = lexicon.datasets[dataset]?.model.columns.find((candidate) => candidate.key === key)
  return column?.name.toLowerCase().split(/\P{L}+/u) ?? []
}

/** "what NPS did each region score": a verb of what is given as a score. */
function scoreOf(draft: Draft, item: Item): string | undefined {
  if (item.meaning.kind !== 'unknown' || item.role !== null || item.to - item.from > 1) return undefined
  const word = draft.message.words[item.from]?.normal ?? ''
  const metric = onlyMetric(draft)
  if (metric?.unit.kind !== 'score' || !draft.lexicon.grammar['implied-metrics'].parts.scoring.includes(word))
    return undefined
  const subject = neighbor(draft, item, -1)
  const does = subject?.role === 'value' || subject?.meaning.kind === 'dimension'
  return does ? metric.id : undefined
}

/** "how do guests rate the Harbor Inn", "how is the Harbor Inn rated": the one measure that is a mark. */
function askScore(draft: Draft): void {
  const { scoring, scored } = draft.lexicon.grammar['implied-metrics'].parts
  const says = ({ meaning, from, to }: Item, words: readonly string[]): boolean =>
    meaning.kind === 'unknown' && to === from + 1 && words.includes(draft.message.words[from]?.normal ?? '')
  const verb = draft.items.find((item) => says(item, [...scoring, ...scored]))
  const subject = verb && draft.items[verb.index - 1]
  const asks = draft.items.some((item) => isCue(item, 'what') && isFunctionWord(draft.message, item.from, 'how'))
  if (!verb || !subject || !asks) return
  const doer = ['metric', 'absent', 'dimension'].includes(subject.meaning.kind)
  const isMarked = subject.role === 'value' && says(verb, scored)
  if (!(doer || isMarked) || draft.metrics.some(({ item }) => item !== subject)) return
  const metric = onlyMark(draft)
  if (!metric) return
  draft.metrics.splice(0)
  addMetric(draft, metric.id, verb, 'implied', 'metric-score')
  if (doer) bind(subject, 'ignorable', null)
  for (const item of draft.items) if (isCue(item, 'average')) bind(item, 'metric', metric.id)
}

/** The one measure that is a mark. */
function onlyMark({ lexicon }: Draft): LexiconMetric | undefined {
  const { marks } = lexicon.grammar['implied-metrics'].parts
  const [metric, other] = [...lexicon.metrics.values()].filter(({ unit, definition, label }) => {
    const isMark = unit.kind === 'score' && definition.aggregation.kind === 'average'
    return isMark && nameKeys(label, lexicon.grammar.equivalents).some((word) => marks.includes(word))
  })
  return other ? undefined : metric
}

/** "visits scored below 5", "rated under 8 on average": the number bounds the mark, and no amount of money. */
function boundScore(draft: Draft): void {
  const { scoring, scored } = draft.lexicon.grammar['implied-metrics'].parts
  for (const [position, threshold] of draft.thresholds.entries()) {
    const [first] = threshold.items
    const last = threshold.items.at(-1)
    const verb = first && draft.items[first.index - 1]
    if (!verb || !last || threshold.metric !== undefined || verb.to !== verb.from + 1) continue
    if (!['unknown', 'ignorable'].includes(verb.meaning.kind) || isMeasure(neighbor(draft, last, 1))) continue
    const word = draft.message.words[verb.from]?.normal ?? ''
    if (![...scoring, ...scored].includes(word) || isMeasure(neighbor(draft, verb, -1), 'score')) continue
    const metric = onlyMark(draft)
    if (!metric) {
      issue(draft, 'missing_metric', 'Which measure is the mark?', 2.5)
      continue
    }
    draft.thresholds[position] = { ...threshold, metric: metric.id }
    bind(verb, 'metric', metric.id)
    for (const item of draft.items) if (isCue(item, 'average')) bind(item, 'metric', metric.id)
    fire(draft, 'threshold-mark')
  }

  function isMeasure(item: Item | undefined, kind?: string): boolean {
    if (item?.meaning.kind !== 'metric') return kind === undefined && item?.meaning.kind === 'dimension'
    return kind === undefined || draft.lexicon.metrics.get(item.meaning.metric)?.unit.kind === kind
  }
}

/** "sales before discount" are the gross sales where the company has them, and "gross sales, before any discount" no others. */
function beforeDiscount(draft: Draft): void {
  const [slot, discount, other] = draft.metrics
  const noun = discount?.item
  if (!slot?.item || !noun || other || noun.index < slot.item.index) return
  const beside = neighbor(draft, noun, -1)
  const all = beside && isCue(beside, 'all') ? beside : null
  const before = all ? neighbor(draft, all, -1) : beside
  if (before?.meaning.kind !== 'unknown' || !isFunctionWord(draft.message, before.from, 'before_taking_off')) return
  const gross = grossOf(draft, slot.id, discount.id)
  if (gross === undefined) return
  draft.metrics.splice(0, 2, { ...slot, id: gross, rule: 'metric-gross' })
  for (const item of [slot.item, before, noun, ...(all ? [all] : [])]) bind(item, 'metric', gross)
  fire(draft, 'metric-gross')
}

/** "sales net of discounts", "turnover after discounts": the net sales of a company that has the gross ones as well. */
function afterDiscount(draft: Draft): void {
  const discount = draft.metrics.at(-1)
  const noun = discount?.item
  const { message, lexicon } = draft
  const { net, bases } = lexicon.grammar['implied-metrics'].parts
  const sales = draft.metrics.filter((slot) => slot !== discount)
  const [slot] = sales
  if (!noun || !slot?.item || !net.includes(slot.id) || sales.some(({ id }) => id !== slot.id)) return
  if (grossOf(draft, slot.id, discount.id) === undefined || noun.index < slot.item.index) return
  const first = isFunctionWord(message, noun.from - 1, 'part_of') ? noun.from - 2 : noun.from - 1
  const word = draft.items.find(({ from, to }) => from === first && to === first + 1)
  const isNet = first < noun.from - 1 && bases.includes(message.words[first]?.normal ?? '')
  if (!word || !(isNet || isFunctionWord(message, first, 'behind_taking_off'))) return
  draft.metrics.splice(0, draft.metrics.length, slot)
  for (const item of [word, noun]) bind(item, 'metric', slot.id)
  fire(draft, 'metric-net')
}

/** "gross turnover": the gross sales of a company that has both, although the first word is a verb or a measure elsewhere. */
function grossBeside(draft: Draft): void {
  const { gross, net, grossly } = draft.lexicon.grammar['implied-metrics'].parts
  const slot = draft.metrics.find(({ id, item }) => item !== null && net.includes(id))
  const noun = slot?.item
  const word = noun && draft.items[noun.index - 1]
  const whole = gross.find((id) => draft.lexicon.metrics.has(id))
  if (!slot || !noun || !word || whole === undefined || word.to > word.from + 1) return
  if (!['implied', 'metric', 'unknown'].includes(word.meaning.kind) || word.to !== noun.from) return
  if (draft.message.words[noun.from]?.gap !== 'space') return
  if (!grossly.includes(draft.message.words[word.from]?.normal ?? '')) return
  const others = draft.metrics.filter((each) => each !== slot && each.item !== word)
  draft.metrics.splice(0, draft.metrics.length, { ...slot, id: whole, rule: 'metric-gross' }, ...others)
  for (const item of [word, noun]) bind(item, 'metric', whole)
  fire(draft, 'metric-gross')
}

/** "gross by region", "what did we bill gross": gross sales, where the word is a verb of taking in elsewhere. */
function sayGross(draft: Draft): void {
  const { gross, net, grossly } = draft.lexicon.grammar['implied-metrics'].parts
  const whole = gross.find((id) => draft.lexicon.metrics.has(id))
  const [slot, other] = draft.metrics
  const word = draft.items.find(
    ({ meaning, from, to }) =>
      meaning.kind === 'implied' && to === from + 1 && grossly.includes(draft.message.words[from]?.normal ?? ''),
  )
  if (!word || !slot || other || whole === undefined || !net.includes(slot.id) || slot.item?.meaning.kind !== 'implied')
    return
  draft.metrics.splice(0, 1, { ...slot, id: whole, rule: 'metric-gross' })
  for (const item of [word, slot.item]) bind(item, 'metric', whole)
  fire(draft, 'metric-gross')
}

/** "our net for May": the only amount that is called so, where nothing else is asked for. */
function sayNet(draft: Draft): void {
  const { bases } = draft.lexicon.grammar['implied-metrics'].parts
  const word = draft.items.find(
    ({ meaning, from, to }) =>
      meaning.kind === 'unknown' && to === from + 1 && bases.includes(draft.message.words[from]?.normal ?? ''),
  )
  const next = word && draft.items[word.index + 1]
  const spoken = next?.meaning.kind === 'ignorable' || isCue(next, 'group') || next?.meaning.kind === 'time'
  if (!word || draft.metrics.length > 0 || (next && !spoken) || isFunctionWord(draft.message, word.to, 'part_of'))
    return
  const base = draft.message.words[word.from]?.normal ?? ''
  const called = [...draft.lexicon.metrics.values()].filter(
    (metric) => metric.unit.kind === 'currency' && namesOf(draft, metric).includes(base),
  )
  const [metric, other] = called
  if (metric && !other) addMetric(draft, metric.id, word, 'stated', 'metric-net')
}

/** The measure of what was sold before discounts were taken off, of which the other is what is left. */
function grossOf({ lexicon }: Draft, sales: string, discount: string): string | undefined {
  const { gross, net, discounts } = lexicon.grammar['implied-metrics'].parts
  const taken = lexicon.metrics.get(discount)
  const whole = gross.map((id) => lexicon.metrics.get(id)).find((metric) => metric !== undefined)
  if (!whole || !taken || whole.dataset !== taken.dataset || !(net.includes(sales) || sales === whole.id))
    return undefined
  const words = nameKeys(taken.label, lexicon.grammar.equivalents)
  return discounts.some((word) => words.includes(word)) ? whole.id : undefined
}

function onlyMetric({ metrics, lexicon }: Draft): LexiconMetric | undefined {
  return metrics.length === 1 ? lexicon.metrics.get(metrics[0]?.id ?? '') : undefined
}

function namesOf({ lexicon }: Draft, { label }: LexiconMetric): string[] {
  return nameKeys(label, lexicon.grammar.equivalents)
}
