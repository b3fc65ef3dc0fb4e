import { compileIntentModel, probabilityOf } from '@salestalk/engine'
import { calibrateAnswers } from '../calibration.ts'
import type { Example } from './examples.ts'
import { type ConfidenceExample, confidenceIn, fitConfidence } from './fit-confidence.ts'
import { classify, fitIntents, intentExamples } from './fit-intents.ts'
import { crossPredict } from './folds.ts'

/** Shares of questions whose intent is right, each judged by a model that never saw it. */
export interface IntentMeasure {
  readonly questions: number
  readonly rules: number
  readonly classifier: number
  /** The classifier overrules where it is nearly sure. */
  readonly combined: number
  /** Of the questions whose intent the rules get wrong, the share where the classifier thinks theirs unlikely; and of those they get right. */
  readonly doubtsWrong: number
  readonly doubtsRight: number
}

const overruling = 0.9
const doubtful = 0.2

export function measureIntents(examples: readonly Example[]): IntentMeasure {
  const chosen = new Map(examples.map((example) => [example, example.chosenIntent]))
  const labelled = examples.filter(({ intent, masked }) => intent !== null && masked.length > 0)
  const judged = crossPredict(
    labelled,
    (training) => compileIntentModel(fitIntents(intentExamples(training))),
    (classifier, example) => {
      const rule = chosen.get(example) ?? null
      const { intent, probabilities } = classify(classifier, example.masked)
      const sure = Math.max(...probabilities) >= overruling
      return {
        rules: rule === example.intent,
        classifier: intent === example.intent,
        combined: (sure ? intent : rule) === example.intent,
        doubts: rule === null || probabilityOf(classifier, probabilities, rule) < doubtful,
      }
    },
  )
  const shareOf = <Item>(items: readonly Item[], test: (item: Item) => boolean): number =>
    items.length === 0 ? 0 : items.filter(test).length / items.length
  return {
    questions: judged.length,
    rules: shareOf(judged, ({ rules }) => rules),
    classifier: shareOf(judged, ({ classifier }) => classifier),
    combined: shareOf(judged, ({ combined }) => combined),
    doubtsWrong: shareOf(
      judged.filter(({ rules }) => !rules),
      ({ doubts }) => doubts,
    ),
    doubtsRight: shareOf(
      judged.filter(({ rules }) => rules),
      ({ doubts }) => doubts,
    ),
  }
}

export interface ConfidenceMeasure {
  readonly readings: number
  readonly right: number
  readonly error: number
  readonly brier: number
  /** How much of the wrong ones would still be answered at 0.6, and how many right ones would not. */
  readonly wrongAnswered: number
  readonly rightDeclined: number
}

export function measureConfidence(examples: readonly ConfidenceExample[]): ConfidenceMeasure {
  const stated = crossPredict(examples, fitConfidence, (model, { doubts, right }) => ({
    stated: confidenceIn(model, doubts),
    right,
  }))
  const calibration = calibrateAnswers(stated, stated.length)
  const wrong = stated.filter(({ right }) => !right)
  const right = stated.filter((item) => item.right)
  return {
    readings: stated.length,
    right: right.length / stated.length,
    error: calibration.error,
    brier: calibration.brier,
    wrongAnswered: wrong.filter((item) => item.stated >= 0.6).length,
    rightDeclined: right.filter((item) => item.stated < 0.6).length,
  }
}
