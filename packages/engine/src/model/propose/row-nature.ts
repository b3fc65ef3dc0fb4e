import type { ColumnVocabulary, Taxonomy } from '../../taxonomy/index.ts'
import type { TimeKind } from '../../taxonomy/schema.ts'
import { choosePrimaryTime } from './choose-time.ts'
import { findStage, type Stage } from './find-stage.ts'
import type { ColumnReading } from './read-columns.ts'

type Entity = ColumnVocabulary['entities'][number]

/** What a row of the dataset is. */
export interface RowNature {
  /** The thing the rows are, or are parts of, by its identifier; null when none is recognized. */
  readonly main: Entity | null
  readonly stage: Stage | null
  readonly time: ColumnReading | null
  /** Each thing has one row with its beginning (and end): a list of customers, not their state month by month. */
  readonly isEntityList: boolean
  /** Things described rather than things that happen: no date at all. */
  readonly isMasterData: boolean
  /** Each row is something sold to somebody. */
  readonly isSale: boolean
  readonly record: { readonly singular: string; readonly plural: string }
}

export function findRowNature(readings: readonly ColumnReading[], rows: number, taxonomy: Taxonomy): RowNature {
  const { columns } = taxonomy
  const stage = findStage(readings, columns)
  const deal = columns.entities.find((entity) => entity.metric === 'deal_count') ?? null
  const found = columns.entities.find((entity) => readings.some((reading) => reading.entity?.target === entity)) ?? null
  const happens = (entity: Entity | null): boolean => entity !== null && entity.dimension === null
  const isUnique = (entity: Entity | null): boolean =>
    readings.some(
      (reading) =>
        reading.entity?.target === entity &&
        entity !== null &&
        reading.profile.distinct >= rows - reading.profile.empty,
    )
  // A payment names its payer once each, and is still no list of customers.
  const isPayment = readings.some((reading) => reading.role === 'measure' && reading.metric?.target.id === 'revenue')
  const main = stage ? deal : happens(found) || (isUnique(found) && (!isPayment || !hasTime(readings))) ? found : null
  const preferred: TimeKind | null = main?.time ?? null
  const time = choosePrimaryTime(readings, preferred, taxonomy)
  const kind = time?.time?.target ?? null
  const isEntityList =
    !stage &&
    isUnique(main) &&
    (time === null || kind === 'start') &&
    main?.metric !== 'order_count' &&
    main?.metric !== 'ticket_count'
  const buys = readings.some(
    (reading) =>
      reading.entity?.target.metric === 'order_count' ||
      reading.dimension?.target.id === 'payment_method' ||
      (reading.role !== 'measure' &&
        (reading.dimension?.target.id === 'customer' || reading.entity?.target.metric === 'customer_count')),
  )
  const isRecurring = readings.some(
    (reading) => reading.role === 'measure' && reading.metric?.target.aggregation === 'last',
  )
  const isSale =
    time !== null &&
    !stage &&
    !isRecurring &&
    (main === null || main.metric === 'order_count') &&
    (buys || time.profile.type === 'timestamp')
  const noun = main && (isUnique(main) || stage) ? main.record : (main?.part ?? { singular: 'row', plural: 'rows' })
  return { main, stage, time, isEntityList, isMasterData: time === null, isSale, record: noun }
}

function hasTime(readings: readonly ColumnReading[]): boolean {
  return readings.some((reading) => reading.role === 'time')
}
