export { findLongLayout, type LongLayout } from './long-layout.ts'
export { type ProposalOptions, proposeModel } from './propose-model.ts'
