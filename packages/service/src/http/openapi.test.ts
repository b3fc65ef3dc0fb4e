import { describe, expect, it } from 'vitest'
import { openApiDocument } from './openapi.ts'
import { operations } from './operations.ts'

const document = openApiDocument('1.0.0') as {
  paths: Record<string, Record<string, { operationId: string; security: object[] }>>
  components: { schemas: Record<string, { properties?: Record<string, unknown> }> }
}

describe('the OpenAPI document', () => {
  it('has every operation once, under its path and method', () => {
    const found = Object.values(document.paths).flatMap((path) => Object.values(path).map((one) => one.operationId))
    expect(found.sort()).toEqual(Object.keys(operations).sort())
  })

  it('refers only to schemas it holds', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, target]) => target)
    expect(references.length).toBeGreaterThan(20)
    const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`)
    expect(references.filter((target) => !known.includes(target ?? ''))).toEqual([])
  })

  it('describes a reading within a reading by reference', () => {
    expect(document.components.schemas.Interpretation?.properties?.readings).toEqual({
      type: 'array',
      items: { $ref: '#/components/schemas/Interpretation' },
    })
  })

  it('asks for a token wherever one is needed', () => {
    expect(document.paths['/v1/chat']?.post?.security).toEqual([{ token: [] }])
    expect(document.paths['/v1/health']?.get?.security).toEqual([])
  })
})
