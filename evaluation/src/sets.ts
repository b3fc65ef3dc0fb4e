import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { type TimeExpressionCase, timeExpressionSchema } from './time-expressions.ts'
import { labelledQuestionSchema, type QuestionSet } from './types.ts'

const setsFolder = fileURLToPath(new URL('../sets', import.meta.url))
const timeSet = 'time-expressions'

export interface LabelledSets {
  readonly questions: readonly QuestionSet[]
  readonly timeExpressions: readonly TimeExpressionCase[]
}

/** A set was asked for that does not exist. */
export class UnknownSetError extends Error {
  override readonly name = 'UnknownSetError'
}

/** A line of a set is not what its kind of set holds; the message names the file, the line and the place in it. */
export class SetLineError extends Error {
  override readonly name = 'SetLineError'
}

/** All sets, or those named. Throws UnknownSetError or SetLineError. */
export async function readSets(only: readonly string[] = []): Promise<LabelledSets> {
  const files = (await readdir(setsFolder)).filter((file) => file.endsWith('.ndjson')).sort()
  const names = files.map((file) => basename(file, '.ndjson'))
  const unknown = only.find((name) => !names.includes(name))
  if (unknown !== undefined) throw new UnknownSetError(`There is no set "${unknown}": choose from ${names.join(', ')}.`)
  const wanted = names.filter((name) => only.length === 0 || only.includes(name))
  const questions = wanted.filter((name) => name !== timeSet)
  return {
    questions: await Promise.all(
      questions.map(async (name) => ({ name, questions: await readLines(name, labelledQuestionSchema) })),
    ),
    timeExpressions: wanted.includes(timeSet) ? await readLines(timeSet, timeExpressionSchema) : [],
  }
}

async function readLines<Schema extends z.ZodType>(name: string, schema: Schema): Promise<z.infer<Schema>[]> {
  const text = await readFile(join(setsFolder, `${name}.ndjson`), 'utf8')
  return text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [readLine(line, schema, `${name}.ndjson, line ${index + 1}`)]))
}

function readLine<Schema extends z.ZodType>(line: string, schema: Schema, place: string): z.infer<Schema> {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (cause) {
    throw new SetLineError(`${place} is not JSON: every line holds one question as an object.`, { cause })
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new SetLineError(`${place}: ${z.prettifyError(parsed.error)}`, { cause: parsed.error })
}
