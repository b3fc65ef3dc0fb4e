export { analyze, isAnalyzed } from './analyze.ts'
export type {
  Analysis,
  ChangeFinding,
  Fact,
  Finding,
  GroupMember,
  GroupsFinding,
  RecordsFinding,
  SeriesFinding,
  ValueFinding,
} from './types.ts'
