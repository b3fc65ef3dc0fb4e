import type { MetricDefinition } from '@salestalk/protocol'
import { pluralOf, readableName, readHeader } from './header.ts'
import { type MetricDraft, spokenForms } from './metric-draft.ts'
import { hasWord } from './name-index.ts'
import type { Noun } from './name-rows.ts'
import { nameTurned } from './name-turned.ts'
import type { ColumnReading } from './read-columns.ts'

/** Gives measures the words that their headers and their file imply: what a quantity counts, what an amount is of, whose actuals they are. */
export function nameMeasures(
  draft: MetricDraft,
  readings: readonly ColumnReading[],
  dataset: string,
  record: Noun,
): void {
  const stated = draft.metrics.flatMap((metric) => {
    const reading = readings.find(({ profile }) => profile.key === columnOf(metric))
    return reading?.role === 'measure' ? [{ metric, reading }] : []
  })
  nameByUnit(draft, stated, record)
  nameByCount(draft, stated, readings, record)
  nameByThing(draft, stated, readings, record)
  nameByDeed(draft, stated, readings, record)
  for (const { metric, reading } of stated) nameTurned(draft, metric, reading)
  nameActuals(draft, stated, readings, dataset)
}

interface Stated {
  readonly metric: MetricDefinition
  readonly reading: ColumnReading
}

/** The column whose numbers a metric adds up or averages, in whatever unit; null for all others. */
function columnOf({ aggregation }: MetricDefinition): string | null {
  if (!('expression' in aggregation)) return null
  const { expression } = aggregation
  if ('column' in expression) return expression.column
  const value = 'operands' in expression && expression.operator === 'divide' ? expression.operands : []
  const [over, under] = value
  return over && 'column' in over && under && 'constant' in under ? over.column : null
}

/** "Qty (cases)" are cases, "QtyShp (cs)" are cases shipped, and the kilometers are those of the only column that has some. */
function nameByUnit(draft: MetricDraft, stated: readonly Stated[], record: Noun): void {
  const { quantityUnits, efforts } = draft.context.taxonomy.columns
  const units = Object.keys(quantityUnits)
  const summed = stated.filter(({ metric }) => metric.aggregation.kind === 'sum' && metric.unit.kind !== 'currency')
  for (const { metric, reading } of summed) {
    const nouns = reading.header.counted.filter((noun) => noun !== record.plural)
    if (nouns.length === 0) continue
    const others = summed.filter(
      (other) => other.reading !== reading && other.reading.header.counted.some((noun) => nouns.includes(noun)),
    )
    const isSold = metric.id === 'units_sold'
    const isAlone = others.length === 0 && !nouns.some((noun) => efforts.units.includes(noun))
    const bare = spokenForms(reading, units).filter((form) => !units.includes(form.split(' ').at(-1) ?? ''))
    const words = nouns.flatMap((noun) => [
      ...(isSold || isAlone ? [noun, `number of ${noun}`] : []),
      ...(isSold ? [`${noun} sold`, `sold ${noun}`] : bare.flatMap((form) => countedForms(form, noun))),
    ])
    draft.rename(metric.id, words, isSold ? `${readableName(nouns[0] ?? '')} sold` : undefined)
    if (isSold) for (const id of ['asp', 'items_per_order']) nameByPiece(draft, id, nouns)
  }
}

/** "price per unit" is the price per case where cases are sold. */
function nameByPiece(draft: MetricDraft, id: string, nouns: readonly string[]): void {
  const words = draft.find(id)?.synonyms.filter((text) => /\bunits?\b/.test(text)) ?? []
  const renamed = nouns.flatMap((noun) => {
    const one = noun.replace(/(?<=(?:ss|sh|ch|x))es$|s$/, '')
    return words.map((text) => text.replace(/\bunits\b/g, noun).replace(/\bunit\b/g, one))
  })
  draft.rename(id, renamed)
}

function countedForms(form: string, noun: string): string[] {
  const rest = form.replace(/^(?:quantity|qty|volume) /, '')
  if (rest !== form) return [`${noun} ${rest}`, `${rest} ${noun}`]
  return form.endsWith(noun) ? [] : [`${form} ${noun}`, `${noun} of ${form}`]
}

/** "CB Count" are the chargebacks, where nothing else of the file is. */
function nameByCount(
  draft: MetricDraft,
  stated: readonly Stated[],
  readings: readonly ColumnReading[],
  record: Noun,
): void {
  const { tallies } = draft.context.taxonomy.columns.rowNames
  const known = wordsKnown(draft, readings, record)
  for (const { metric, reading } of stated) {
    const { words } = reading.header
    const noun = words.slice(0, -1).join(' ')
    if (noun === '' || !tallies.includes(words.at(-1) ?? '')) continue
    if (metric.unit.kind !== 'count' || metric.aggregation.kind !== 'sum') continue
    const many = pluralOf(noun)
    if (!known.has(noun) && !known.has(many)) draft.rename(metric.id, [many, `number of ${many}`])
  }
}

