export { type AnswerIdentity, composeAnswer } from './compose.ts'
export { clarifyAnswer, declineAnswer } from './decline.ts'
export { candidateFollowUps } from './follow-ups.ts'
export type { TableLabels } from './table.ts'
