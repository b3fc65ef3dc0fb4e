export { analyze, isAnalyzed } from './analyze.ts'
export { compareDates } from './reconcile.ts'
export type {
  Analysis,
  ChangeFinding,
  Fact,
  Finding,
  GroupMember,
  GroupsFinding,
  MemberValue,
  Reconciliation,
  ReconciliationCheck,
  RecordsFinding,
  SeriesFinding,
  ValueFinding,
} from './types.ts'
