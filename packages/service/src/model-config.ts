import * as z from 'zod'
import { ConfigError, parseVariables, type Variables } from './environment.ts'

/** A language model that may reword answers. */
export type ModelConfig = BedrockConfig | OllamaConfig

interface SharedModelConfig {
  /** How long an answer waits for its wording. */
  readonly milliseconds: number
}

export interface BedrockConfig extends SharedModelConfig {
  readonly kind: 'bedrock'
  readonly modelId: string
  readonly region: string
  /** Of an emulator; null for AWS itself. */
  readonly endpoint: string | null
  readonly prices: TokenPrices
}

export interface OllamaConfig extends SharedModelConfig {
  readonly kind: 'ollama'
  readonly modelId: string
  readonly url: string
}

/** US dollars for a million tokens. */
export interface TokenPrices {
  readonly prompt: number
  readonly completion: number
}

const modelSchema = z.object({
  SALESTALK_MODEL: z
    .string()
    .regex(/^(none|(bedrock|ollama):[\w.:/-]{1,200})$/, 'none, bedrock:MODEL or ollama:NAME')
    .default('none'),
  SALESTALK_MODEL_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:11434'),
  SALESTALK_MODEL_MILLISECONDS: z.coerce.number().int().min(100).max(20_000).default(2_000),
})

const bedrockSchema = z.object({
  // Prices differ by model and region and change: one that was forgotten must not be counted as nothing.
  SALESTALK_MODEL_PRICES: z
    .string('set it to the prices of a million prompt and completion tokens in US dollars, such as 0.25/1.25')
    .regex(/^\d+(\.\d+)?\/\d+(\.\d+)?$/, 'two prices in US dollars, such as 0.25/1.25'),
  AWS_REGION: z.string('set it to the region of the model').min(1),
  AWS_ENDPOINT_URL: z.url().optional(),
})

/** The model that answers may be reworded by; null, the default, is none. Throws ConfigError. */
export function readModelConfig(variables: Variables): ModelConfig | null {
  const settings = parseVariables(modelSchema, variables)
  const milliseconds = settings.SALESTALK_MODEL_MILLISECONDS
  const [kind, ...rest] = settings.SALESTALK_MODEL.split(':')
  const modelId = rest.join(':')
  switch (kind) {
    case 'none':
      return null
    case 'ollama':
      return { kind, modelId, milliseconds, url: settings.SALESTALK_MODEL_URL }
    case 'bedrock': {
      const { SALESTALK_MODEL_PRICES, AWS_REGION, AWS_ENDPOINT_URL } = parseVariables(bedrockSchema, variables)
      const [prompt = 0, completion = 0] = SALESTALK_MODEL_PRICES.split('/').map(Number)
      const endpoint = AWS_ENDPOINT_URL ?? null
      return { kind, modelId, milliseconds, region: AWS_REGION, endpoint, prices: { prompt, completion } }
    }
    default:
      throw new ConfigError(`The environment variable SALESTALK_MODEL cannot be used: there is no "${kind}"`)
  }
}
