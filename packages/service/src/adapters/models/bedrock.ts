import {
  BedrockRuntimeClient,
  type BedrockRuntimeClientConfig,
  ConverseCommand,
  type ConverseCommandOutput,
} from '@aws-sdk/client-bedrock-runtime'
import {
  type LanguageModel,
  ModelRefusedError,
  ModelUnavailableError,
  type ModelUsage,
  type RephrasingReply,
  type RephrasingRequest,
} from '@salestalk/engine'
import type { BedrockConfig, TokenPrices } from '../../model-config.ts'
import { noLongerThan } from './no-longer-than.ts'

const CONNECT_MILLISECONDS = 1_000

/** A model of Amazon Bedrock, through its Converse API, which is the same for all models. One attempt: there is no time for a second. */
export function bedrockModel(config: BedrockConfig, overrides: BedrockRuntimeClientConfig = {}): LanguageModel {
  const { modelId, region, endpoint, prices, milliseconds } = config
  const client = new BedrockRuntimeClient({
    region,
    ...(endpoint === null ? {} : { endpoint }),
    maxAttempts: 1,
    requestHandler: { connectionTimeout: CONNECT_MILLISECONDS, requestTimeout: milliseconds },
    ...overrides,
  })
  async function call(request: RephrasingRequest): Promise<RephrasingReply> {
    const output = await client
      .send(toConverse(modelId, request), { abortSignal: request.signal })
      .catch((cause: unknown) => {
        const reason = cause instanceof Error ? cause.name : 'unknown'
        throw new ModelUnavailableError(
          `Bedrock does not run ${modelId} (${reason}): see the access to this model in ${region}`,
          { cause },
        )
      })
    return fromConverse(output, prices)
  }
  return {
    provider: 'bedrock',
    modelId,
    rephrase: (request) => noLongerThan(request.signal, () => call(request)),
  }
}

function toConverse(modelId: string, { instructions, text, completionTokensMax }: RephrasingRequest): ConverseCommand {
  return new ConverseCommand({
    modelId,
    system: [{ text: instructions }],
    messages: [{ role: 'user', content: [{ text }] }],
    inferenceConfig: { maxTokens: completionTokensMax, temperature: 0 },
  })
}

function fromConverse({ output, stopReason, usage }: ConverseCommandOutput, prices: TokenPrices): RephrasingReply {
  const used = usageOf(usage?.inputTokens ?? 0, usage?.outputTokens ?? 0, prices)
  if (stopReason !== 'end_turn') throw new ModelRefusedError(`The model stopped with ${stopReason}`, used)
  const text = (output?.message?.content ?? []).map((block) => block.text ?? '').join('')
  if (text.trim() === '') throw new ModelRefusedError('The reply was empty', used)
  return { text, ...used }
}

function usageOf(promptTokens: number, completionTokens: number, prices: TokenPrices): ModelUsage {
  const costUsd = (promptTokens * prices.prompt + completionTokens * prices.completion) / 1_000_000
  return { promptTokens, completionTokens, costUsd }
}
