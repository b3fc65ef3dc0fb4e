export { groupsMax, groupsReadMax, planQueries } from './plan-queries.ts'
export { queryFilters } from './query-filters.ts'
export { runPlan } from './run-plan.ts'
export type { Period, QueryOutcome, QueryPlan, QueryPurpose, QueryResults } from './types.ts'
