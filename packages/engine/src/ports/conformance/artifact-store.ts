import { tenantIdSchema } from '@salestalk/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  ArtifactChangedError,
  ArtifactExistsError,
  ArtifactNotFoundError,
  type ArtifactStore,
  InvalidArtifactKeyError,
  type TenantArtifacts,
} from '../artifact-store.ts'

export interface ArtifactStoreSubject {
  readonly store: ArtifactStore
  /** How to read and write local files, or null for a store that has none. */
  readonly files: {
    read(path: string): Promise<Uint8Array>
    write(path: string, body: Uint8Array): Promise<void>
  } | null
  close(): Promise<void>
}

const acme = tenantIdSchema.parse('acme')
const globex = tenantIdSchema.parse('globex')

/** What every artifact store must do; each adapter runs it with `makeSubject` giving an empty store. */
export function artifactStoreConformance(name: string, makeSubject: () => Promise<ArtifactStoreSubject>): void {
  describe(`${name}: ArtifactStore`, () => {
    let subject: ArtifactStoreSubject
    let artifacts: TenantArtifacts

    beforeEach(async () => {
      subject = await makeSubject()
      artifacts = subject.store.open(acme)
    })
    afterEach(() => subject.close())

    it('returns the bytes that were put, whole and in pieces', async () => {
      const body = Uint8Array.from({ length: 300_000 }, (_, n) => n % 251)
      expect(await artifacts.put('facts/orders/b1.parquet', body)).toEqual({
        key: 'facts/orders/b1.parquet',
        bytes: 300_000,
      })
      expect(same(await artifacts.get('facts/orders/b1.parquet'), body)).toBe(true)
      expect(same(await collected(artifacts.stream('facts/orders/b1.parquet')), body)).toBe(true)
    })
    it('takes a body that comes in pieces, also an empty one', async () => {
      await artifacts.put('a.txt', pieces('one ', 'two'))
      await artifacts.put('b.txt', pieces())
      expect(text(await artifacts.get('a.txt'))).toBe('one two')
      expect(await artifacts.get('b.txt')).toHaveLength(0)
      expect(await collected(artifacts.stream('b.txt'))).toHaveLength(0)
    })
    it('replaces what the key held', async () => {
      await artifacts.put('a.txt', bytes('long first text'))
      await artifacts.put('a.txt', bytes('second'))
      expect(text(await artifacts.get('a.txt'))).toBe('second')
    })
    it('keeps the old content, and nothing new, when a body breaks off', async () => {
      await artifacts.put('a.txt', bytes('old'))
      await expect(artifacts.put('a.txt', broken())).rejects.toThrow('upload cut')
      await expect(artifacts.put('b.txt', broken())).rejects.toThrow('upload cut')
      expect(text(await artifacts.get('a.txt'))).toBe('old')
      expect(await keys(artifacts, '')).toEqual(['a.txt'])
    })
    it('fails with a typed error on what is not there', async () => {
      await expect(artifacts.get('a.txt')).rejects.toThrow(ArtifactNotFoundError)
      await expect(collected(artifacts.stream('a.txt'))).rejects.toThrow(ArtifactNotFoundError)
    })
    describe('conditions', () => {
      it('stores only once what must not exist, however many try at once', async () => {
        const writers = Array.from({ length: 8 }, (_, n) =>
          artifacts.put('a.txt', bytes(`by ${n}`), { ifNotExists: true }),
        )
        const results = await Promise.allSettled(writers)
        const winner = results.findIndex((result) => result.status === 'fulfilled')
        expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
        for (const result of results) {
          if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(ArtifactExistsError)
        }
        expect(text(await artifacts.get('a.txt'))).toBe(`by ${winner}`)
        await artifacts.delete('a.txt')
        await artifacts.put('a.txt', pieces('again'), { ifNotExists: true })
        await expect(artifacts.put('a.txt', pieces('no'), { ifNotExists: true })).rejects.toThrow(ArtifactExistsError)
      })
      it('tells size and revision, and another revision for another content', async () => {
        expect(await artifacts.info('a.txt')).toBeNull()
        await artifacts.put('a.txt', bytes('first'))
        const first = await artifacts.info('a.txt')
        expect(first).toEqual({ key: 'a.txt', bytes: 5, revision: expect.any(String) })
        expect(await artifacts.info('a.txt')).toEqual(first)
        await artifacts.put('a.txt', bytes('other'))
        expect((await artifacts.info('a.txt'))?.revision).not.toBe(first?.revision)
      })
      it('reads a revision as long as it is the one that is stored', async () => {
        await artifacts.put('a.txt', bytes('first'))
        const ifRevision = (await artifacts.info('a.txt'))?.revision ?? ''
        expect(text(await artifacts.get('a.txt', { ifRevision }))).toBe('first')
        expect(text(await collected(artifacts.stream('a.txt', { ifRevision })))).toBe('first')
        await artifacts.put('a.txt', bytes('other'))
        await expect(artifacts.get('a.txt', { ifRevision })).rejects.toThrow(ArtifactChangedError)
        await expect(collected(artifacts.stream('a.txt', { ifRevision }))).rejects.toThrow(ArtifactChangedError)
        if (subject.files !== null) {
          await expect(artifacts.localPath('a.txt', { ifRevision })).rejects.toThrow(ArtifactChangedError)
        }
        await artifacts.delete('a.txt')
        await expect(artifacts.get('a.txt', { ifRevision })).rejects.toThrow(ArtifactNotFoundError)
      })
    })
    it('reads part of an artifact, up to its end', async () => {
      await artifacts.put('a.txt', bytes('0123456789'))
      const read = async (start: number, end: number) => text(await artifacts.getRange('a.txt', start, end))
      expect([await read(0, 4), await read(4, 5), await read(6, 10)]).toEqual(['0123', '4', '6789'])
      expect([await read(8, 99), await read(10, 12), await read(50, 60)]).toEqual(['89', '', ''])
      for (const [start, end] of [
        [3, 3],
        [4, 2],
        [-1, 4],
        [0.5, 4],
      ] as const) {
        await expect(artifacts.getRange('a.txt', start, end)).rejects.toThrow(RangeError)
      }
      await expect(artifacts.getRange('b.txt', 0, 4)).rejects.toThrow(ArtifactNotFoundError)
    })
    it('lists by prefix in order of keys, with sizes', async () => {
      for (const key of [
        'facts/orders/b2.parquet',
        'facts/orders/b1.parquet',
        'facts/orders_old/b1.parquet',
        'z.txt',
        'facts/a.txt',
      ]) {
        await artifacts.put(key, bytes(key))
      }
      expect(await keys(artifacts, 'facts/orders/')).toEqual(['facts/orders/b1.parquet', 'facts/orders/b2.parquet'])
      expect(await keys(artifacts, 'facts/orders')).toHaveLength(3)
      expect(await keys(artifacts, '')).toEqual([
        'facts/a.txt',
        'facts/orders/b1.parquet',
        'facts/orders/b2.parquet',
        'facts/orders_old/b1.parquet',
        'z.txt',
      ])
      expect(await keys(artifacts, 'nothing/')).toEqual([])
      for await (const info of artifacts.list('z')) expect(info).toEqual({ key: 'z.txt', bytes: 5 })
    })
    it('deletes one, and nothing when there is none', async () => {
      await artifacts.put('a.txt', bytes('a'))
      await artifacts.put('b.txt', bytes('b'))
      await artifacts.delete('a.txt')
      await artifacts.delete('a.txt')
      expect(await keys(artifacts, '')).toEqual(['b.txt'])
    })
    it('keeps tenants apart and deletes everything of one only', async () => {
      const other = subject.store.open(globex)
      await artifacts.put('a.txt', bytes('acme'))
      await expect(other.get('a.txt')).rejects.toThrow(ArtifactNotFoundError)
      await other.put('a.txt', bytes('globex'))
      await artifacts.deleteAll()
      await artifacts.deleteAll()
      expect(await keys(artifacts, '')).toEqual([])
      expect(text(await other.get('a.txt'))).toBe('globex')
      expect([artifacts.prefix, other.prefix]).toEqual(['tenant-acme/', 'tenant-globex/'])
    })

    const badKeys = [
      '',
      '/etc/passwd.txt',
      '../tenant-globex/a.txt',
      'facts/../../tenant-globex/a.txt',
      'facts/./a.txt',
      'facts//a.txt',
      'facts\\a.txt',
      '..',
      '.hidden.txt',
      'no-ending',
      'folder.with.dot/a.txt',
      'a.txt/',
      'a.txt\0.parquet',
      'UPPER.txt',
      'a b.txt',
      'c:a.txt',
      '%2e%2e/a.txt',
      `${'x'.repeat(300)}.txt`,
    ]
    for (const key of badKeys) {
      it(`refuses the key ${JSON.stringify(key.slice(0, 40))}`, async () => {
        await expect(artifacts.put(key, bytes('x'))).rejects.toThrow(InvalidArtifactKeyError)
        await expect(artifacts.get(key)).rejects.toThrow(InvalidArtifactKeyError)
        await expect(artifacts.delete(key)).rejects.toThrow(InvalidArtifactKeyError)
        await expect(collected(artifacts.stream(key))).rejects.toThrow(InvalidArtifactKeyError)
        await expect(artifacts.info(key)).rejects.toThrow(InvalidArtifactKeyError)
        await expect(artifacts.getRange(key, 0, 1)).rejects.toThrow(InvalidArtifactKeyError)
      })
    }
    it('refuses prefixes that climb out', async () => {
      for (const prefix of ['../', '/', 'facts/../', '..'])
        await expect(keys(artifacts, prefix)).rejects.toThrow(InvalidArtifactKeyError)
    })

    describe('local files, where the store has them', () => {
      it('gives a path with the content, inside the folder of the tenant', async () => {
        if (subject.files === null) return
        await artifacts.put('facts/a.txt', bytes('content'))
        const path = await artifacts.localPath('facts/a.txt')
        expect(text(await subject.files.read(path))).toBe('content')
        expect(path.startsWith(await artifacts.localFolder())).toBe(true)
        await expect(artifacts.localPath('missing.txt')).rejects.toThrow(ArtifactNotFoundError)
      })
      it('gives a path with the new content after it was replaced', async () => {
        const { files } = subject
        if (files === null) return
        await artifacts.put('facts/a.txt', bytes('first'))
        await artifacts.localPath('facts/a.txt')
        await artifacts.put('facts/a.txt', bytes('other'))
        expect(text(await files.read(await artifacts.localPath('facts/a.txt')))).toBe('other')
        await artifacts.delete('facts/a.txt')
        await expect(artifacts.localPath('facts/a.txt')).rejects.toThrow(ArtifactNotFoundError)
      })
      it('stores a file that a writer made, only when the writer is done', async () => {
        const { files } = subject
        if (files === null) return
        await artifacts.putFile('facts/a.txt', async (path) => {
          await files.write(path, bytes('made'))
          expect(await keys(artifacts, '')).toEqual([])
        })
        expect(text(await artifacts.get('facts/a.txt'))).toBe('made')
      })
      it('stores nothing when the writer fails or makes no file', async () => {
        const { files } = subject
        if (files === null) return
        const failing = artifacts.putFile('a.txt', async (path) => {
          await files.write(path, bytes('half'))
          throw new Error('out of memory')
        })
        await expect(failing).rejects.toThrow('out of memory')
        await expect(artifacts.putFile('b.txt', async () => undefined)).rejects.toThrow()
        expect(await keys(artifacts, '')).toEqual([])
      })
    })
  })
}

function bytes(content: string): Uint8Array {
  return new TextEncoder().encode(content)
}

function text(content: Uint8Array): string {
  return new TextDecoder().decode(content)
}

async function* pieces(...contents: string[]): AsyncIterable<Uint8Array> {
  for (const content of contents) yield bytes(content)
}

async function* broken(): AsyncIterable<Uint8Array> {
  yield bytes('half')
  throw new Error('upload cut')
}

async function collected(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: number[] = []
  for await (const piece of stream) for (const byte of piece) all.push(byte)
  return Uint8Array.from(all)
}

async function keys(artifacts: TenantArtifacts, prefix: string): Promise<string[]> {
  const found: string[] = []
  for await (const info of artifacts.list(prefix)) found.push(info.key)
  return found
}

// Comparing with toEqual walks every byte through the matcher, which takes seconds.
function same(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index])
}
