import { eventSchemas } from '../events/contracts/event-schemas.ts'
import { openApiDocument } from './openapi.ts'

/** The JSON files of contracts/, by path, as text: the OpenAPI document and a JSON Schema for each event. */
export function contractFiles(version: string): Map<string, string> {
  const files = new Map<string, unknown>([['openapi.json', openApiDocument(version)]])
  for (const [type, schema] of eventSchemas()) files.set(`events/${type}.schema.json`, schema)
  return new Map(Array.from(files, ([path, content]) => [path, `${JSON.stringify(content, null, 2)}\n`]))
}
