export { addGrain, type Bucket, bucketLabel, bucketStart, bucketsBetween, periodKey } from './buckets.ts'
export { resolveComparison, shiftPeriod } from './compare-periods.ts'
export { addMonths, type CivilDate, civilFromDays, fromDays, isIsoDate, toDays, weekdayOf } from './dates.ts'
export { describePeriod, windowLabel } from './labels.ts'
export { parseTimePhrase, recognizeTime } from './recognize.ts'
export { resolveTime } from './resolve.ts'
export {
  type Calendar,
  type ComparisonKind,
  defaultCalendar,
  type HolidayRule,
  type IsoDate,
  type ResolvedTime,
  type TimeContext,
  type TimeExpression,
  type TimeGrain,
  type TimeMatch,
  type TimeUnit,
} from './types.ts'
export { compileTimeVocabulary, type TimeVocabulary, TimeVocabularyError, timeVocabularySchema } from './vocabulary.ts'
