import type * as z from 'zod'

/** Environment variables by name. Only config.ts reads the process's own. */
export type Variables = Readonly<Record<string, string | undefined>>

/** A setting that cannot be used; the message names the variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** The settings a schema finds among the variables. Throws ConfigError. */
export function parseVariables<Settings>(schema: z.ZodType<Settings>, variables: Variables): Settings {
  const result = schema.safeParse(variables)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const name = issue?.path.join('.') ?? ''
  if (variables[name] === undefined) throw new ConfigError(`The environment variable ${name} is missing: set it`)
  throw new ConfigError(`The environment variable ${name} cannot be used: ${issue?.message}`)
}
