import { createHash } from 'node:crypto'
import { memberRoleSchema } from '@salestalk/protocol'
import * as z from 'zod'
import { tenantRecordSchema } from '../storage/tenant-repository.ts'
import { ArchiveError } from './errors.ts'

/**
 * An archive is JSON lines, compressed: a header, people, items, files in pieces, and an end that says how much there was and the
 * SHA-256 of all lines before it. Whatever is missing or changed shows at the end, and nothing exists before that.
 */
const headerSchema = z.object({
  kind: z.literal('salestalk-archive'),
  format: z.literal(1),
  exportedAt: z.string(),
  tenant: tenantRecordSchema,
})
const personSchema = z.object({
  kind: z.literal('person'),
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  createdAt: z.string(),
  role: memberRoleSchema,
})
const itemSchema = z.object({
  kind: z.literal('item'),
  table: z.enum(['messages', 'metrics']),
  item: z.looseObject({ pk: z.string(), sk: z.string(), expiresAt: z.number().optional() }),
})
const fileSchema = z.object({ kind: z.literal('file'), key: z.string() })
const pieceSchema = z.object({ kind: z.literal('piece'), data: z.string() })
const endSchema = z.object({ kind: z.literal('end'), items: z.int(), files: z.int(), sha256: z.string() })

export const archiveLineSchema = z.discriminatedUnion('kind', [
  headerSchema,
  personSchema,
  itemSchema,
  fileSchema,
  pieceSchema,
  endSchema,
])
export type ArchiveLine = z.infer<typeof archiveLineSchema>
export type ArchiveEnd = z.infer<typeof endSchema>

/** Adds lines up, so that both sides can compare. */
export function lineDigest() {
  const hash = createHash('sha256')
  return {
    add: (text: string) => hash.update(`${text}\n`),
    result: () => hash.digest('hex'),
  }
}

/** Throws ArchiveError when the line is damaged. */
export function parseLine(text: string, number: number): ArchiveLine {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new ArchiveError(`Line ${number} of the archive is damaged: export the company again`, { cause })
  }
  const parsed = archiveLineSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue?.path.join('.') || 'the line'
  throw new ArchiveError(`Line ${number} of the archive is not valid at ${place}: ${issue?.message}`)
}
