export type { AnswerIdentity } from './answer/index.ts'
export type { AnswerContext } from './answer-context.ts'
export { answerInterpretation, answerQuestion, isAnswerable } from './answer-question.ts'
export * from './model/index.ts'
export {
  formatValue,
  type Narrative,
  type NarrativePhrases,
  narrativePhrasesSchema,
  type Rephrasing,
  rephrase,
  rephrasingWordingSchema,
} from './narrative/index.ts'
export * from './ports/index.ts'
export { type Question, readQuestion } from './question/index.ts'
export { suggest } from './support/suggest.ts'
export { ownValue, withoutInherited } from './support/without-inherited.ts'
export * from './taxonomy/index.ts'
export {
  advanceConversation,
  type ConfidenceFeature,
  type ConfidenceModel,
  type Conversation,
  checkStatements,
  compileIntentModel,
  compileLexicon,
  confidenceFeatures,
  differingParts,
  type Explanation,
  emptyConversation,
  explain,
  findDoubts,
  forgetPhrase,
  type IntentClassifier,
  type IntentModel,
  intentFeatures,
  intentProbabilities,
  type Lexicon,
  type LexiconSource,
  type MemberList,
  preferenceOffered,
  probabilityOf,
  readTimes,
  renderExplanation,
  restate,
  type Statement,
  softmax,
  statementsOf,
  type UnderstandingContext,
  understand,
} from './understanding/index.ts'
export {
  addGrain,
  bucketLabel,
  bucketStart,
  type Calendar,
  defaultCalendar,
  resolveComparison,
  resolveTime,
  type TimeContext,
  type TimeMatch,
} from './understanding/time/index.ts'
