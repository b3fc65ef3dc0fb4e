export { checkStatements } from './check-statements.ts'
export { differingParts } from './compare-readings.ts'
export { findDoubts } from './find-doubts.ts'
export { type Statement, statementsOf } from './statements.ts'
