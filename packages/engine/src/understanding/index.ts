export {
  checkStatements,
  differingParts,
  findDoubts,
  type Statement,
  statementsOf,
} from './company-vocabulary/index.ts'
export { advanceConversation } from './conversation/advance.ts'
export { preferenceOffered } from './conversation/offer-preference.ts'
export { type Explanation, explain } from './explain.ts'
export { forgetPhrase } from './lexicon/forget.ts'
export { compileLexicon, type Lexicon, type LexiconSource, type MemberList } from './lexicon/index.ts'
export { readTimes } from './read-times.ts'
export { renderExplanation } from './render-explanation.ts'
export { restate } from './restate.ts'
export { type Conversation, emptyConversation, type UnderstandingContext } from './types.ts'
export { understand } from './understand.ts'
export {
  compileIntentModel,
  type IntentClassifier,
  intentProbabilities,
  probabilityOf,
  softmax,
} from './weights/intent-classifier.ts'
export { intentFeatures } from './weights/mask-words.ts'
export {
  type ConfidenceFeature,
  type ConfidenceModel,
  confidenceFeatures,
  type IntentModel,
} from './weights/schema.ts'
