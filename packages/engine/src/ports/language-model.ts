/** What a call of a model cost; zero where nothing was counted. */
export interface ModelUsage {
  readonly promptTokens: number
  readonly completionTokens: number
  readonly costUsd: number
}

/** Trusted instructions and the text to reword; both hold marks in place of every figure and name. */
export interface RephrasingRequest {
  readonly instructions: string
  readonly text: string
  /** The reply is cut off there. */
  readonly completionTokensMax: number
  /** When it fires, the call ends with ModelTooSlowError. */
  readonly signal: AbortSignal
}

export interface RephrasingReply extends ModelUsage {
  /** Whatever the model said: nothing about it can be trusted. */
  readonly text: string
}

/** A language model that rewords. Rejects with LanguageModelError only; the reply is worth nothing until it is checked. */
export interface LanguageModel {
  readonly provider: string
  readonly modelId: string
  rephrase(request: RephrasingRequest): Promise<RephrasingReply>
}

export const noUsage: ModelUsage = { promptTokens: 0, completionTokens: 0, costUsd: 0 }

export type ModelFailure = 'unavailable' | 'refused' | 'too_slow'

/** Base of every expected failure of a model; an answer never fails with it. */
export abstract class LanguageModelError extends Error {
  override readonly name: string = 'LanguageModelError'
  abstract readonly failure: ModelFailure
  /** A reply that cannot be used is paid for like any other. */
  readonly usage: ModelUsage = noUsage
}

/** The model cannot be reached, or turns the call down. */
export class ModelUnavailableError extends LanguageModelError {
  override readonly name = 'ModelUnavailableError'
  readonly failure = 'unavailable'
}

/** The model replied, but with nothing to use: it declined, was cut off, or said nothing. */
export class ModelRefusedError extends LanguageModelError {
  override readonly name = 'ModelRefusedError'
  readonly failure = 'refused'
  constructor(
    message: string,
    override readonly usage: ModelUsage,
  ) {
    super(message)
  }
}

/** The signal fired before the model had replied. */
export class ModelTooSlowError extends LanguageModelError {
  override readonly name = 'ModelTooSlowError'
  readonly failure = 'too_slow'
}
