import { type Clock, describeProblem, type Taxonomy } from '@salestalk/engine'
import {
  type Preference,
  type PreviewVocabularyRequest,
  previewVocabularyRequestSchema,
  type RollbackVocabularyRequest,
  rollbackVocabularyRequestSchema,
  type SaveVocabularyRequest,
  saveVocabularyRequestSchema,
  type TenantId,
  type Vocabulary,
  type VocabularyContent,
  type VocabularyPreview,
  type VocabularyVersion,
  type VocabularyVersions,
  vocabularyContentSchema,
  vocabularyLimits,
} from '@salestalk/protocol'
import type { Knowledge, KnowledgeBase } from '../chat/knowledge.ts'
import type { PageOptions, TenantStorage, VocabularyRecord } from '../storage/index.ts'
import { withPreference } from './edit-content.ts'
import {
  DamagedVocabularyError,
  UnacceptableVocabularyError,
  VocabularyBusyError,
  VocabularyChangedError,
  VocabularyVersionNotFoundError,
} from './errors.ts'
import { beyondLimits, type Judgement, judgeContent } from './judge-content.ts'
import type { OverlayStore } from './overlay-store.ts'
import { previewQuestions } from './preview-questions.ts'
import { storedQuestions } from './stored-questions.ts'

/** A company's own words and settings: what they are, what a change would do, and every version there was. */
export interface VocabularyService {
  show(tenantId: TenantId): Promise<Vocabulary>
  /** Throws VocabularyVersionNotFoundError. */
  version(tenantId: TenantId, version: number): Promise<Vocabulary>
  /** Latest first. */
  versions(tenantId: TenantId, page?: PageOptions): Promise<VocabularyVersions>
  /**
   * What a proposed vocabulary would do to stored questions; with `onlyUser` to those of one person. Changes nothing.
   * Throws VocabularyBusyError.
   */
  preview(tenantId: TenantId, request: PreviewVocabularyRequest, onlyUser?: string | null): Promise<VocabularyPreview>
  /** Accepts a vocabulary. Throws UnacceptableVocabularyError and VocabularyChangedError. */
  save(tenantId: TenantId, request: SaveVocabularyRequest, changedBy: string): Promise<Vocabulary>
  /** Brings an earlier version back, as a new one. Throws VocabularyVersionNotFoundError and VocabularyChangedError. */
  rollback(tenantId: TenantId, request: RollbackVocabularyRequest, changedBy: string): Promise<Vocabulary>
  /** Keeps what a word means here, such as the outcome of a clarification, in place of what was kept before. Throws UnacceptableVocabularyError. */
  prefer(tenantId: TenantId, preference: Preference, changedBy: string): Promise<Vocabulary>
}

export interface VocabularyServiceOptions {
  readonly taxonomy: () => Promise<Taxonomy>
  readonly knowledge: KnowledgeBase
  readonly overlays: (tenantId: TenantId) => OverlayStore
  readonly storage: (tenantId: TenantId) => TenantStorage
  readonly clock: Clock
  /** Milliseconds of a clock that never goes back. */
  readonly stopwatch: () => number
}

const PREVIEW_MILLISECONDS = 15_000
const VERSIONS_PAGE = 50
// Of a preference that somebody else's change came before.
const MOST_ATTEMPTS = 5

interface Current {
  readonly record: VocabularyRecord | null
  readonly content: VocabularyContent
  /** Why its content cannot be used, null when it can. */
  readonly damage: string | null
}

