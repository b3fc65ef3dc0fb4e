import type { ColumnProfile, ColumnRole, DatasetProfile } from '@salestalk/protocol'
import type { ColumnVocabulary, DimensionEntry, MetricEntry, Taxonomy } from '../../taxonomy/index.ts'
import type { TimeKind } from '../../taxonomy/schema.ts'
import { type Header, readHeader } from './header.ts'
import { endsIn, hasWord, NameIndex, type NameMatch } from './name-index.ts'
import { partGlued } from './part-glued.ts'

type Entity = ColumnVocabulary['entities'][number]
type PartName = keyof ColumnVocabulary['parts']

/** What one column is taken for. Only the fields of its role are filled. */
export interface ColumnReading {
  readonly profile: ColumnProfile
  /** The header with words parted that are run together, to be read by people. */
  readonly title: string
  readonly header: Header
  readonly role: ColumnRole
  readonly time: NameMatch<TimeKind> | null
  readonly entity: NameMatch<Entity> | null
  readonly dimension: NameMatch<DimensionEntry> | null
  readonly metric: NameMatch<MetricEntry> | null
  readonly part: PartName | null
  /** Whether people group and filter by it: dimensions, and identifiers by their own header. */
  readonly isGroupable: boolean
}

/** Decides for each column by itself what it is for, by name, type and contents. */
export function readColumns(profile: DatasetProfile, taxonomy: Taxonomy): ColumnReading[] {
  const indexes = buildIndexes(taxonomy)
  return profile.columns.map((column) => readColumn(column, profile.rows, taxonomy, indexes))
}

type Indexes = ReturnType<typeof buildIndexes>

function buildIndexes({ metrics, dimensions, columns }: Taxonomy) {
  const metric = new NameIndex<MetricEntry>()
  // Exact names first for all, so that a loose name of an earlier metric never takes another's own.
  for (const entry of metrics) metric.add(entry, [entry.id.replaceAll('_', ' '), ...entry.columns])
  const dimension = new NameIndex<DimensionEntry>()
  for (const entry of dimensions) dimension.add(entry, entry.columns)
  const time = new NameIndex<TimeKind>()
  for (const kind of columns.times) time.add(kind.id, kind.names)
  const entity = new NameIndex<Entity>()
  for (const kind of columns.entities) entity.add(kind, kind.names)
  const part = new NameIndex<PartName>()
  for (const name of ['unit_price', 'unit_cost', 'discount', 'probability'] as const)
    part.add(name, columns.parts[name])
  const generic = new Set(columns.times.find((kind) => kind.id === 'generic')?.names ?? [])
  return { metric, dimension, time, entity, part, generic, label: new NameIndex<true>().add(true, columns.labels) }
}

function readColumn(profile: ColumnProfile, rows: number, taxonomy: Taxonomy, indexes: Indexes): ColumnReading {
  const vocabulary = taxonomy.columns
  const header = isNumber(profile)
    ? readHeader(withPer(profile.name, vocabulary), vocabulary, true)
    : readHeader(profile.name, vocabulary)
  const nothing = { time: null, entity: null, dimension: null, metric: null, part: null, isGroupable: false }
  const reading = (role: ColumnRole, found: Partial<ColumnReading> = {}): ColumnReading => ({
    profile,
    title: partGlued(profile.name, vocabulary),
    header,
    role,
    ...nothing,
    ...found,
  })
  if (profile.empty >= profile.rows) return reading('ignored')
  if (profile.type === 'date' || profile.type === 'timestamp') {
    return reading('time', { time: indexes.time.match(header, (ending) => !indexes.generic.has(ending)) })
  }
  if (profile.type === 'boolean') {
    return reading('dimension', { dimension: indexes.dimension.match(header), isGroupable: true })
  }
  if (endsIn(header, vocabulary.ignored) && indexes.dimension.match(header)?.quality !== 3) return reading('ignored')
  const entity = indexes.entity.match(header)
  const isBare = (name: string): boolean => vocabulary.bareTails.includes(name)
  const tells = (ending: string): boolean => ending.length >= 4 && !isBare(ending)
  const dimension = header.written.some(isBare)
    ? indexes.dimension.match({ ...header, forms: header.written })
    : indexes.dimension.match(header, tells)
  if (entity) return reading('identifier', { entity, dimension, isGroupable: true })
  if (profile.type === 'text') return readText(reading, profile, rows, header, dimension, vocabulary)
  return readNumber(reading, profile, rows, header, vocabulary, indexes)
}

function isNumber({ type }: ColumnProfile): boolean {
  return type === 'integer' || type === 'decimal'
}

