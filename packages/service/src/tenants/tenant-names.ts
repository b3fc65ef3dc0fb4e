import { planSchema, type TenantId, tenantIdSchema } from '@salestalk/protocol'
import * as z from 'zod'
import { InvalidTenantError } from './errors.ts'

const NAME_CHARACTERS = 80
const EMAIL_CHARACTERS = 254

/** The id of a company from its name: "Łódź Café & Co." becomes `lodz-cafe-co`. Throws InvalidTenantError. */
export function tenantIdOf(name: string): TenantId {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    // Letters that Unicode does not take apart into a base letter and a mark.
    .replace(/[łøđßæœ]/g, (letter) => ({ ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe' })[letter] ?? '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '')
  const parsed = tenantIdSchema.safeParse(slug)
  if (parsed.success) return parsed.data
  throw new InvalidTenantError('name', `"${shortened(name)}" gives no id: use at least three Latin letters or digits`)
}

/** The name, tidied. Throws InvalidTenantError. */
export function checkedName(name: string): string {
  const tidy = name.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (tidy === '' || tidy.length > NAME_CHARACTERS) {
    throw new InvalidTenantError(
      'name',
      `The name of a company has 1 to ${NAME_CHARACTERS} characters, not ${tidy.length}`,
    )
  }
  if (/\p{Control}/u.test(tidy)) throw new InvalidTenantError('name', 'The name of a company has no control characters')
  return tidy
}

/** The address in the one form it is stored and compared in. Throws InvalidTenantError. */
export function checkedEmail(email: string, field: 'ownerEmail' | 'email'): string {
  const tidy = email.trim().toLowerCase()
  if (tidy.length <= EMAIL_CHARACTERS && z.email().safeParse(tidy).success) return tidy
  throw new InvalidTenantError(field, `"${shortened(email)}" is no e-mail address: give one like ann@example.com`)
}

/** Throws InvalidTenantError. */
export function checkedPlan(plan: string) {
  const parsed = planSchema.safeParse(plan)
  if (parsed.success) return parsed.data
  throw new InvalidTenantError('plan', `There is no plan "${shortened(plan)}": choose ${planSchema.options.join(', ')}`)
}

/** A tenant id somebody typed. Throws InvalidTenantError. */
export function checkedTenantId(tenantId: string): TenantId {
  const parsed = tenantIdSchema.safeParse(tenantId)
  if (parsed.success) return parsed.data
  throw new InvalidTenantError(
    'tenantId',
    `"${shortened(tenantId)}" is no company id: it has 3 to 40 lower-case letters, digits and inner hyphens`,
  )
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
