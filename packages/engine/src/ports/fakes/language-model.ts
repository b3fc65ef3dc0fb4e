import type { LanguageModel, RephrasingRequest } from '../language-model.ts'
import { ModelTooSlowError } from '../language-model.ts'

/** A model that replies what it is told to, keeping what it was asked; null never replies. */
export function scriptedLanguageModel(reply: (request: RephrasingRequest) => string | null) {
  const requests: RephrasingRequest[] = []
  const model: LanguageModel = {
    provider: 'scripted',
    modelId: 'script',
    async rephrase(request) {
      requests.push(request)
      const tooSlow = () => new ModelTooSlowError('The scripted model was not waited for')
      if (request.signal.aborted) throw tooSlow()
      const text = reply(request)
      if (text !== null) return { text, promptTokens: 10, completionTokens: 5, costUsd: 0.001 }
      return await new Promise((_resolve, reject) => {
        request.signal.addEventListener('abort', () => reject(tooSlow()), { once: true })
      })
    },
  }
  return { model, requests }
}
