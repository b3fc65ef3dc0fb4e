import { languageModelConformance } from '../conformance/index.ts'
import { scriptedLanguageModel } from './language-model.ts'

languageModelConformance('scripted', {
  replying: () => scriptedLanguageModel(() => 'In [N1].').model,
  silent: () => scriptedLanguageModel(() => null).model,
  speechless: null,
  unreachable: null,
})
