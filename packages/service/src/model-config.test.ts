import { describe, expect, it } from 'vitest'
import { readModelConfig } from './model-config.ts'

describe('readModelConfig', () => {
  it('knows no model unless told', () => {
    expect(readModelConfig({})).toBeNull()
    expect(readModelConfig({ SALESTALK_MODEL: 'none', SALESTALK_MODEL_PRICES: 'unread' })).toBeNull()
  })

  it('reads a model of Ollama, whose names hold a colon', () => {
    expect(readModelConfig({ SALESTALK_MODEL: 'ollama:llama3.2:3b', SALESTALK_MODEL_MILLISECONDS: '9000' })).toEqual({
      kind: 'ollama',
      modelId: 'llama3.2:3b',
      milliseconds: 9000,
      url: 'http://127.0.0.1:11434',
    })
  })

  it('reads a model of Bedrock with its prices', () => {
    const variables = {
      SALESTALK_MODEL: 'bedrock:eu.example.small-model-v1:0',
      SALESTALK_MODEL_PRICES: '1/5.5',
      AWS_REGION: 'eu-central-1',
    }
    expect(readModelConfig(variables)).toEqual({
      kind: 'bedrock',
      modelId: 'eu.example.small-model-v1:0',
      milliseconds: 2000,
      region: 'eu-central-1',
      endpoint: null,
      prices: { prompt: 1, completion: 5.5 },
    })
  })

  it.each([
    [{ SALESTALK_MODEL: 'gpt' }, 'SALESTALK_MODEL cannot be used'],
    [{ SALESTALK_MODEL: 'ollama:' }, 'SALESTALK_MODEL cannot be used'],
    [{ SALESTALK_MODEL: 'ollama:x', SALESTALK_MODEL_URL: 'file:///etc' }, 'SALESTALK_MODEL_URL'],
    [{ SALESTALK_MODEL: 'bedrock:x', AWS_REGION: 'eu-central-1' }, 'SALESTALK_MODEL_PRICES'],
    [{ SALESTALK_MODEL: 'bedrock:x', AWS_REGION: 'eu-central-1', SALESTALK_MODEL_PRICES: 'free' }, 'such as 0.25/1.25'],
  ])('refuses %j', (variables, message) => {
    expect(() => readModelConfig(variables)).toThrow(message)
  })
})
