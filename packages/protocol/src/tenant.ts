import * as z from 'zod'

/** A tenant's id: 3 to 40 lower-case letters, digits and inner hyphens. Safe in table names, paths and log lines. */
export const tenantIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/, 'a tenant id has 3 to 40 lower-case letters, digits or inner hyphens')
  .brand<'TenantId'>()

export type TenantId = z.infer<typeof tenantIdSchema>

export const tenantStatusSchema = z.enum(['active', 'suspended', 'deleted'])
export type TenantStatus = z.infer<typeof tenantStatusSchema>

/** What a signed-in person may do: operators run the platform and belong to no tenant; admins and members belong to one. */
export const userRoleSchema = z.enum(['operator', 'admin', 'member'])
export type UserRole = z.infer<typeof userRoleSchema>

/** Of somebody who belongs to a company. */
export const memberRoleSchema = userRoleSchema.extract(['admin', 'member'])
export type MemberRole = z.infer<typeof memberRoleSchema>
