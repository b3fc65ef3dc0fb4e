export { bucketCalendar, bucketEnd, bucketName, bucketPlace, hasOwnFiscal } from './bucket-calendar.ts'
export { addGrain, bucketLabel, bucketStart, periodKey } from './buckets.ts'
export { resolveComparison, shiftPeriod, windowBefore } from './compare-periods.ts'
export { compileTimeVocabulary } from './compile-vocabulary.ts'
export { fromDays, toDays } from './dates.ts'
export { describePeriod, windowLabel } from './labels.ts'
export { recognizeTime } from './recognize.ts'
export { resolveTime } from './resolve.ts'
export {
  type Calendar,
  type ComparisonKind,
  defaultCalendar,
  type ResolvedTime,
  type TimeContext,
  type TimeExpression,
  type TimeMatch,
} from './types.ts'
export type { TimeVocabulary } from './vocabulary.ts'
