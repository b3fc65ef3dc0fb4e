import type { LanguageModel } from '@salestalk/engine'
import type { ModelConfig } from '../../model-config.ts'

/** The model that is configured; only its own adapter is loaded. */
export async function openModel(config: ModelConfig): Promise<LanguageModel> {
  switch (config.kind) {
    case 'bedrock':
      return (await import('./bedrock.ts')).bedrockModel(config)
    case 'ollama':
      return (await import('./ollama.ts')).ollamaModel({ ...config, fetch })
  }
}
