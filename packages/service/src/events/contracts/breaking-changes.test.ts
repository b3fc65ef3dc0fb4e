import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { breakingChanges } from './breaking-changes.ts'
import { eventSchemas } from './event-schemas.ts'

const shape = {
  id: z.uuid(),
  source: z.enum(['api', 'file']),
  count: z.int().min(0),
  note: z.string().optional(),
  unit: z.string().nullable(),
  rows: z.array(z.object({ metric: z.string(), period: z.string().optional() })),
  labels: z.record(z.string(), z.string()),
}

function changes(next: z.ZodRawShape): string[] {
  const [released, now] = [shape, next].map((part) => z.toJSONSchema(z.object(part), { io: 'input' }))
  return breakingChanges('rows.counted.v1', released ?? {}, now ?? {})
}

function without(name: keyof typeof shape): z.ZodRawShape {
  return Object.fromEntries(Object.entries(shape).filter(([key]) => key !== name))
}

describe('a released event type', () => {
  it.each<[string, z.ZodRawShape]>([
    ['nothing at all', shape],
    ['a new optional field', { ...shape, region: z.string().optional() }],
    [
      'a new optional field inside',
      { ...shape, rows: z.array(shape.rows.element.extend({ unit: z.string().optional() })) },
    ],
    ['a new value of an enumeration', { ...shape, source: z.enum(['api', 'file', 'integration']) }],
    ['another order of fields', Object.fromEntries(Object.entries(shape).reverse())],
    ['a description', { ...shape, count: shape.count.describe('How many') }],
  ])('may change by %s', (_name, next) => {
    expect(changes(next)).toEqual([])
  })
  it.each<[string, z.ZodRawShape, RegExp]>([
    ['a field removed', without('count'), /count was removed or renamed/],
    ['a field renamed', { ...without('count'), total: shape.count.optional() }, /count was removed or renamed/],
    ['a field of another type', { ...shape, count: z.string() }, /count changed its type from "integer" to "string"/],
    ['a field optional now', { ...shape, count: shape.count.optional() }, /count was always there and is optional now/],
    ['a field required now', { ...shape, note: z.string() }, /note was optional and is required now/],
    ['a new required field', { ...shape, region: z.string() }, /region is new and required/],
    ['a value of an enumeration removed', { ...shape, source: z.enum(['api']) }, /source lost its value file/],
    ['an enumeration opened', { ...shape, source: z.string() }, /source is an enumeration in one version only/],
    ['a field nullable now', { ...shape, count: shape.count.nullable() }, /count/],
    ['a field never null now', { ...shape, unit: z.string() }, /unit/],
    ['another range', { ...shape, count: z.int().min(1) }, /count changed its minimum from 0 to 1/],
    ['another format', { ...shape, id: z.string() }, /id changed its format from "uuid" to nothing/],
    [
      'a field inside a list removed',
      { ...shape, rows: z.array(z.object({ metric: z.string() })) },
      /rows\[\]\.period was/,
    ],
    ['other values of a record', { ...shape, labels: z.record(z.string(), z.number()) }, /labels\[\] changed its type/],
  ])('may not change by %s', (_name, next, problem) => {
    const [first, ...rest] = changes(next)
    expect(first).toMatch(problem)
    expect(first).toMatch(/^rows\.counted\.v1: .*: leave it as it was released and make rows\.counted\.v2\.$/)
    for (const sentence of rest) expect(sentence).toContain('make rows.counted.v2')
  })
  it('may not go away', () => {
    expect(breakingChanges('rows.counted.v9', {}, null)).toEqual([
      'rows.counted.v9: the type is gone: leave it as it was released and make rows.counted.v10.',
    ])
  })
  it('breaks by whichever field is taken away', () => {
    const types = [...eventSchemas()]
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.nat(), ([type, schema], pick) => {
        const smaller = structuredClone(schema)
        const fields = fieldsOf(smaller)
        fields[pick % fields.length]?.()
        expect(breakingChanges(type, schema, smaller)).not.toEqual([])
      }),
      { seed: 1 },
    )
  })
})

/** Everything that takes one field out of the schema. */
function fieldsOf(value: unknown): (() => void)[] {
  if (typeof value !== 'object' || value === null) return []
  const properties: unknown = Reflect.get(value, 'properties')
  const own =
    typeof properties === 'object' && properties !== null
      ? Object.keys(properties).map((name) => () => void Reflect.deleteProperty(properties, name))
      : []
  return [...own, ...Object.values(value).flatMap(fieldsOf)]
}

describe('the released events of this repository', () => {
  const folder = new URL('../../../../../contracts/released/', import.meta.url)
  it.each(readdirSync(folder))('are still readable: %s', (file) => {
    const type = file.replace('.schema.json', '')
    const released = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
    expect(breakingChanges(type, released, eventSchemas().get(type) ?? null)).toEqual([])
  })
})
