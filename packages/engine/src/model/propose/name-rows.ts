import type { MetricDefinition } from '@salestalk/protocol'
import type { ColumnVocabulary, Taxonomy } from '../../taxonomy/index.ts'
import { pluralOf, readHeader, squash } from './header.ts'
import type { ColumnReading } from './read-columns.ts'
import type { RowNature } from './row-nature.ts'

export interface Noun {
  readonly singular: string
  readonly plural: string
}

/** What counts the rows, by how certain it is that it does. */
const rowCounts = ['order_count', 'record_count'] as const

/**
 * What the file itself calls its rows, most telling first: by its name ("hotel_bookings", "2025_donations_export") and by the column
 * that numbers them ("Policy No"). Empty where neither is a noun that says more than the vocabulary does, and where a column of the file
 * bears the noun: its rows are then figures about such things.
 */
export function findRowNouns(
  readings: readonly ColumnReading[],
  rows: number,
  dataset: string,
  { main, isEntityList, record, time }: RowNature,
  { columns }: Taxonomy,
): Noun[] {
  // Rows that are opportunities by their stages alone ("Matter No") are numbered by what nobody knows.
  const isTold = main !== null && readings.some(({ entity }) => entity?.target === main)
  const isOwnNumber = ({ entity }: ColumnReading): boolean =>
    isTold ? entity?.target === main : (entity?.target.dimension ?? null) === null
  const numbers = readings.filter(
    (reading) =>
      reading.role === 'identifier' &&
      reading.profile.empty === 0 &&
      reading.profile.distinct >= rows &&
      isOwnNumber(reading),
  )
  const hasLevels = readings.some(
    ({ role, metric }) => role === 'measure' && metric?.target.aggregation === 'last' && metric.quality > 1,
  )
  if (main !== null && (main.dimension !== null || numbers.length === 0)) return []
  if (main === null && numbers.length === 0 && (time === null || hasLevels)) return []
  const numbered = numbers.flatMap((reading) => numberedNoun(reading, columns))
  const named = isEntityList && numbered.length > 0 ? [] : nounsOfFile(dataset, columns)
  const taken = new Set(
    readings.filter((reading) => !numbers.includes(reading)).map((reading) => thingOf(reading, columns)),
  )
  const known = new Set([record.singular, main?.record.singular])
  const told = [...named, ...numbered]
  const alike = told.flatMap(({ singular }) =>
    columns.rowNames.alike.filter((nouns) => nouns.includes(singular)).flat(),
  )
  const found = [...told, ...alike.map((singular) => ({ singular, plural: pluralOf(singular) }))].filter(
    ({ singular, plural }) =>
      !columns.vague.includes(singular) &&
      !columns.containers.includes(plural) &&
      !known.has(singular) &&
      !taken.has(singular) &&
      !taken.has(plural),
  )
  return found.filter(({ singular }, index) => found.findIndex((other) => other.singular === singular) === index)
}

/** "2025_shipments_export" -> shipment; nothing behind "by" or "per" is what the rows are. */
function nounsOfFile(dataset: string, columns: ColumnVocabulary): Noun[] {
  const words = readHeader(dataset, columns).written[0]?.split(' ') ?? []
  const end = words.findIndex((word, index) => index > 0 && columns.rowNames.breaks.includes(word))
  const noun = words
    .slice(0, end < 0 ? words.length : end)
    .findLast((word) => isPlural(word) && !columns.containers.includes(word))
  return noun === undefined ? [] : [nounOf(noun)]
}

/** "Policy No" -> policy, "Work Order ID" -> work order. */
function numberedNoun({ header }: ColumnReading, columns: ColumnVocabulary): Noun[] {
  const tail = header.words.at(-1) ?? ''
  const words = header.words.slice(0, -1)
  if (!columns.rowNames.numbers.includes(tail) || words.length === 0 || words.length > 2) return []
  if (words.some((word) => columns.vague.includes(word) && words.length === 1)) return []
  const singular = words.join(' ')
  return /^\p{L}[\p{L} ]+$/u.test(singular) ? [{ singular, plural: pluralOf(singular) }] : []
}

/** What a column is about: "Student ID" and "Student Name" of students, "Plan" of plans. */
function thingOf({ header }: ColumnReading, columns: ColumnVocabulary): string {
  const words = [...header.words]
  while (words.length > 1 && [...columns.identifiers, 'name'].includes(words.at(-1) ?? '')) words.pop()
  return words.join(' ')
}