/** "Cost / Lead" -> "Cost per Lead". */
function withPer(name: string, { perNouns }: ColumnVocabulary): string {
  return name.replace(/(\p{L}\S*)\s*\/\s*(\p{L}+)(?=\s*$|\s*[([])/u, (stroke, over: string, under: string) =>
    perNouns.includes(under.toLowerCase()) ? `${over} per ${under}` : stroke,
  )
}

type MakeReading = (role: ColumnRole, found?: Partial<ColumnReading>) => ColumnReading

function readText(
  reading: MakeReading,
  profile: ColumnProfile,
  rows: number,
  header: Header,
  dimension: NameMatch<DimensionEntry> | null,
  vocabulary: ColumnVocabulary,
): ColumnReading {
  if (dimension && dimension.quality > 1) return reading('dimension', { dimension, isGroupable: true })
  // Shop systems number orders "#1001" in a column called "Name".
  const numbersOrders = profile.samples.length > 0 && profile.samples.every((sample) => /^#\d+/.test(sample))
  const order = vocabulary.entities.find((entity) => entity.metric === 'order_count')
  if (numbersOrders && order)
    return reading('identifier', { entity: { target: order, quality: 1, order: 0 }, isGroupable: true })
  if (endsIn(header, vocabulary.identifiers)) return reading('identifier', { isGroupable: true })
  const isFreeText = profile.samples.some((sample) => sample.length > 80) && profile.distinct > rows / 2
  if (isFreeText) return reading('ignored')
  return reading('dimension', { dimension, isGroupable: true })
}

function readNumber(
  reading: MakeReading,
  profile: ColumnProfile,
  rows: number,
  header: Header,
  vocabulary: ColumnVocabulary,
  indexes: Indexes,
): ColumnReading {
  const part = indexes.part.match(header)
  const isOther = hasWord(header, vocabulary.otherwise)
  const named = indexes.metric.match(header, (ending) => !isOther && vocabulary.tails.includes(ending))
  const metric = named !== null && (isWorth(named, header) || isAnother(named, header, vocabulary)) ? null : named
  // "Store sales" is no store: numbers are groups only by the header as written.
  const written = { ...header, forms: header.written }
  const dimension = indexes.dimension.match(written)
  const asDimension = () => reading('dimension', { dimension, isGroupable: true })
  const asMeasure = () => reading('measure', { metric, part: part?.target ?? null })
  if (metric?.quality === 3 || part?.quality === 3) return asMeasure()
  if (indexes.label.match(written)) return asDimension()
  if (endsIn(header, vocabulary.identifiers)) return reading('identifier', { isGroupable: true })
  if (metric?.quality === 2 || part) return asMeasure()
  if (isFlag(profile) && !isPlural(header)) return asDimension()
  if (dimension && profile.type === 'integer') return asDimension()
  if (isRowNumber(profile, rows)) return reading('ignored')
  if (endsIn(header, vocabulary.labels) && profile.type === 'integer' && !hasWord(header, vocabulary.rates))
    return asDimension()
  return asMeasure()
}

/** What things are worth is not how many there are, nor their share: "Stock Value" is no stock, and "Conv. value" no conversion. */
function isWorth({ target, quality }: NameMatch<MetricEntry>, { currency, words }: Header): boolean {
  if ((target.unit !== 'count' && target.unit !== 'percent') || quality === 3) return false
  return currency !== null || words.at(-1) === 'value' || words.at(-1) === 'amount'
}

/** A quantity on order, planned or scrapped is not one sold. */
function isAnother(
  { target, quality }: NameMatch<MetricEntry>,
  header: Header,
  { stocks, tones, actuals }: ColumnVocabulary,
): boolean {
  return quality === 1 && target.aggregation !== 'last' && hasWord(header, [...stocks, ...tones.bad, ...actuals.budget])
}

/** "Damage Claims" are counted, even where no row has two. */
function isPlural({ words }: Header): boolean {
  const last = words.at(-1) ?? ''
  return (
    words.length > 1 &&
    /\p{L}{4,}s$/u.test(last) &&
    !/(?:ss|us|is)$/.test(last) &&
    !/^(?:is|has|was|had|did)$/.test(words[0] ?? '')
  )
}

function isFlag({ type, distinct, minimum, maximum }: ColumnProfile): boolean {
  return type === 'integer' && distinct <= 2 && (minimum === 0 || minimum === 1) && maximum === 1
}

/** Integers that count the rows up: as many as rows, without gaps. */
function isRowNumber({ type, distinct, minimum, maximum }: ColumnProfile, rows: number): boolean {
  const isNumber = typeof minimum === 'number' && typeof maximum === 'number'
  return type === 'integer' && rows > 20 && distinct === rows && isNumber && maximum - minimum === rows - 1
}
