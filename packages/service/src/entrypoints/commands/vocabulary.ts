import { readFile } from 'node:fs/promises'
import {
  type Preference,
  type PreviewVocabularyRequest,
  type TenantId,
  type VocabularyContent,
  type VocabularyPreview,
  vocabularyContentSchema,
} from '@salestalk/protocol'
import * as z from 'zod'
import {
  type PhraseTarget,
  type SettingName,
  withForbidden,
  withNames,
  withoutPhrase,
  withPreference,
  withSetting,
} from '../../vocabulary/edit-content.ts'
import { describeVocabularyProblem } from '../../vocabulary/errors.ts'
import type { SalesTalk } from '../../wiring.ts'
import { CommandFailure, UsageError } from '../command-line/failures.ts'
import { type CommandContext, requireTenant, withSalesTalk } from '../command-line/run-context.ts'
import { previewText, versionsText, vocabularyText } from './vocabulary-text.ts'

const CHANGED_BY = 'command-line'

interface TenantOption {
  readonly tenant: string
}
interface ChangeOptions extends TenantOption {
  readonly questions?: string
  readonly history: number
  readonly reason?: string
  readonly yes?: boolean
}
interface TargetOptions {
  readonly metric?: string
  readonly dimension?: string
  readonly member?: string
}

export async function showVocabulary(
  context: CommandContext,
  { tenant, versionNumber }: TenantOption & { versionNumber?: number },
): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const tenantId = await requireTenant(salesTalk, tenant)
    const { vocabulary } = salesTalk
    const shown =
      versionNumber === undefined ? await vocabulary.show(tenantId) : await vocabulary.version(tenantId, versionNumber)
    context.output.result(shown, () => vocabularyText(shown))
  })
}

export async function showVersions(context: CommandContext, { tenant }: TenantOption): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const tenantId = await requireTenant(salesTalk, tenant)
    const page = await salesTalk.vocabulary.versions(tenantId, { limit: 100 })
    context.output.result(page, () => versionsText(page))
  })
}

export async function rollBack(
  context: CommandContext,
  version: number,
  { tenant, reason }: TenantOption & { reason?: string },
): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const tenantId = await requireTenant(salesTalk, tenant)
    const { version: baseVersion } = await salesTalk.vocabulary.show(tenantId)
    const request = { version, baseVersion, reason: reason ?? null }
    const restored = await salesTalk.vocabulary.rollback(tenantId, request, CHANGED_BY)
    context.output.result(
      { vocabulary: restored },
      () => `Version ${restored.version} has the words and settings of version ${version}.`,
    )
  })
}

export async function addNames(
  context: CommandContext,
  phrases: string[],
  options: ChangeOptions & TargetOptions & { weight: number },
): Promise<void> {
  const target = targetOf(options)
  if (target.kind === 'member') throw new UsageError('Give members names with: salestalk vocabulary alias.')
  await change(context, options, (content) => withNames(content, target, phrases, options.weight))
}

export async function addAliases(
  context: CommandContext,
  member: { dimension: string; member: string },
  names: string[],
  options: ChangeOptions,
): Promise<void> {
  await change(context, options, (content) => withNames(content, { kind: 'member', ...member }, names))
}

export async function forbidPhrases(
  context: CommandContext,
  phrases: string[],
  options: ChangeOptions & TargetOptions,
): Promise<void> {
  const target = targetOf(options)
  await change(context, options, (content) => withForbidden(content, target, phrases))
}

export async function preferMeaning(
  context: CommandContext,
  term: string,
  options: ChangeOptions & TargetOptions,
): Promise<void> {
  const preference = preferenceOf(term, targetOf(options))
  await change(context, options, (content) => withPreference(content, preference))
}

export async function removePhrase(context: CommandContext, phrase: string, options: ChangeOptions): Promise<void> {
  await change(context, options, (content) => withoutPhrase(content, phrase))
}

export async function changeSetting(
  context: CommandContext,
  setting: SettingName,
  value: string,
  options: ChangeOptions,
): Promise<void> {
  await change(context, options, (content) => {
    try {
      return withSetting(content, setting, value)
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error
      throw new UsageError(`"${value}" is no value of ${setting}: ${error.issues[0]?.message ?? 'see --help'}.`)
    }
  })
}

