import type { ReasonCode } from '@salestalk/protocol'
import type { Draft } from '../draft.ts'

/** Notes something that keeps a draft from being answered as it stands. */
export function issue(
  draft: Draft,
  reason: ReasonCode,
  message: string,
  severity: number,
  suggestions: string[] = [],
): void {
  draft.issues.push({ reason, message, severity, suggestions })
}

export function listOf(names: readonly string[]): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`
}