const amounts = new Set(['amount', 'amounts', 'value', 'sum'])

/** "Refund Amt" are the refunds, where nothing else of the file is. */
function nameByThing(
  draft: MetricDraft,
  stated: readonly Stated[],
  readings: readonly ColumnReading[],
  record: Noun,
): void {
  const { moneyThings } = draft.context.taxonomy.columns
  const known = wordsKnown(draft, readings, record)
  for (const { metric, reading } of stated) {
    const words = reading.header.words
    const [thing = '', amount = ''] = words
    const isAmount = words.length === 2 && amounts.has(amount) && moneyThings.includes(thing)
    if (!isAmount || metric.unit.kind !== 'currency' || metric.aggregation.kind !== 'sum') continue
    if (!known.has(thing) && !known.has(pluralOf(thing))) draft.rename(metric.id, [thing, pluralOf(thing)])
  }
}

/** Words that something of the file goes by already. */
function wordsKnown(draft: MetricDraft, readings: readonly ColumnReading[], record: Noun): ReadonlySet<string> {
  // "Discount" by itself is the amount given, where the rate is only worked out from it.
  const stated = draft.metrics.filter(({ aggregation }) => aggregation.kind !== 'ratio')
  return new Set([
    ...stated.flatMap(({ label, synonyms }) => [label.toLowerCase(), ...synonyms]),
    ...stated.flatMap(({ id }) => draft.ownWords.get(id) ?? []),
    ...readings.filter(({ role }) => role !== 'measure').map(({ header }) => header.forms[0] ?? ''),
    record.singular,
  ])
}

/** "Rooms Sold" are rooms, where nothing else of the file is: "how many rooms did we sell". */
function nameByDeed(
  draft: MetricDraft,
  stated: readonly Stated[],
  readings: readonly ColumnReading[],
  record: Noun,
): void {
  const { vague, fillers, money, efforts, deeds } = draft.context.taxonomy.columns
  const taken = new Set([...vague, ...fillers, ...money, ...efforts.units, ...efforts.dayUnits, record.plural])
  for (const { metric, reading } of stated) {
    const deed = reading.header.words.at(-1) ?? ''
    const noun = reading.header.words.slice(0, -1).join(' ')
    if (metric.unit.kind !== 'count' || metric.aggregation.kind !== 'sum') continue
    if (!/^\p{L}[\p{L} ]{2,}s$/u.test(noun) || !(deeds.includes(deed) || /\p{L}ed$/u.test(deed)) || taken.has(noun))
      continue
    const one = noun.slice(0, -1)
    const isShared = readings.some(({ header, profile }) => {
      const text = ` ${header.words.join(' ')} `
      return profile.key !== reading.profile.key && (text.includes(` ${noun} `) || text.includes(` ${one} `))
    })
    if (!isShared) draft.rename(metric.id, [noun, `number of ${noun}`])
  }
}

/** In a report of costs the actuals are what things cost, and the budget is what they were to cost. */
function nameActuals(
  draft: MetricDraft,
  stated: readonly Stated[],
  readings: readonly ColumnReading[],
  dataset: string,
): void {
  const { columns } = draft.context.taxonomy
  const { actual, budget, costs, earnings } = columns.actuals
  const speaks = ({ role, header }: ColumnReading): boolean => role !== 'measure' && hasWord(header, columns.spending)
  const isOfCosts = hasWord(readHeader(dataset, columns), columns.spending) || readings.some(speaks)
  const earns = readings.some(({ profile }) =>
    (profile.members ?? profile.samples).some((member) => earnings.includes(member.toLowerCase().trim())),
  )
  if (!isOfCosts || earns || ['revenue', 'gross_revenue', 'gross_profit'].some((id) => draft.has(id))) return
  const hasOther = ['cogs', 'opex', 'ad_spend'].some((id) => draft.has(id))
  for (const { metric, reading } of stated) {
    if (metric.unit.kind !== 'currency' || metric.aggregation.kind !== 'sum') continue
    const isNamed = (names: readonly string[]): boolean => reading.header.written.some((form) => names.includes(form))
    if (isNamed(actual)) {
      const words = costs.flatMap((word) => [`actual ${word}`, ...(hasOther ? [] : [word])])
      draft.rename(metric.id, words, undefined, 'up_is_bad')
    } else if (isNamed(budget)) {
      const words = costs.flatMap((word) => ['budgeted', 'budget', 'planned'].map((plan) => `${plan} ${word}`))
      draft.rename(metric.id, [...words, 'cost budget'])
    }
  }
}
