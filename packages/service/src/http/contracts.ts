import { eventSchema } from '@salestalk/protocol'
import * as z from 'zod'
import { openApiDocument } from './openapi.ts'

/** The files of contracts/, by path, as text: the OpenAPI document and a JSON Schema for each event. */
export function contractFiles(version: string): Map<string, string> {
  const files = new Map<string, unknown>([['openapi.json', openApiDocument(version)]])
  for (const schema of eventSchema.options) {
    const name = schema.shape.eventType.value
    files.set(`events/${name}.schema.json`, { title: name, ...z.toJSONSchema(schema, { io: 'input' }) })
  }
  return new Map(Array.from(files, ([path, content]) => [path, `${JSON.stringify(content, null, 2)}\n`]))
}
