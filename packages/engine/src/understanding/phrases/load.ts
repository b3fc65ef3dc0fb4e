import { withoutInherited } from '../../support/without-inherited.ts'
import type { Taxonomy } from '../../taxonomy/schema.ts'
import { type PhraseFiles, phraseFilesSchema } from './schema.ts'

/** Validates the phrase files of a taxonomy; throws a TaxonomyPhraseError naming the file and the path that is wrong. */
export function loadPhrases(taxonomy: Taxonomy): PhraseFiles {
  const parsed = phraseFilesSchema.safeParse(taxonomy.phrases)
  if (parsed.success) return withoutInherited(parsed.data)
  const issue = parsed.error.issues[0]
  const [file, ...path] = issue?.path ?? []
  throw new TaxonomyPhraseError(
    `phrases/${String(file)}.json at ${path.join('.') || 'the top'}: ${issue?.message ?? 'not valid'}`,
    { cause: parsed.error },
  )
}

/** A phrase file of the taxonomy does not have the shape this stage needs. */
export class TaxonomyPhraseError extends Error {
  override readonly name = 'TaxonomyPhraseError'
}
