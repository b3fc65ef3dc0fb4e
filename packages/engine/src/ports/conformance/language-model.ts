import { describe, expect, it } from 'vitest'
import {
  type LanguageModel,
  ModelRefusedError,
  ModelTooSlowError,
  ModelUnavailableError,
  type RephrasingRequest,
} from '../language-model.ts'

export interface LanguageModelSubject {
  /** Replies `In [N1].` for some tokens. */
  readonly replying: () => LanguageModel
  /** Never replies. */
  readonly silent: () => LanguageModel
  /** Replies, without a word; null where that cannot be arranged. */
  readonly speechless: (() => LanguageModel) | null
  /** Cannot be reached; null where that cannot be arranged. */
  readonly unreachable: (() => LanguageModel) | null
}

function request(signal: AbortSignal): RephrasingRequest {
  return { instructions: 'Reword.', text: 'For [N1].', completionTokensMax: 50, signal }
}

/** What every model must do. */
export function languageModelConformance(name: string, subject: LanguageModelSubject): void {
  const { replying, silent, speechless, unreachable } = subject
  const open = () => new AbortController().signal

  describe(`${name}: LanguageModel`, () => {
    it('replies with text, and says what that cost', async () => {
      const reply = await replying().rephrase(request(open()))
      expect(reply.text).toBe('In [N1].')
      for (const count of [reply.promptTokens, reply.completionTokens]) {
        expect(Number.isInteger(count) && count > 0).toBe(true)
      }
      expect(reply.costUsd).toBeGreaterThanOrEqual(0)
    })

    it('says who it is', () => {
      expect(replying().provider).not.toBe('none')
      expect(replying().modelId).not.toBe('')
    })

    it('ends at once when it is no longer waited for', async () => {
      const waiting = new AbortController()
      const reply = silent().rephrase(request(waiting.signal))
      waiting.abort()
      await expect(reply).rejects.toBeInstanceOf(ModelTooSlowError)
    })

    it('is not asked when nobody waits any more', async () => {
      await expect(replying().rephrase(request(AbortSignal.abort()))).rejects.toBeInstanceOf(ModelTooSlowError)
    })

    it.runIf(speechless)('names a reply without words a refusal', async () => {
      await expect(speechless?.().rephrase(request(open()))).rejects.toBeInstanceOf(ModelRefusedError)
    })

    it.runIf(unreachable)('names a model that cannot be reached', async () => {
      await expect(unreachable?.().rephrase(request(open()))).rejects.toBeInstanceOf(ModelUnavailableError)
    })
  })
}
