import {
  previewVocabularyRequestSchema,
  rollbackVocabularyRequestSchema,
  saveVocabularyRequestSchema,
} from '@salestalk/protocol'
import * as z from 'zod'
import { VocabularyVersionNotFoundError } from '../../vocabulary/errors.ts'
import type { VocabularyService } from '../../vocabulary/vocabulary-service.ts'
import { type Handler, type MemberIdentity, memberOf } from '../context.ts'
import { isGuest } from '../middleware/access.ts'
import { modelBytesMax, readJson, readParameter, readQuery } from '../request.ts'

const pageSchema = z.object({
  cursor: z.string().max(4096).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

export interface VocabularyRoutesOptions {
  readonly vocabulary: VocabularyService
}

export function vocabularyRoutes({ vocabulary: service }: VocabularyRoutesOptions) {
  const vocabulary: Handler = async (context) => context.json(await service.show(memberOf(context).tenantId))

  const vocabularyVersions: Handler = async (context) =>
    context.json(await service.versions(memberOf(context).tenantId, readQuery(context, pageSchema)))

  const vocabularyVersion: Handler = async (context) => {
    const version = Number(readParameter(context, 'version'))
    if (!Number.isSafeInteger(version) || version < 0) throw new VocabularyVersionNotFoundError(version)
    return context.json(await service.version(memberOf(context).tenantId, version))
  }

  const previewVocabulary: Handler = async (context) => {
    const member = memberOf(context)
    const request = await readJson(context, previewVocabularyRequestSchema, modelBytesMax)
    return context.json(await service.preview(member.tenantId, request, onlyOwn(member)))
  }

  const saveVocabulary: Handler = async (context) => {
    const member = memberOf(context)
    const request = await readJson(context, saveVocabularyRequestSchema)
    return context.json(await service.save(member.tenantId, request, nameOf(member)))
  }

  const rollbackVocabulary: Handler = async (context) => {
    const member = memberOf(context)
    const request = await readJson(context, rollbackVocabularyRequestSchema)
    return context.json(await service.rollback(member.tenantId, request, nameOf(member)))
  }

  return { vocabulary, vocabularyVersions, vocabularyVersion, previewVocabulary, saveVocabulary, rollbackVocabulary }
}

/** Guests of a demo company are strangers to each other: nobody is shown what another one asked. */
function onlyOwn(member: MemberIdentity): string | null {
  return isGuest(member) ? member.userId : null
}

function nameOf(member: MemberIdentity): string {
  return isGuest(member) ? 'guest' : member.email || member.userId
}
