import type * as z from 'zod'
import type { RequestContext } from './context.ts'
import { RequestError } from './errors.ts'

/** Bodies of JSON requests: a question of 100,000 characters is still read, so that it gets a refusal of its own. */
const jsonBytesMax = 1024 * 1024
/** A model of 2,000 columns with its metrics and synonyms. */
export const modelBytesMax = 4 * 1024 * 1024

/** The JSON body, checked. Throws RequestError: unsupported_media_type, body_too_large, invalid_json, invalid_request. */
export async function readJson<Schema extends z.ZodType>(
  context: RequestContext,
  schema: Schema,
  bytesMax = jsonBytesMax,
): Promise<z.output<Schema>> {
  const type = context.req.header('content-type') ?? ''
  if (!/^application\/json\b/i.test(type)) {
    throw new RequestError('unsupported_media_type', 'Send the request as JSON, with content-type: application/json')
  }
  const text = await readText(context, bytesMax)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new RequestError('invalid_json', `The body is not valid JSON: ${reasonOf(cause)}`, {}, cause)
  }
  return checked(schema, value)
}

/** Reads no more than allowed, whatever the header says about the length. */
async function readText(context: RequestContext, bytesMax: number): Promise<string> {
  const tooLarge = () => new RequestError('body_too_large', `The body is larger than ${bytesMax} bytes: send less`)
  if (Number(context.req.header('content-length') ?? 0) > bytesMax) throw tooLarge()
  const { body } = context.req.raw
  if (body === null) return ''
  const chunks: Uint8Array[] = []
  let bytes = 0
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await context.get('inTime')(reader.read().catch(cutOff))
    if (done) break
    bytes += value.byteLength
    if (bytes > bytesMax) {
      await reader.cancel()
      throw tooLarge()
    }
    chunks.push(value)
  }
  return decode(Buffer.concat(chunks))
}

/** The connection ended, or the sender gave up, before the body did. */
function cutOff(cause: unknown): never {
  throw new RequestError('body_incomplete', 'The body was cut off: send it again', { connection: 'close' }, cause)
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new RequestError('invalid_json', 'The body is not valid UTF-8', {}, cause)
  }
}

/** Query parameters by the schemas of an operation. Throws RequestError invalid_request. */
export function readQuery<Schema extends z.ZodType>(context: RequestContext, schema: Schema): z.output<Schema> {
  return checked(schema, context.req.query())
}

export function readParameter(context: RequestContext, name: string): string {
  return context.req.param(name) ?? ''
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.slice(0, 5).map(({ path, message }) => {
    const place = path.map(String).join('.')
    return place === '' ? message : `at ${place}: ${message}`
  })
  throw new RequestError('invalid_request', `The request is not valid: ${problems.join('; ')}`)
}

function reasonOf(error: unknown): string {
  // The engine's message quotes the body; nobody needs to see more of it than where it broke.
  return error instanceof Error ? error.message.slice(0, 100) : 'unreadable'
}
