import * as protocol from '@salestalk/protocol'
import * as z from 'zod'
import type { Operation, OperationResponse } from './operation.ts'
import { operations } from './operations.ts'

type JsonObject = Record<string, unknown>

/** Shapes that get a name of their own in the document; everything else is written where it is used. */
const named: Readonly<Record<string, z.ZodType>> = {
  Answer: protocol.answerSchema,
  Batch: protocol.batchSchema,
  Catalog: protocol.catalogSchema,
  ChartSpec: protocol.chartSpecSchema,
  ChatEvent: protocol.chatEventSchema,
  ChatRequest: protocol.chatRequestSchema,
  Company: protocol.companySchema,
  Condition: protocol.conditionSchema,
  DatasetModel: protocol.datasetModelSchema,
  Expression: protocol.expressionSchema,
  IngestPreview: protocol.ingestPreviewSchema,
  IngestReport: protocol.ingestReportSchema,
  Interpretation: protocol.interpretationSchema,
  Message: protocol.messageSchema,
  MetricQuery: protocol.metricQuerySchema,
  Problem: protocol.problemSchema,
  Reference: protocol.referenceSchema,
  Session: protocol.sessionSchema,
  SignedIn: protocol.signedInSchema,
  Upload: protocol.uploadSchema,
  User: protocol.userSchema,
  Vocabulary: protocol.vocabularySchema,
  VocabularyContent: protocol.vocabularyContentSchema,
  VocabularyPreview: protocol.vocabularyPreviewSchema,
  VocabularyProblem: protocol.vocabularyProblemSchema,
  VocabularyVersion: protocol.vocabularyVersionSchema,
}

/** The OpenAPI 3.1 document of the whole API, from the table of operations and the schemas of the protocol. */
export function openApiDocument(version: string): JsonObject {
  const schemas = new SchemaWriter()
  const paths: Record<string, JsonObject> = {}
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(name, operation, schemas) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'SalesTalk',
      version,
      description: 'Ask business data questions; every figure in an answer carries its source.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: schemas.components(),
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  }
}

function describe(operationId: string, operation: Operation, schemas: SchemaWriter): JsonObject {
  const { summary, tag, access, path, query = {}, headers = {}, body } = operation
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const named = (place: 'query' | 'header', parameters: NonNullable<Operation['query']>) =>
    Object.entries(parameters).map(([name, { schema, description }]) => ({
      name,
      in: place,
      required: !schema.safeParse(undefined).success,
      description,
      schema: schemas.write(schema, 'input'),
    }))
  const parameters = [...inPath, ...named('query', query), ...named('header', headers)]
  return {
    operationId,
    summary,
    tags: [tag],
    security: access === 'public' ? [] : [{ token: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === undefined ? {} : { requestBody: { required: true, content: bodyContent(body, schemas) } }),
    responses: responsesOf(operationId, operation, schemas),
  }
}

function bodyContent(body: z.ZodType | 'file', schemas: SchemaWriter): JsonObject {
  if (body === 'file') return { 'application/octet-stream': {} }
  return { 'application/json': { schema: schemas.write(body, 'input') } }
}

function responsesOf(operationId: string, { responses }: Operation, schemas: SchemaWriter): JsonObject {
  const problem = {
    description: 'What went wrong and what to do',
    content: { 'application/problem+json': { schema: schemas.write(protocol.problemSchema, 'output') } },
  }
  const described = Object.entries(responses).map(([status, response]) => [status, responseOf(response, schemas)])
  const result: Record<string, JsonObject> = Object.fromEntries(described)
  if (operationId === 'ask') {
    const stream = { schema: schemas.write(protocol.chatEventSchema, 'output') }
    const json = { schema: schemas.write(protocol.answerSchema, 'output') }
    result[200] = { ...result[200], content: { 'application/json': json, 'text/event-stream': stream } }
  }
  return { ...result, default: problem }
}

function responseOf({ description, schema, contentType }: OperationResponse, schemas: SchemaWriter): JsonObject {
  if (schema !== null) {
    return { description, content: { 'application/json': { schema: schemas.write(schema, 'output') } } }
  }
  return contentType === undefined ? { description } : { description, content: { [contentType]: {} } }
}

/** Writes schemas as JSON Schema, referring to the named ones. */
class SchemaWriter {
  private readonly registry = z.registry<{ id: string }>()

  constructor() {
    for (const [id, schema] of Object.entries(named)) this.registry.add(schema, { id })
  }

  write(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
    const name = this.registry.get(schema)?.id
    if (name !== undefined) return { $ref: `#/components/schemas/${name}` }
    const { $schema: _dialect, $defs: _definitions, ...rest } = z.toJSONSchema(schema, { metadata: this.registry, io })
    return pointToComponents(rest)
  }

  components(): JsonObject {
    const entries = Object.entries(named).map(([id, schema]) => {
      const io = id === 'ChatRequest' ? 'input' : 'output'
      const written = z.toJSONSchema(schema, { metadata: this.registry, io })
      const { $schema: _dialect, $defs: definitions, id: _id, ...own } = written
      // A schema that refers to itself is written among its own definitions.
      const body = '$ref' in own && definitions?.[id] ? definitions[id] : own
      const { id: _inner, ...rest } = { ...body } as JsonObject
      return [id, pointToComponents(rest)]
    })
    return Object.fromEntries(entries)
  }
}

function pointToComponents(value: JsonObject): JsonObject {
  const text = JSON.stringify(value, (key, inner: unknown) => (key === '$defs' ? undefined : inner))
  return JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/'), dropIds) as JsonObject
}

function dropIds(this: unknown, key: string, value: unknown): unknown {
  const isIdOfSchema = key === 'id' && typeof value === 'string' && value in named
  return isIdOfSchema ? undefined : value
}
