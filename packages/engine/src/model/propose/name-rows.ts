import type { MetricDefinition } from '@salestalk/protocol'
import type { Taxonomy } from '../../taxonomy/index.ts'
import { readHeader, squash } from './header.ts'
import type { ColumnReading } from './read-columns.ts'
import type { RowNature } from './row-nature.ts'

interface Noun {
  readonly singular: string
  readonly plural: string
}

/** What counts the rows, by how certain it is that it does. */
const rowCounts = ['order_count', 'record_count'] as const

/**
 * What the file itself calls its rows: the last word of its name ("hotel_bookings"), or of the column that numbers them ("Booking ID").
 * Null where neither is a noun that says more than the vocabulary does.
 */
export function findRowNoun(
  readings: readonly ColumnReading[],
  rows: number,
  dataset: string,
  { main, isEntityList, isSale, record }: RowNature,
  { columns }: Taxonomy,
): Noun | null {
  const numbers = readings.filter(
    ({ role, profile, entity }) =>
      role === 'identifier' &&
      profile.empty === 0 &&
      profile.distinct >= rows &&
      (main === null ? (entity?.target.dimension ?? null) === null : entity?.target === main),
  )
  // Where each row is a sale, the numbers of customers come again in other rows: they number no rows. Rows of levels are no such things.
  const isUnnumbered =
    main === null &&
    !readings.some(({ role, profile }) => role === 'identifier' && (!isSale || profile.distinct >= rows))
  if ((numbers.length === 0 && !isUnnumbered) || isEntityList || (main !== null && main.dimension !== null)) return null
  const named = readHeader(dataset, columns).words.filter((word) => /^\p{L}+$/u.test(word))
  const plural = named.findLast((word) => !columns.containers.includes(word)) ?? ''
  const numbered = numbers.flatMap(({ header, entity }) => {
    const [noun = '', tail = '', ...others] = header.words
    const tells = entity !== null || tail === 'id'
    return others.length === 0 && columns.identifiers.includes(tail) && tells ? [noun] : []
  })
  const noun = isPlural(plural) ? nounOf(plural) : numbered.map((singular) => ({ singular, plural: `${singular}s` }))[0]
  const isVague = !noun || columns.vague.includes(noun.singular) || columns.containers.includes(noun.plural)
  return isVague || [record, main?.record].some((known) => known?.singular === noun.singular) ? null : noun
}

function isPlural(word: string): boolean {
  return word.length > 4 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word)
}

function nounOf(plural: string): Noun {
  if (plural.endsWith('ies')) return { singular: `${plural.slice(0, -3)}y`, plural }
  return { singular: plural.slice(0, /(?:ss|sh|ch|x|zz)es$/.test(plural) ? -2 : -1), plural }
}

/** Calls the count of the rows, and what is reckoned with it, by the noun of the file: "Bookings", "Average booking value". */
export function nameRows(
  metrics: readonly MetricDefinition[],
  noun: Noun,
  { main }: RowNature,
  { columns }: Taxonomy,
): MetricDefinition[] {
  const taken = metrics.some(({ label }) => squash(label) === squash(noun.plural))
  const counted = [main?.metric, ...rowCounts].find((id) => metrics.some((metric) => metric.id === id))
  if (taken || counted === undefined) return [...metrics]
  const known = columns.entities.find((entity) => entity.metric === counted)?.record
  const called = (text: string): string => (known ? renamed(text, known, noun) : text)
  const claimed = new Set([noun.plural, `number of ${noun.plural}`, `${noun.singular} count`])
  return metrics.map((metric) => {
    const isCount = metric.id === counted
    const own = isCount ? [...claimed, `total ${noun.plural}`] : []
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