export function vocabularyService(options: VocabularyServiceOptions): VocabularyService {
  const { taxonomy, knowledge, overlays, storage, clock, stopwatch } = options
  const previewing = new Set<TenantId>()

  async function current(tenantId: TenantId): Promise<Current> {
    const store = overlays(tenantId)
    const record = await store.latest()
    return { record, ...(await readable(store, record)) }
  }

  async function judge(tenantId: TenantId, content: VocabularyContent, inUse: VocabularyContent): Promise<Judgement> {
    return await judgeContent({
      content,
      current: inUse,
      taxonomy: await taxonomy(),
      knowledge: await knowledge.of(tenantId),
      trial: (proposed) => knowledge.trial(tenantId, proposed),
    })
  }

  async function show(tenantId: TenantId): Promise<Vocabulary> {
    const [{ record, content, damage }, known] = await Promise.all([current(tenantId), knowledge.of(tenantId)])
    const problem = damage ?? known.vocabularyProblem
    return { ...versionOf(record), content, notes: [...(problem === null ? [] : [problem]), ...notesOf(known)] }
  }

  async function accept(
    tenantId: TenantId,
    content: VocabularyContent,
    change: { base: number; changedBy: string; reason: string | null; restores: number | null },
  ): Promise<VocabularyVersion> {
    return versionOf(await overlays(tenantId).accept({ ...change, content, changedAt: clock.now().toISOString() }))
  }

  async function contentOf(tenantId: TenantId, version: number): Promise<Current> {
    const store = overlays(tenantId)
    const record = version === 0 ? null : await storage(tenantId).vocabulary.get(version)
    if (version !== 0 && record === null) throw new VocabularyVersionNotFoundError(version)
    return { record, ...(await readable(store, record)) }
  }

  async function save(tenantId: TenantId, request: SaveVocabularyRequest, changedBy: string): Promise<Vocabulary> {
    const { content, baseVersion: base, reason } = saveVocabularyRequestSchema.parse(request)
    const { record, content: inUse, damage } = await current(tenantId)
    const version = record?.version ?? 0
    if (version !== base) throw new VocabularyChangedError(base, version)
    const tooMuch = beyondLimits(content)
    if (tooMuch.length > 0) throw new UnacceptableVocabularyError(tooMuch)
    if (damage === null && JSON.stringify(content) === JSON.stringify(inUse)) return await show(tenantId)
    const { problems, trial } = await judge(tenantId, content, inUse)
    if (trial === null) throw new UnacceptableVocabularyError(problems)
    const accepted = await accept(tenantId, content, { base, changedBy, reason, restores: null })
    return { ...accepted, content, notes: notesOf(trial) }
  }

  async function preview(
    tenantId: TenantId,
    request: PreviewVocabularyRequest,
    onlyUser: string | null,
  ): Promise<VocabularyPreview> {
    const { content, questions: given, historyLimit } = previewVocabularyRequestSchema.parse(request)
    const { record, content: inUse } = await current(tenantId)
    const { problems, warnings, trial } = await judge(tenantId, content, inUse)
    const result = { baseVersion: record?.version ?? 0, problems: [...problems], warnings: [...warnings] }
    if (trial === null) return { ...result, read: { history: 0, given: 0, more: false }, changes: [] }
    const stored = await storedQuestions(storage(tenantId), historyLimit, onlyUser)
    const { changes, cut, ...read } = await previewQuestions(
      { history: stored.questions, given, today: clock.today() },
      await knowledge.of(tenantId),
      trial,
      { stopwatch, milliseconds: PREVIEW_MILLISECONDS },
    )
    return { ...result, read: { ...read, more: stored.more || cut }, changes: [...changes] }
  }

  return {
    show,
    save,
    async version(tenantId, version) {
      const { record, content, damage } = await contentOf(tenantId, version)
      return { ...versionOf(record), content, notes: damage === null ? [] : [damage] }
    },
    async versions(tenantId, page = {}) {
      const { entries, cursor } = await storage(tenantId).vocabulary.list({ limit: VERSIONS_PAGE, ...page })
      const first = cursor === null ? [versionOf(null)] : []
      return { versions: [...entries.map(versionOf), ...first], cursor }
    },
    async preview(tenantId, request, onlyUser = null) {
      // Questions are read twice each, for seconds: a company does so once at a time, whoever asks.
      if (previewing.has(tenantId)) throw new VocabularyBusyError()
      previewing.add(tenantId)
      try {
        return await preview(tenantId, request, onlyUser)
      } finally {
        previewing.delete(tenantId)
      }
    },
    async rollback(tenantId, request, changedBy) {
      const { version, baseVersion: base, reason } = rollbackVocabularyRequestSchema.parse(request)
      const { content, damage } = await contentOf(tenantId, version)
      if (damage !== null) throw new DamagedVocabularyError(`Version ${version} cannot be brought back: ${damage}`)
      await accept(tenantId, content, { base, changedBy, reason, restores: version })
      return await show(tenantId)
    },
    async prefer(tenantId, preference, changedBy) {
      for (let attempt = 1; ; attempt += 1) {
        const { record, content } = await current(tenantId)
        const request = preferring(preference, content, record?.version ?? 0)
        try {
          return await save(tenantId, request, changedBy)
        } catch (error) {
          if (!(error instanceof VocabularyChangedError) || attempt === MOST_ATTEMPTS) throw error
        }
      }
    },
  }
}

function preferring(preference: Preference, content: VocabularyContent, baseVersion: number): SaveVocabularyRequest {
  const meaning = 'metric' in preference ? preference.metric : preference.member
  const reason = `"${preference.term}" was chosen to mean ${meaning}`.slice(0, vocabularyLimits.reasonCharacters)
  return { content: withPreference(content, preference), baseVersion, reason }
}

/** What of a vocabulary has no effect now. */
function notesOf({ unused }: Knowledge): string[] {
  return unused.map((problem) => `Not in use: ${describeProblem(problem)}`)
}

/** The content as far as it can be read; nothing, with the reason, when it cannot. */
async function readable(store: OverlayStore, record: VocabularyRecord | null): Promise<Omit<Current, 'record'>> {
  try {
    const parsed = vocabularyContentSchema.safeParse((await store.contentOf(record)) ?? {})
    if (parsed.success) return { content: parsed.data, damage: null }
    return { content: vocabularyContentSchema.parse({}), damage: 'it has not the shape of a vocabulary' }
  } catch (error) {
    if (!(error instanceof DamagedVocabularyError || error instanceof SyntaxError)) throw error
    const damage = error instanceof DamagedVocabularyError ? error.message : 'it is not valid JSON'
    return { content: vocabularyContentSchema.parse({}), damage }
  }
}

function versionOf(record: VocabularyRecord | null): VocabularyVersion {
  if (record === null) return { version: 0, changedBy: null, changedAt: null, reason: null, restores: null }
  const { sha256: _sha256, ...version } = record
  return version
}