export async function previewFile(context: CommandContext, file: string, options: ChangeOptions): Promise<void> {
  const { content } = await contentOfFile(file)
  await change(context, options, () => content)
}

export async function applyFile(context: CommandContext, file: string, options: ChangeOptions): Promise<void> {
  const { content, version } = await contentOfFile(file)
  await change(context, { ...options, yes: true }, () => content, version)
}

/** Shows what a change would do, and accepts it when that was agreed to. Fails, after it was shown, when it cannot be accepted. */
async function change(
  context: CommandContext,
  options: ChangeOptions,
  edit: (content: VocabularyContent) => VocabularyContent,
  base: number | null = null,
): Promise<void> {
  const given = options.questions === undefined ? [] : await questionsOfFile(options.questions)
  await withSalesTalk(context, async (salesTalk) => {
    const tenantId = await requireTenant(salesTalk, options.tenant)
    const { version, content: before } = await salesTalk.vocabulary.show(tenantId)
    const content = edit(before)
    const request = { content, questions: given, historyLimit: Math.min(options.history, 1000) }
    const preview = await previewOf(salesTalk, tenantId, request)
    if (options.yes !== true) {
      const advice =
        JSON.stringify(content) === JSON.stringify(before) ? 'Nothing would change.' : 'Nothing is changed.'
      context.output.result({ preview, accepted: null }, () => `${previewText(preview)}\n${advice}`)
      return
    }
    const reason = options.reason ?? null
    const change = { content, baseVersion: base ?? version, reason }
    const accepted = await salesTalk.vocabulary.save(tenantId, change, CHANGED_BY)
    context.output.result(
      { preview, accepted },
      () => `${previewText(preview)}\nVersion ${accepted.version} is in use from the next question on.`,
    )
  })
}

async function previewOf(
  { vocabulary }: SalesTalk,
  tenantId: TenantId,
  request: PreviewVocabularyRequest,
): Promise<VocabularyPreview> {
  const preview = await vocabulary.preview(tenantId, request)
  const { problems } = preview
  if (problems.length === 0) return preview
  throw new CommandFailure(`This cannot be accepted: ${problems.map(describeVocabularyProblem).join('; ')}.`)
}

function preferenceOf(term: string, target: PhraseTarget): Preference {
  switch (target.kind) {
    case 'metrics':
      return { term, metric: target.id }
    case 'member':
      return { term, dimension: target.dimension, member: target.member }
    case 'dimensions':
      throw new UsageError('Name the --member of the dimension, or a --metric.')
  }
}

function targetOf({ metric, dimension, member }: TargetOptions): PhraseTarget {
  if (metric !== undefined && dimension === undefined && member === undefined) return { kind: 'metrics', id: metric }
  if (metric === undefined && dimension !== undefined) {
    return member === undefined ? { kind: 'dimensions', id: dimension } : { kind: 'member', dimension, member }
  }
  throw new UsageError('Say what is meant: --metric ID, --dimension ID, or --dimension ID --member NAME.')
}

const shownSchema = z.object({ version: z.int().min(0), content: z.unknown() })

/** The content in a file, alone or as "show --json" writes it, with the version it was shown at. */
async function contentOfFile(file: string): Promise<{ content: VocabularyContent; version: number | null }> {
  const value = parsedJson(file, await readFile(file, 'utf8'))
  const shown = shownSchema.safeParse(value)
  const parsed = vocabularyContentSchema.safeParse(shown.success ? shown.data.content : value)
  if (parsed.success) return { content: parsed.data, version: shown.success ? shown.data.version : null }
  const [issue] = parsed.error.issues
  throw new CommandFailure(`${file} is no vocabulary, at ${issue?.path.join('.') || 'the top'}: ${issue?.message}.`)
}

async function questionsOfFile(file: string): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).split(/\r?\n/).filter((line) => line.trim() !== '')
  return lines.map((line, index) => {
    const parsed = z.object({ question: z.string() }).safeParse(parsedJson(`${file}, line ${index + 1}`, line))
    if (!parsed.success) throw new CommandFailure(`${file}, line ${index + 1}, has no "question": write one a line.`)
    return parsed.data.question
  })
}

function parsedJson(place: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (cause) {
    throw new CommandFailure(`${place}: this is not valid JSON.`, { cause })
  }
}
