import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { ArtifactNotFoundError, type DatasetSnapshot, type Member, type TenantArtifacts } from '@salestalk/engine'
import * as z from 'zod'
import { dataVersionOf } from './data-version.ts'

/** The members of each dimension of a dataset as of one data version, kept so that reading them touches no facts. */
export interface MemberLists {
  /** As MetricStore.members gives them; null when they are not kept for this data, or not as many. */
  find(snapshot: DatasetSnapshot, dimension: string, limit: number): Promise<readonly Member[] | null>
}

export interface MemberListWriter extends MemberLists {
  /** Whether the lists of this data are there. */
  isKept(snapshot: DatasetSnapshot): Promise<boolean>
  keep(snapshot: DatasetSnapshot, lists: readonly MemberList[]): Promise<void>
  /** Removes the lists of a dataset but for those of the data version; null removes all. */
  removeOthers(dataset: string, dataVersion: string | null): Promise<void>
}

export interface MemberList {
  readonly dimension: string
  readonly members: readonly Member[]
  /** Whether these are all; otherwise they are the answer to a limit of just their number. */
  readonly isComplete: boolean
}

const pack = promisify(gzip)
const unpack = promisify(gunzip)

const fileSchema = z.array(
  z.object({
    dimension: z.string(),
    isComplete: z.boolean(),
    values: z.array(z.string()),
    rows: z.array(z.int()),
  }),
)
type MemberFile = z.infer<typeof fileSchema>

const bytesMax = 256 * 1024 * 1024

/** `remembered` holds what was read lately, of all companies together; see memberListCache. */
export function memberLists(artifacts: TenantArtifacts, remembered: MemberListCache): MemberListWriter {
  async function read(snapshot: DatasetSnapshot): Promise<MemberFile | null> {
    try {
      return await decoded(await artifacts.get(keyOf(snapshot)))
    } catch (error) {
      if (error instanceof ArtifactNotFoundError) return null
      throw error
    }
  }

  return {
    async find(snapshot, dimension, limit) {
      const file = await remembered.get(`${artifacts.prefix}${keyOf(snapshot)}`, () => read(snapshot))
      const list = file?.find((one) => one.dimension === dimension)
      if (list === undefined || !(list.isComplete || list.values.length === limit)) return null
      return list.values.slice(0, limit).map((value, index) => ({ value, rows: list.rows[index] ?? 0 }))
    },
    async isKept(snapshot) {
      for await (const { key } of artifacts.list(folderOf(snapshot.model.dataset))) {
        if (key === keyOf(snapshot)) return true
      }
      return false
    },
    async keep(snapshot, lists) {
      const file: MemberFile = lists.map(({ dimension, members, isComplete }) => ({
        dimension,
        isComplete,
        values: members.map(({ value }) => value),
        rows: members.map(({ rows }) => rows),
      }))
      await artifacts.put(keyOf(snapshot), await pack(JSON.stringify(file)))
    },
    async removeOthers(dataset, dataVersion) {
      const keys: string[] = []
      for await (const { key } of artifacts.list(folderOf(dataset))) keys.push(key)
      for (const key of keys)
        if (dataVersion === null || key !== keyIn(dataset, dataVersion)) await artifacts.delete(key)
    },
  }
}

/** Null for a damaged file: the facts still know the members. */
async function decoded(body: Uint8Array): Promise<MemberFile | null> {
  const text = await unpack(body, { maxOutputLength: bytesMax }).catch(() => null)
  return text === null ? null : parsed(text.toString('utf8'))
}

function parsed(text: string): MemberFile | null {
  const { success, data } = z
    .string()
    .transform((content, context): unknown => {
      try {
        return JSON.parse(content)
      } catch (error) {
        context.addIssue({ code: 'custom', message: String(error) })
        return z.NEVER
      }
    })
    .pipe(fileSchema)
    .safeParse(text)
  return success ? data : null
}

function folderOf(dataset: string): string {
  return `knowledge/${dataset}/`
}

function keyIn(dataset: string, dataVersion: string): string {
  return `${folderOf(dataset)}${dataVersion}.json.gz`
}

function keyOf(snapshot: DatasetSnapshot): string {
  return keyIn(snapshot.model.dataset, dataVersionOf(snapshot))
}

/** Files read lately: all dimensions of a dataset are asked for at once. */
export interface MemberListCache {
  get(key: string, read: () => Promise<MemberFile | null>): Promise<MemberFile | null>
}

export function memberListCache(most = 4): MemberListCache {
  const files = new Map<string, Promise<MemberFile | null>>()

  return {
    async get(key, read) {
      const file = files.get(key) ?? read()
      files.delete(key)
      files.set(key, file)
      for (const oldest of files.keys()) {
        if (files.size <= most) break
        files.delete(oldest)
      }
      const forget = () => {
        if (files.get(key) === file) files.delete(key)
      }
      try {
        // What is not there yet may be a moment later.
        const content = await file
        if (content === null) forget()
        return content
      } catch (error) {
        forget()
        throw error
      }
    },
  }
}
