import type { ColumnVocabulary, DimensionEntry, Taxonomy } from '../../taxonomy/index.ts'
import { membersMeaning } from './find-stage.ts'
import { endsIn, hasWord, type NameMatch } from './name-index.ts'
import type { ColumnReading } from './read-columns.ts'

type Settle = (reading: ColumnReading, readings: readonly ColumnReading[], taxonomy: Taxonomy) => ColumnReading

/**
 * Gives up, or gives to another, the names of dimensions that a header alone would have and that the rest of the file contradicts: the
 * "Bill state" of drafts and paid bills is no state of a country, and the "Staff Member" no member.
 */
export function settleDimensions(readings: readonly ColumnReading[], taxonomy: Taxonomy): ColumnReading[] {
  const settles: readonly Settle[] = [product, otherParty, condition, platform, origin, contact]
  return settles.reduce<ColumnReading[]>(
    (settled, settle) => settled.map((reading) => settle(reading, settled, taxonomy)),
    [...readings],
  )
}

function isOf({ dimension }: ColumnReading, id: string): boolean {
  return dimension?.target.id === id
}

/** The reading with another dimension of the vocabulary, matched as well as the one it had, or with none. */
function calledBy(reading: ColumnReading, id: string | null, { dimensions }: Taxonomy): ColumnReading {
  const target: DimensionEntry | undefined = dimensions.find((entry) => entry.id === id)
  const quality: NameMatch<DimensionEntry>['quality'] = reading.dimension?.quality ?? 1
  return { ...reading, dimension: target ? { target, quality, order: target.columns.length } : null }
}

/** "Description" names products among quantities and prices, and anything else elsewhere. */
function product(reading: ColumnReading, readings: readonly ColumnReading[], taxonomy: Taxonomy): ColumnReading {
  if (reading.dimension?.target.subject !== 'products') return reading
  const hasProducts = readings.some(
    ({ part, metric, entity }) =>
      part === 'unit_price' || metric?.target.id === 'units_sold' || entity?.target.dimension === 'product',
  )
  return hasProducts || !endsIn(reading.header, taxonomy.columns.productContext)
    ? reading
    : calledBy(reading, null, taxonomy)
}

/** A "Staff Member" is one of the staff, and an "Issuing Company" whom the customer has the policy from. */
function otherParty(reading: ColumnReading, _: readonly ColumnReading[], taxonomy: Taxonomy): ColumnReading {
  if (!isOf(reading, 'customer') || reading.dimension?.quality !== 1) return reading
  const { loose, other } = taxonomy.columns.parties
  return endsIn(reading.header, loose) && hasWord(reading.header, other) ? calledBy(reading, null, taxonomy) : reading
}

/** What is open, paid or cancelled has a status. */
function condition(reading: ColumnReading, readings: readonly ColumnReading[], taxonomy: Taxonomy): ColumnReading {
  if (!isOf(reading, 'state')) return reading
  const { profile } = reading
  const told = membersMeaning(profile, taxonomy.columns.conditions)
  const isCondition = told.length > 0 && told.length * 2 >= (profile.members ?? profile.samples).length
  if (!isCondition) return reading
  return calledBy(reading, readings.some((other) => isOf(other, 'status')) ? null : 'status', taxonomy)
}

/** A platform is a device only where its members are: a network or a marketplace is none. */
function platform(reading: ColumnReading, _: readonly ColumnReading[], taxonomy: Taxonomy): ColumnReading {
  if (!isOf(reading, 'device') || !endsIn(reading.header, taxonomy.columns.doubtful.device)) return reading
  return membersMeaning(reading.profile, taxonomy.columns.devices).length > 0
    ? reading
    : calledBy(reading, null, taxonomy)
}

/** Where something is bound for a place, its origin is one too, and no source of customers. */
function origin(reading: ColumnReading, readings: readonly ColumnReading[], taxonomy: Taxonomy): ColumnReading {
  if (!isOf(reading, 'source') || !endsIn(reading.header, taxonomy.columns.doubtful.source)) return reading
  const isBound = readings.some((other) => other !== reading && hasWord(other.header, taxonomy.columns.destinations))
  return isBound ? calledBy(reading, null, taxonomy) : reading
}

/** A contact is the customer where invoices go to nobody else, and a full name is of a lead only among leads. */
function contact(reading: ColumnReading, readings: readonly ColumnReading[], taxonomy: Taxonomy): ColumnReading {
  if (!isOf(reading, 'lead')) return reading
  const { parties } = taxonomy.columns
  if (hasLeads(readings, reading, taxonomy.columns)) return reading
  if (endsIn(reading.header, parties.names)) return calledBy(reading, null, taxonomy)
  const isCustomer =
    endsIn(reading.header, parties.contacts) &&
    readings.some(({ entity }) => entity?.target.metric === 'order_count') &&
    !readings.some((other) => isOf(other, 'customer') || other.entity?.target.dimension === 'customer')
  return isCustomer ? calledBy(reading, 'customer', taxonomy) : reading
}

function hasLeads(readings: readonly ColumnReading[], self: ColumnReading, { parties }: ColumnVocabulary): boolean {
  return readings.some((other) => other !== self && hasWord(other.header, parties.leads))
}
