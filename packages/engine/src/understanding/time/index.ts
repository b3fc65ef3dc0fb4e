export { addGrain, bucketLabel, bucketStart, periodKey } from './buckets.ts'
export { resolveComparison, shiftPeriod } from './compare-periods.ts'
export { addMonths, civilFromDays, fromDays, toDays } from './dates.ts'
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
export { compileTimeVocabulary, type TimeVocabulary } from './vocabulary.ts'
