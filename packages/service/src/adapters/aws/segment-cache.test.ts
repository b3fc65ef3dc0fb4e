import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ArtifactStoreUnavailableError } from '@salestalk/engine'
import { type FixedClock, fixedClock } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Download, type SegmentCache, segmentCache } from './segment-cache.ts'

const acme = tenantIdSchema.parse('acme')
const globex = tenantIdSchema.parse('globex')

describe('the cache of segments', () => {
  let folder: string
  let clock: FixedClock
  let cache: SegmentCache
  let downloads: string[]
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'salestalk-cache-'))
    clock = fixedClock()
    cache = segmentCache({ folder, clock, maximumBytes: 30, keptMilliseconds: 60_000 })
    downloads = []
  })
  afterEach(() => rm(folder, { recursive: true }))

  /** A download of this content, under the content as its revision. */
  function download(content: string, bytes = content.length) {
    return async (): Promise<Download> => {
      downloads.push(content)
      return { revision: content, bytes, body: pieces(content) }
    }
  }

  const file = (key: string, content: string) => cache.file(acme, key, content, download(content))
  const isHeld = async (key: string, content: string) => {
    const before = downloads.length
    await file(key, content)
    return downloads.length === before
  }

  it('fetches a segment once, into the folder of its tenant', async () => {
    const path = await file('facts/a.parquet', 'ten bytes.')
    expect(await readFile(path, 'utf8')).toBe('ten bytes.')
    expect(path.startsWith(cache.folderOf(acme))).toBe(true)
    expect(path.endsWith('.parquet')).toBe(true)
    expect(await file('facts/a.parquet', 'ten bytes.')).toBe(path)
    const other = await cache.file(globex, 'facts/a.parquet', 'x', download('x'))
    expect(other.startsWith(cache.folderOf(globex))).toBe(true)
    expect(downloads).toEqual(['ten bytes.', 'x'])
  })
  it('fetches once for all who ask at the same time', async () => {
    const paths = await Promise.all(Array.from({ length: 10 }, () => file('a.parquet', 'ten bytes.')))
    expect(new Set(paths).size).toBe(1)
    expect(downloads).toHaveLength(1)
  })
  it('takes any revision when none is asked for', async () => {
    const path = await cache.file(acme, 'a.parquet', null, download('first'))
    expect(await cache.file(acme, 'a.parquet', null, download('other'))).toBe(path)
    expect(await readFile(await file('a.parquet', 'other'), 'utf8')).toBe('other')
    // The older revision stays for whoever reads it.
    expect(await readFile(path, 'utf8')).toBe('first')
  })
  it('removes what was not used for longest, when its time is over', async () => {
    for (const content of ['a: 10 byte', 'b: 10 byte', 'c: 10 byte']) {
      await file(`${content[0]}.parquet`, content)
      clock.advance(61_000)
    }
    await file('a.parquet', 'a: 10 byte')
    clock.advance(61_000)
    await file('d.parquet', 'd: 10 byte')
    expect([await isHeld('a.parquet', 'a: 10 byte'), await isHeld('c.parquet', 'c: 10 byte')]).toEqual([true, true])
    expect(downloads.filter((content) => content.startsWith('b'))).toHaveLength(1)
    expect((await readdir(cache.folderOf(acme))).length).toBe(3)
  })
  it('removes nothing that may be in use, and says that the disk is too small', async () => {
    const paths = [await file('a.parquet', 'fifteen bytes a'), await file('b.parquet', 'fifteen bytes b')]
    const failure = await file('c.parquet', 'c').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ArtifactStoreUnavailableError)
    expect(failure).toMatchObject({ reason: 'full' })
    for (const path of paths) expect(existsSync(path)).toBe(true)
    clock.advance(61_000)
    expect(await readFile(await file('c.parquet', 'c'), 'utf8')).toBe('c')
  })
  it('fetches a damaged copy again, also one of the same size', async () => {
    const path = await file('a.parquet', 'ten bytes.')
    for (const damage of ['short', 'TEN BYTES.']) {
      await writeFile(path, damage)
      expect(await readFile(await file('a.parquet', 'ten bytes.'), 'utf8')).toBe('ten bytes.')
    }
    await rm(path)
    expect(await readFile(await file('a.parquet', 'ten bytes.'), 'utf8')).toBe('ten bytes.')
    expect(downloads).toHaveLength(4)
  })
  it('trusts a copy again that was touched and is still right', async () => {
    const path = await file('a.parquet', 'ten bytes.')
    await utimes(path, new Date(0), new Date(0))
    expect(await isHeld('a.parquet', 'ten bytes.')).toBe(true)
  })
  it('keeps nothing of a download that ends early, and holds no room for it', async () => {
    await expect(cache.file(acme, 'a.parquet', 'x', download('ten bytes.', 25))).rejects.toThrow(/10 of 25 bytes/)
    expect(await readdir(cache.folderOf(acme))).toEqual([])
    expect(await readFile(await file('b.parquet', 'thirty bytes, all of the room.'), 'utf8')).toHaveLength(30)
  })
  it('forgets a key, and everything of a tenant', async () => {
    const path = await file('a.parquet', 'a')
    const other = await cache.file(globex, 'a.parquet', 'g', download('g'))
    await cache.forget(acme, 'a.parquet')
    expect(existsSync(path)).toBe(false)
    await file('a.parquet', 'a')
    await cache.forget(acme, null)
    expect(existsSync(cache.folderOf(acme))).toBe(false)
    expect(existsSync(other)).toBe(true)
  })
  it('removes what a killed process left, and nothing of one that runs', async () => {
    // No process has this number: it is larger than any the system gives.
    for (const name of ['segments-99999999-x', `segments-${process.ppid}-x`]) await mkdir(join(folder, name))
    await file('a.parquet', 'a')
    const names = await readdir(folder)
    expect(names).toContain(`segments-${process.ppid}-x`)
    expect(names).not.toContain('segments-99999999-x')
  })
})

async function* pieces(content: string): AsyncIterable<Uint8Array> {
  for (let start = 0; start < content.length; start += 4)
    yield new TextEncoder().encode(content.slice(start, start + 4))
}
