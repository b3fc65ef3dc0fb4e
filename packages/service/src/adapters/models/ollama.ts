import {
  type LanguageModel,
  ModelRefusedError,
  ModelUnavailableError,
  noUsage,
  type RephrasingReply,
  type RephrasingRequest,
} from '@salestalk/engine'
import * as z from 'zod'
import { noLongerThan } from './no-longer-than.ts'

export interface OllamaOptions {
  readonly modelId: string
  readonly url: string
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
}

const count = z.int().min(0)
const replySchema = z.object({
  message: z.object({ content: z.string() }),
  done_reason: z.string().optional(),
  // Left out when the whole prompt was known already.
  prompt_eval_count: count.default(0),
  eval_count: count.default(0),
})

/** A reply of this size is no rewording. */
const BYTES_MAX = 100_000

/** A model on a machine of our own, through the HTTP API of Ollama; costs nothing by the token. */
export function ollamaModel({ modelId, url, fetch }: OllamaOptions): LanguageModel {
  async function call(request: RephrasingRequest): Promise<RephrasingReply> {
    const response = await fetch(new URL('/api/chat', url).href, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(toChat(modelId, request)),
      redirect: 'error',
      signal: request.signal,
    }).catch((cause: unknown) => {
      throw new ModelUnavailableError(`Ollama cannot be reached at ${url}: start it, or see SALESTALK_MODEL_URL`, {
        cause,
      })
    })
    if (!response.ok) {
      await response.body?.cancel()
      const remedy = response.status === 404 ? `get the model with: ollama pull ${modelId}` : 'see its log'
      throw new ModelUnavailableError(`Ollama answered ${response.status}: ${remedy}`)
    }
    return fromChat(await bodyOf(response))
  }
  return {
    provider: 'ollama',
    modelId,
    rephrase: (request) => noLongerThan(request.signal, () => call(request)),
  }
}

function toChat(model: string, { instructions, text, completionTokensMax }: RephrasingRequest) {
  return {
    model,
    stream: false,
    messages: [
      { role: 'system', content: instructions },
      { role: 'user', content: text },
    ],
    options: { temperature: 0, num_predict: completionTokensMax },
  }
}

function fromChat(body: string): RephrasingReply {
  const reply = replySchema.safeParse(parsed(body))
  if (!reply.success) throw new ModelRefusedError('Ollama sent something that is no reply of a chat', noUsage)
  const { message, done_reason, prompt_eval_count, eval_count } = reply.data
  const usage = { promptTokens: prompt_eval_count, completionTokens: eval_count, costUsd: 0 }
  if (done_reason === 'length') throw new ModelRefusedError('The reply was cut off', usage)
  if (message.content.trim() === '') throw new ModelRefusedError('The reply was empty', usage)
  return { text: message.content, ...usage }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The body, as long as it has a size that a reply may have. */
async function bodyOf(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let body = ''
  try {
    for await (const chunk of response.body ?? []) {
      body += decoder.decode(chunk, { stream: true })
      if (body.length > BYTES_MAX) throw new ModelRefusedError('The reply was far too long', noUsage)
    }
  } catch (error) {
    if (error instanceof ModelRefusedError) throw error
    throw new ModelUnavailableError('The connection to Ollama broke', { cause: error })
  }
  return body
}