function isPlural(word: string): boolean {
  return word.length > 4 && /^\p{L}+s$/u.test(word) && !/(?:ss|us|is|as)$/.test(word)
}

function nounOf(plural: string): Noun {
  if (plural.endsWith('ies')) return { singular: `${plural.slice(0, -3)}y`, plural }
  return { singular: plural.slice(0, /(?:ss|sh|ch|x|zz)es$/.test(plural) ? -2 : -1), plural }
}

/** Calls the count of the rows, and what is reckoned with it, by the noun of the file: "Bookings", "Average booking value". */
export function nameRows(
  metrics: readonly MetricDefinition[],
  nouns: readonly Noun[],
  { main }: RowNature,
  { columns }: Taxonomy,
): MetricDefinition[] {
  const free = nouns.filter(({ plural }) => !metrics.some(({ label }) => squash(label) === squash(plural)))
  const counted = [main?.metric, ...rowCounts].find((id) => metrics.some((metric) => metric.id === id))
  const [noun] = free
  if (noun === undefined || counted === undefined) return [...metrics]
  const known = columns.entities.find((entity) => entity.metric === counted)?.record
  const called = (text: string): string => (known ? renamed(text, known, noun) : text)
  const claimed = new Set(free.flatMap(({ singular, plural }) => [plural, `number of ${plural}`, `${singular} count`]))
  return metrics.map((metric) => {
    const isCount = metric.id === counted
    const own = isCount ? [...claimed, ...free.map(({ plural }) => `total ${plural}`)] : []
    const synonyms = metric.synonyms.filter((text) => isCount || !claimed.has(text))
    return {
      ...metric,
      label: isCount ? capitalized(noun.plural) : called(metric.label),
      importance: isCount ? Math.max(metric.importance, 0.85) : metric.importance,
      synonyms: [...new Set([...own, ...synonyms.map(called), ...synonyms])],
    }
  })
}

/** The words for customers that a file has of its own ("Guest", "Member Name"), beside those everyone uses. */
export function nameCustomers(
  metrics: readonly MetricDefinition[],
  readings: readonly ColumnReading[],
): MetricDefinition[] {
  const named = readings.filter(
    ({ entity, dimension, role }) =>
      role !== 'measure' && (entity?.target.dimension === 'customer' || dimension?.target.id === 'customer'),
  )
  const nouns = named.flatMap(({ header }) => header.words.slice(0, 1)).filter((word) => /^\p{L}{4,}$/u.test(word))
  const known = { singular: 'customer', plural: 'customers' }
  return metrics.map((metric) => {
    const more = [...new Set(nouns)].flatMap((word) =>
      metric.synonyms.map((text) => renamed(text, known, { singular: word, plural: `${word}s` })),
    )
    return { ...metric, synonyms: [...new Set([...metric.synonyms, ...more])] }
  })
}

/** The words for orders that several rows share and that a file calls otherwise ("Receipt No"), beside those everyone uses. */
export function nameOrders(
  metrics: readonly MetricDefinition[],
  readings: readonly ColumnReading[],
  { columns }: Taxonomy,
): MetricDefinition[] {
  const known = columns.entities.find(({ metric }) => metric === 'order_count')?.record
  const nouns = readings
    .filter(({ entity }) => entity?.target.metric === 'order_count')
    .flatMap((reading) => numberedNoun(reading, columns))
    .filter(({ singular }) => !columns.vague.includes(singular) && !columns.containers.includes(singular))
  if (known === undefined || nouns.length === 0) return [...metrics]
  const taken = new Set(metrics.flatMap(({ label, synonyms }) => [label.toLowerCase(), ...synonyms]))
  return metrics.map((metric) => {
    const more = nouns
      .flatMap((noun) => metric.synonyms.map((text) => renamed(text, known, noun)))
      .filter((text) => !taken.has(text))
    return { ...metric, synonyms: [...new Set([...metric.synonyms, ...more])] }
  })
}

function renamed(text: string, from: Noun, to: Noun): string {
  const word = new RegExp(`\\b(?:${from.plural}|${from.singular})\\b`, 'gi')
  return text.replace(word, (found) => {
    const noun = found.toLowerCase() === from.plural ? to.plural : to.singular
    return found.charAt(0) === found.charAt(0).toUpperCase() ? capitalized(noun) : noun
  })
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
