import { ModelRefusedError, ModelUnavailableError } from '@salestalk/engine'
import { languageModelConformance } from '@salestalk/engine/conformance'
import { describe, expect, it } from 'vitest'
import type { BedrockConfig } from '../../model-config.ts'
import { bedrockModel } from './bedrock.ts'

const config: BedrockConfig = {
  kind: 'bedrock',
  modelId: 'eu.example.small-v1:0',
  region: 'eu-central-1',
  endpoint: null,
  milliseconds: 2000,
  prices: { prompt: 0.25, completion: 1.25 },
}
const reply = {
  metrics: { latencyMs: 551 },
  output: { message: { role: 'assistant', content: [{ text: 'In [N1].' }] } },
  stopReason: 'end_turn',
  usage: { inputTokens: 200, outputTokens: 40, totalTokens: 240 },
}
const request = {
  instructions: 'Reword.',
  text: 'For [N1].',
  completionTokensMax: 50,
  signal: new AbortController().signal,
}

interface SentRequest {
  readonly method: string
  readonly hostname: string
  readonly path: string
  readonly body: Uint8Array
}

/** The real client before a network that answers like this. */
function modelOf(answer: (sent: SentRequest) => Promise<{ status: number; body: object; errorType?: string }>) {
  return bedrockModel(config, {
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      async handle(sent: SentRequest) {
        const { status, body, errorType } = await answer(sent)
        const headers: Record<string, string> = {
          'content-type': 'application/json',
          ...(errorType === undefined ? {} : { 'x-amzn-errortype': errorType }),
        }
        return { response: { statusCode: status, headers, body: new TextEncoder().encode(JSON.stringify(body)) } }
      },
    },
  })
}
const replying = (body: object) => modelOf(async () => ({ status: 200, body }))

languageModelConformance('bedrock', {
  replying: () => replying(reply),
  silent: () => modelOf(() => new Promise(() => undefined)),
  speechless: () => replying({ ...reply, output: { message: { role: 'assistant', content: [] } } }),
  unreachable: () => modelOf(() => Promise.reject(new Error('ENOTFOUND'))),
})

describe('bedrockModel', () => {
  it('asks the Converse API for one reply of bounded length, and reckons its price', async () => {
    const sent: unknown[] = []
    const model = modelOf(async ({ method, hostname, path, body }) => {
      sent.push([method, hostname, path, JSON.parse(new TextDecoder().decode(body))])
      return { status: 200, body: reply }
    })
    // 200 tokens at $0.25 and 40 at $1.25 a million: $0.00005 and $0.00005.
    expect(await model.rephrase(request)).toEqual({
      text: 'In [N1].',
      promptTokens: 200,
      completionTokens: 40,
      costUsd: expect.closeTo(0.0001, 10),
    })
    const body = {
      system: [{ text: 'Reword.' }],
      messages: [{ role: 'user', content: [{ text: 'For [N1].' }] }],
      inferenceConfig: { maxTokens: 50, temperature: 0 },
    }
    const path = '/model/eu.example.small-v1%3A0/converse'
    expect(sent).toEqual([['POST', 'bedrock-runtime.eu-central-1.amazonaws.com', path, body]])
  })

  it.each(['max_tokens', 'guardrail_intervened', 'content_filtered'])(
    'counts a reply that ended with %s, and does not use it',
    async (stopReason) => {
      const error = await replying({ ...reply, stopReason })
        .rephrase(request)
        .catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(ModelRefusedError)
      expect(error).toMatchObject({ usage: { promptTokens: 200, completionTokens: 40 } })
    },
  )

  it.each([
    [403, 'AccessDeniedException'],
    [429, 'ThrottlingException'],
    [404, 'ResourceNotFoundException'],
  ])('gives up at once on %i %s', async (status, errorType) => {
    let attempts = 0
    const model = modelOf(async () => {
      attempts += 1
      return { status, errorType, body: { message: 'no' } }
    })
    const error = await model.rephrase(request).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ModelUnavailableError)
    expect(String(error)).toContain(errorType)
    expect(attempts).toBe(1)
  })
})
