export { type AnalyzedIntent, analyze, isAnalyzed } from './analyze.ts'
export type { AnalysisInput } from './input.ts'
export type {
  Analysis,
  ChangeFinding,
  EmptyFinding,
  Fact,
  Finding,
  GroupMember,
  GroupsFinding,
  Reconciliation,
  RecordsFinding,
  SeriesFinding,
  TrendTest,
  ValueFinding,
} from './types.ts'
