import type { Operation, operationTags } from './http/operation.ts'
import { operations } from './http/operations.ts'

/** How a function on AWS is built and sized; Terraform reads this table as JSON. */
export interface FunctionDefinition {
  /** May read rows, so DuckDB's library lies beside it. */
  readonly duckdb: boolean
  /** Can send an answer in pieces, through `{name}.streamingHandler`. */
  readonly streams: boolean
  readonly memoryMegabytes: number
  readonly timeoutSeconds: number
  /** Of `/tmp`: segments are cached and files are read there. */
  readonly diskMegabytes: number
}

/** Every function of the AWS deployment, by name; `entrypoints/lambda/{name}.ts` is its code. */
export const functions = {
  'chat-handler': { duckdb: true, streams: true, memoryMegabytes: 1769, timeoutSeconds: 60, diskMegabytes: 1024 },
  'metrics-handler': { duckdb: true, streams: false, memoryMegabytes: 3008, timeoutSeconds: 900, diskMegabytes: 10240 },
  'tenant-onboard': { duckdb: true, streams: false, memoryMegabytes: 1024, timeoutSeconds: 900, diskMegabytes: 1024 },
  'insights-worker': { duckdb: true, streams: false, memoryMegabytes: 1769, timeoutSeconds: 300, diskMegabytes: 2048 },
  'event-publisher': { duckdb: false, streams: false, memoryMegabytes: 512, timeoutSeconds: 300, diskMegabytes: 512 },
  'session-timer': { duckdb: false, streams: false, memoryMegabytes: 512, timeoutSeconds: 300, diskMegabytes: 512 },
} as const satisfies Record<string, FunctionDefinition>

export type FunctionName = keyof typeof functions
export const functionNames = Object.keys(functions) as FunctionName[]

/** Which function serves the operations of a tag, but for those served apart. */
const functionOfTag: Record<(typeof operationTags)[number], FunctionName> = {
  System: 'chat-handler',
  'Sign-in': 'chat-handler',
  Chat: 'chat-handler',
  Catalog: 'chat-handler',
  Data: 'metrics-handler',
  Companies: 'tenant-onboard',
}

// It changes accounts, which the function that everybody talks to has no right to.
const servedApart = new Map<Operation, FunctionName>([[operations.switchCompany, 'tenant-onboard']])

/** The function on AWS that serves an operation. */
export function functionOf(operation: Operation): FunctionName {
  return servedApart.get(operation) ?? functionOfTag[operation.tag]
}

/** For whoever provisions the functions: handlers, size, and whether the DuckDB layer is needed. */
export function functionsFile() {
  return Object.fromEntries(
    functionNames.map((name) => {
      const { streams, duckdb, ...size } = functions[name]
      const streaming = streams ? { streamingHandler: `${name}.streamingHandler` } : {}
      return [name, { handler: `${name}.handler`, ...streaming, layers: duckdb ? ['duckdb'] : [], ...size }] as const
    }),
  )
}

/** For whoever provisions the gateway: `{METHOD} {path}` -> function. */
export function httpRoutesFile() {
  return Object.fromEntries(
    Object.values<Operation>(operations).map(
      (operation) => [`${operation.method.toUpperCase()} ${operation.path}`, functionOf(operation)] as const,
    ),
  )
}
