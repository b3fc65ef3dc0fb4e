import { eventSchema } from '@salestalk/protocol'
import * as z from 'zod'

/** The JSON Schema (draft 2020-12) of every event, by type. */
export function eventSchemas(): Map<string, object> {
  return new Map(
    eventSchema.options.map((schema) => {
      const type = schema.shape.eventType.value
      return [type, { title: type, ...z.toJSONSchema(schema, { io: 'input' }) }]
    }),
  )
}
