import { ModelRefusedError, ModelUnavailableError } from '@salestalk/engine'
import { languageModelConformance } from '@salestalk/engine/conformance'
import { describe, expect, it } from 'vitest'
import { ollamaModel } from './ollama.ts'

const reply = {
  model: 'llama3.2',
  created_at: '2025-11-09T10:00:00.000Z',
  message: { role: 'assistant', content: 'In [N1].' },
  done: true,
  done_reason: 'stop',
  total_duration: 5191566416,
  load_duration: 2154458,
  prompt_eval_count: 26,
  prompt_eval_duration: 383809000,
  eval_count: 8,
  eval_duration: 4799921000,
}
const request = {
  instructions: 'Reword.',
  text: 'For [N1].',
  completionTokensMax: 50,
  signal: new AbortController().signal,
}
const modelOf = (fetch: (url: string, init: RequestInit) => Promise<Response>) =>
  ollamaModel({ modelId: 'llama3.2', url: 'http://127.0.0.1:11434', fetch })
const replying = (body: object) => modelOf(async () => Response.json(body))

languageModelConformance('ollama', {
  replying: () => replying(reply),
  silent: () => modelOf(() => new Promise(() => undefined)),
  speechless: () => replying({ ...reply, message: { role: 'assistant', content: ' \n' } }),
  unreachable: () => modelOf(() => Promise.reject(new TypeError('fetch failed'))),
})

describe('ollamaModel', () => {
  it('asks for one reply of bounded length, without chance', async () => {
    const calls: unknown[] = []
    const model = modelOf(async (url, { body, method }) => {
      calls.push([method, url, JSON.parse(String(body))])
      return Response.json(reply)
    })
    expect(await model.rephrase(request)).toEqual({
      text: 'In [N1].',
      promptTokens: 26,
      completionTokens: 8,
      costUsd: 0,
    })
    const messages = [
      { role: 'system', content: 'Reword.' },
      { role: 'user', content: 'For [N1].' },
    ]
    const options = { temperature: 0, num_predict: 50 }
    expect(calls).toEqual([
      ['POST', 'http://127.0.0.1:11434/api/chat', { model: 'llama3.2', stream: false, messages, options }],
    ])
  })

  it('counts a reply that was cut off, and does not use it', async () => {
    const error = await replying({ ...reply, done_reason: 'length' })
      .rephrase(request)
      .catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ModelRefusedError)
    expect(error).toMatchObject({ usage: { promptTokens: 26, completionTokens: 8, costUsd: 0 } })
  })

  it('says how to get a model that is missing', async () => {
    const model = modelOf(async () => Response.json({ error: 'model "llama3.2" not found' }, { status: 404 }))
    await expect(model.rephrase(request)).rejects.toThrow('ollama pull llama3.2')
  })

  it.each([
    ['no JSON', '<html>'],
    ['something else', '{"tags":[]}'],
    ['far too much', 'x'.repeat(200_000)],
  ])('does not use %s', async (_what, body) => {
    await expect(modelOf(async () => new Response(body)).rephrase(request)).rejects.toBeInstanceOf(ModelRefusedError)
  })

  it('names a connection that breaks in the middle', async () => {
    const body = new ReadableStream({
      pull(controller) {
        controller.error(new Error('reset'))
      },
    })
    await expect(modelOf(async () => new Response(body)).rephrase(request)).rejects.toBeInstanceOf(
      ModelUnavailableError,
    )
  })
})
