import { createHash } from 'node:crypto'
import type { DeletionCertificate } from '@salestalk/protocol'

/** The certificate with the checksum of its content. */
export function sealed(content: Omit<DeletionCertificate, 'sha256'>): DeletionCertificate {
  return { ...content, sha256: digestOf(content) }
}

/** Whether nothing of it was changed since it was made. */
export function isUnchanged({ sha256, ...content }: DeletionCertificate): boolean {
  return digestOf(content) === sha256
}

function digestOf(content: Omit<DeletionCertificate, 'sha256'>): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex')
}

/** JSON with sorted keys and no white space: the same content gives the same bytes, whoever writes it. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  )
}
