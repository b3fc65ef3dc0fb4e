import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parse } from '@cdktf/hcl2json'

export type Body = Readonly<Record<string, unknown>>

/** One folder of Terraform, parsed. Blocks are lists of bodies, expressions are text in `${…}`. */
export interface TerraformFolder {
  /** Below the root of the repository: `infra/modules/lambda`. */
  readonly path: string
  readonly parsed: Body
  /** File name to text, for what a parser drops: comments. */
  readonly texts: ReadonlyMap<string, string>
}

/** All that the rules look at. */
export interface Infrastructure {
  readonly folders: readonly TerraformFolder[]
  /** Policy templates and their README: file name to text. */
  readonly policies: ReadonlyMap<string, string>
  readonly functions: Readonly<Record<string, FunctionEntry>>
  readonly httpRoutes: Readonly<Record<string, string>>
  readonly eventRoutes: { readonly consumers: Readonly<Record<string, ConsumerEntry>> }
  /** The application's own tables that the generated files must agree with. */
  readonly application: {
    readonly eventRoutes: Readonly<Record<string, readonly string[]>>
    /** Function to the names its entry point exports; no entry where there is no such file. */
    readonly exports: Readonly<Record<string, readonly string[]>>
    readonly registryTables: readonly RegistryTable[]
  }
}

export interface FunctionEntry {
  readonly handler: string
  readonly streamingHandler?: string
  readonly timeoutSeconds: number
}

export interface ConsumerEntry {
  readonly eventTypes: readonly string[]
  readonly visibilityTimeoutSeconds: number
  readonly deadLetterRetentionSeconds: number
}

export interface RegistryTable {
  readonly name: string
  readonly indexes: readonly {
    readonly name: string
    readonly partitionAttribute: string
    readonly sortAttribute: string
  }[]
}

/** Something that must not stay so: where, what, and what to do. */
export interface Finding {
  readonly place: string
  readonly message: string
}

export type Rule = (infrastructure: Infrastructure) => Iterable<Finding>

/** Parses the files of one folder into one configuration, as Terraform reads them. */
export async function parseFolder(path: string, texts: ReadonlyMap<string, string>): Promise<TerraformFolder> {
  const merged: Record<string, Record<string, unknown>> = {}
  for (const [file, text] of texts) {
    const parsed: Body = await parse(file, text)
    for (const [kind, entries] of Object.entries(parsed)) merged[kind] = mergeEntries(merged[kind] ?? {}, entries)
  }
  return { path, parsed: merged, texts }
}

/** `resource` and `data` have types and then names; everything else has names at once. A block without a name is a list. */
function mergeEntries(before: Record<string, unknown>, entries: unknown): Record<string, unknown> {
  if (Array.isArray(entries)) return mergeEntries(before, Object.assign({}, ...entries))
  const result = { ...before }
  for (const [key, value] of Object.entries(asBody(entries))) {
    const existing = result[key]
    const bothMaps = isBody(existing) && isBody(value)
    result[key] = bothMaps ? { ...existing, ...value } : value
  }
  return result
}

/** Every folder with Terraform files below `folder`. */
export async function readFolders(root: string, folder: string): Promise<TerraformFolder[]> {
  const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.tf') && !entry.parentPath.includes('.terraform'))
    .map((entry) => ({ folder: relative(root, entry.parentPath).replaceAll('\\', '/'), file: entry.name }))
  const paths = [...new Set(files.map((entry) => entry.folder))].sort()
  return await Promise.all(
    paths.map(async (path) => {
      const names = files.filter((entry) => entry.folder === path).map((entry) => entry.file)
      return await parseFolder(path, textsOf(join(root, path), names))
    }),
  )
}

export function textsOf(folder: string, names: readonly string[]): Map<string, string> {
  return new Map([...names].sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

/** What an entry point exports, by looking at its text: running it would open the deployment. Null without the file. */
export function exportsOf(file: string): string[] | null {
  if (!existsSync(file)) return null
  return Array.from(
    readFileSync(file, 'utf8').matchAll(/^export (?:const|function|async function) (\w+)/gm),
    ([, name]) => name ?? '',
  )
}

export interface Resource {
  readonly folder: TerraformFolder
  readonly type: string
  readonly name: string
  readonly body: Body
  /** For messages: `infra/modules/events: aws_sqs_queue.ingest`. */
  readonly place: string
}

/** Every resource (or data source) of a type, in every folder. */
export function blocksOf(infrastructure: Infrastructure, kind: 'resource' | 'data', type: string): Resource[] {
  return infrastructure.folders.flatMap((folder) =>
    Object.entries(asBody(asBody(folder.parsed[kind])[type])).flatMap(([name, bodies]) =>
      listOf(bodies).map((body) => ({ folder, type, name, body, place: `${folder.path}: ${type}.${name}` })),
    ),
  )
}

/** Named blocks such as `variable` and `module`. */
export function namedBlocks(folder: TerraformFolder, kind: string): { readonly name: string; readonly body: Body }[] {
  return Object.entries(asBody(folder.parsed[kind])).flatMap(([name, bodies]) =>
    listOf(bodies).map((body) => ({ name, body })),
  )
}

export function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function asBody(value: unknown): Body {
  return isBody(value) ? value : {}
}

/** The bodies of a block that may come once or more. */
export function listOf(value: unknown): Body[] {
  if (Array.isArray(value)) return value.filter(isBody)
  return isBody(value) ? [value] : []
}

/** The first body of a block, or an empty one. */
export function block(body: Body, name: string): Body {
  return listOf(body[name])[0] ?? {}
}

export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false
}
