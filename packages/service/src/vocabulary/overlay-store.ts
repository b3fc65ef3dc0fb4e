import { createHash } from 'node:crypto'
import {
  ArtifactExistsError,
  ArtifactNotFoundError,
  ConditionFailedError,
  type TenantArtifacts,
} from '@salestalk/engine'
import type { VocabularyContent } from '@salestalk/protocol'
import type { VocabularyRecord, VocabularyRepository } from '../storage/vocabulary-repository.ts'
import { DamagedVocabularyError, VocabularyChangedError } from './errors.ts'

/** What an operator may put beside a company's data; used until the company accepts a version of its own. */
const OPERATORS_FILE = 'taxonomy/overlay.json'

export interface AcceptedChange {
  readonly content: VocabularyContent
  /** The version the change was made from. */
  readonly base: number
  readonly changedBy: string
  /** ISO time. */
  readonly changedAt: string
  readonly reason: string | null
  /** The version whose content this is, when it brings one back. */
  readonly restores: number | null
}

/** The versions of one company's own vocabulary. */
export interface OverlayStore {
  /** The version in use; null when the company never accepted one. */
  latest(): Promise<VocabularyRecord | null>
  /** The content of a version as parsed JSON; of null the operator's file, or null without one. Throws DamagedVocabularyError. */
  contentOf(record: VocabularyRecord | null): Promise<unknown>
  /** Accepts a version. Throws VocabularyChangedError when another one is in use than the change was made from. */
  accept(change: AcceptedChange): Promise<VocabularyRecord>
}

/**
 * Contents are artifacts under their own hash, written before the record that names them. A crash in between leaves a file that nothing
 * names and that the next try uses; two that accept at once write two files, and only one of them gets the next number.
 */
export function overlayStore(versions: VocabularyRepository, artifacts: TenantArtifacts): OverlayStore {
  return {
    latest: versions.latest,
    contentOf: (record) => (record === null ? operatorsFile(artifacts) : acceptedContent(artifacts, record)),
    async accept({ content, base, ...rest }) {
      const text = JSON.stringify(content)
      const sha256 = hashOf(text)
      await keepContent(artifacts, sha256, text)
      const record = { ...rest, version: base + 1, sha256 }
      const current = (await versions.latest())?.version ?? 0
      if (current !== base) throw new VocabularyChangedError(base, current)
      try {
        await versions.append(record)
      } catch (error) {
        if (!(error instanceof ConditionFailedError)) throw error
        throw new VocabularyChangedError(base, (await versions.latest())?.version ?? base)
      }
      return record
    },
  }
}

function keyOf(sha256: string): string {
  return `vocabulary/${sha256}.json`
}

function hashOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}

async function keepContent(artifacts: TenantArtifacts, sha256: string, text: string): Promise<void> {
  try {
    await artifacts.put(keyOf(sha256), new TextEncoder().encode(text), { ifNotExists: true })
  } catch (error) {
    if (!(error instanceof ArtifactExistsError)) throw error
    // The same content was accepted before; should its file have been damaged since, it is made good here.
    const present = await artifacts.get(keyOf(sha256))
    if (hashOf(present) !== sha256) await artifacts.put(keyOf(sha256), new TextEncoder().encode(text))
  }
}

async function acceptedContent(artifacts: TenantArtifacts, { sha256, version }: VocabularyRecord): Promise<unknown> {
  try {
    const bytes = await artifacts.get(keyOf(sha256))
    if (hashOf(bytes) !== sha256) throw new DamagedVocabularyError(`the file of version ${version} was changed`)
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    if (!(error instanceof ArtifactNotFoundError)) throw error
    throw new DamagedVocabularyError(`the file of version ${version} is missing`, { cause: error })
  }
}

async function operatorsFile(artifacts: TenantArtifacts): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(await artifacts.get(OPERATORS_FILE)))
  } catch (error) {
    if (error instanceof ArtifactNotFoundError) return null
    throw error
  }
}
