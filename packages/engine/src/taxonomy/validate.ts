import * as z from 'zod'
import { suggest } from '../support/suggest.ts'
import { withoutInherited } from '../support/without-inherited.ts'
import type { TaxonomyProblem } from './errors.ts'

export type Validated<Value> =
  | { readonly value: Value; readonly problems: readonly [] }
  | { readonly value: null; readonly problems: readonly TaxonomyProblem[] }

/** Checks one file against its schema; problems carry the path inside the file and the nearest known key or value. */
export function validateFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  content: unknown,
): Validated<z.infer<Schema>> {
  const result = schema.safeParse(content, { reportInput: true })
  if (result.success) return { value: withoutInherited(result.data), problems: [] }
  return { value: null, problems: result.error.issues.flatMap((issue) => toProblems(file, schema, issue)) }
}

function toProblems(file: string, schema: z.ZodType, issue: z.core.$ZodIssue): TaxonomyProblem[] {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    const known = propertyNames(z.toJSONSchema(schema, { io: 'input' }))
    return issue.keys.map((key) => ({
      file,
      path: [...path, key].join('.'),
      message: `unknown key "${key}"`,
      suggestion: suggest(key, known),
    }))
  }
  const base = { file, path: path.join('.') }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String)
    const given = typeof issue.input === 'string' ? issue.input : null
    const message = `expected one of ${values.join(', ')}${given === null ? '' : `, got "${given}"`}`
    return [{ ...base, message, suggestion: given === null ? null : suggest(given, values) }]
  }
  return [{ ...base, message: issue.message, suggestion: null }]
}

/** All property names anywhere in a JSON Schema. */
function propertyNames(schema: unknown): Set<string> {
  const names = new Set<string>()
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, child] of Object.entries(node)) {
      if (key === 'properties' && typeof child === 'object' && child !== null) {
        for (const name of Object.keys(child)) names.add(name)
      }
      visit(child)
    }
  }
  visit(schema)
  return names
}
