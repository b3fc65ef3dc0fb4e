import type { Answer } from '@salestalk/protocol'
import { type LanguageModel, LanguageModelError, type ModelUsage } from '../ports/language-model.ts'
import { acceptRephrasing } from './accept-rephrasing.ts'
import { markedText } from './marked-text.ts'
import type { RephrasingWording } from './rephrasing-wording.ts'
import type { Narrative } from './types.ts'

/** What became of the attempt to have a narrative reworded. */
export interface Rephrasing {
  /** Reworded where that was accepted, else as it was. */
  readonly narrative: Narrative
  readonly model: Answer['model']
  /** For the checks of the answer: why the wording is our own; null when it is not. */
  readonly note: string | null
  /** The model said something else than it was given. */
  readonly rejected: boolean
}

export interface RephrasingOptions {
  readonly model: LanguageModel
  readonly wording: RephrasingWording
  /** Ends the waiting. */
  readonly signal: AbortSignal
}

/** Long lists gain nothing by other words and take the longest to say. */
const charactersMax = 1_000

/** Has a narrative reworded; null when there is nothing worth it. Whatever goes wrong with the model, the narrative stays as it was. */
export async function rephrase(narrative: Narrative, options: RephrasingOptions): Promise<Rephrasing | null> {
  const { model, wording, signal } = options
  const original = markedText(narrative.sentences)
  if (original.text === '' || original.text.length > charactersMax) return null
  const kept = { narrative, rejected: false }
  try {
    const { text, ...usage } = await model.rephrase({
      instructions: wording.instructions.join('\n'),
      text: original.text,
      completionTokensMax: original.text.length,
      signal,
    })
    const use = modelUse(model, usage)
    const checked = acceptRephrasing(original, text, wording)
    if (checked.kind === 'rejected') return { ...kept, model: use, note: wording.notes.rejected, rejected: true }
    return { ...kept, narrative: { ...narrative, sentences: checked.sentences }, model: use, note: null }
  } catch (error) {
    if (!(error instanceof LanguageModelError)) throw error
    return { ...kept, model: modelUse(model, error.usage), note: wording.notes[error.failure] }
  }
}

function modelUse({ provider, modelId }: LanguageModel, usage: ModelUsage): Answer['model'] {
  const { promptTokens, completionTokens, costUsd } = usage
  return { provider, modelId, promptTokens, completionTokens, costUsd }
}
