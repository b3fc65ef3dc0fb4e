import type { Operation, operationTags } from './http/operation.ts'
import { operations } from './http/operations.ts'

/** How a function on AWS is built and sized; Terraform reads this table as JSON. */
export interface FunctionDefinition {
  /** Answers questions from rows, so it needs DuckDB's library beside it. */
  readonly usesDuckDb: boolean
  readonly memoryMegabytes: number
  readonly timeoutSeconds: number
  /** Of `/tmp`: segments are cached and files are read there. */
  readonly diskMegabytes: number
}

/** Every function of the AWS deployment, by name; `entrypoints/lambda/{name}.ts` is its code. */
export const functions = {
  'chat-handler': { usesDuckDb: true, memoryMegabytes: 1769, timeoutSeconds: 60, diskMegabytes: 1024 },
  'metrics-handler': { usesDuckDb: true, memoryMegabytes: 3008, timeoutSeconds: 900, diskMegabytes: 10240 },
  'tenant-onboard': { usesDuckDb: true, memoryMegabytes: 1024, timeoutSeconds: 900, diskMegabytes: 1024 },
  'insights-worker': { usesDuckDb: true, memoryMegabytes: 1769, timeoutSeconds: 300, diskMegabytes: 2048 },
  'event-publisher': { usesDuckDb: false, memoryMegabytes: 512, timeoutSeconds: 60, diskMegabytes: 512 },
  'session-timer': { usesDuckDb: false, memoryMegabytes: 512, timeoutSeconds: 300, diskMegabytes: 512 },
} as const satisfies Record<string, FunctionDefinition>

export type FunctionName = keyof typeof functions
export const functionNames = Object.keys(functions) as FunctionName[]

/** Which function serves the operations of a tag. */
const functionOfTag: Record<(typeof operationTags)[number], FunctionName> = {
  System: 'chat-handler',
  'Sign-in': 'chat-handler',
  Chat: 'chat-handler',
  Catalog: 'chat-handler',
  Data: 'metrics-handler',
  Companies: 'tenant-onboard',
}

export function functionOf({ tag }: Operation): FunctionName {
  return functionOfTag[tag]
}

/** For whoever provisions the functions: handler, size, and whether the DuckDB layer is needed. */
export function functionsFile() {
  return Object.fromEntries(
    functionNames.map((name) => [name, { handler: `${name}.handler`, ...functions[name] }] as const),
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
