import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InvalidArtifactKeyError } from '@salestalk/engine'
import { artifactStoreConformance } from '@salestalk/engine/conformance'
import { fixedClock } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { folderArtifacts } from './folder-artifacts.ts'

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'salestalk-artifacts-'))
}

artifactStoreConformance('folder', async () => {
  const folder = temporaryFolder()
  return {
    store: folderArtifacts(folder, fixedClock()),
    files: { read: (path) => readFile(path), write: (path, body) => writeFile(path, body) },
    close: async () => rmSync(folder, { recursive: true }),
  }
})

describe('folder artifacts', () => {
  const body = new TextEncoder().encode('content')
  let folder: string
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('does not follow a link out of the folder of the tenant', async () => {
    const artifacts = folderArtifacts(folder, fixedClock()).open(tenantIdSchema.parse('acme'))
    await artifacts.put('a.txt', body)
    const outside = join(folder, 'outside')
    mkdirSync(outside)
    writeFileSync(join(outside, 'secret.txt'), 'secret')
    symlinkSync(outside, join(folder, 'tenant-acme', 'facts'))
    await expect(artifacts.get('facts/secret.txt')).rejects.toThrow(InvalidArtifactKeyError)
    await expect(artifacts.localPath('facts/secret.txt')).rejects.toThrow(InvalidArtifactKeyError)
    await expect(artifacts.put('facts/new.txt', body)).rejects.toThrow(InvalidArtifactKeyError)
    expect(readdirSync(outside)).toEqual(['secret.txt'])
  })
  it('removes files a killed process left half written a day ago, and no younger ones', async () => {
    const clock = fixedClock()
    const artifacts = folderArtifacts(folder, clock).open(tenantIdSchema.parse('acme'))
    await artifacts.put('a.txt', body)
    const partial = join(folder, 'tenant-acme', '.partial')
    const hoursAgo = (hours: number) => new Date(clock.now().getTime() - hours * 3_600_000)
    for (const [name, hours] of [
      ['old', 25],
      ['young', 1],
    ] as const) {
      writeFileSync(join(partial, name), 'half')
      utimesSync(join(partial, name), hoursAgo(hours), hoursAgo(hours))
    }
    await artifacts.put('b.txt', body)
    expect(readdirSync(partial)).toEqual(['young'])
  })
  it('leaves no folder of a deleted tenant', async () => {
    const artifacts = folderArtifacts(folder, fixedClock()).open(tenantIdSchema.parse('acme'))
    await artifacts.put('facts/a.txt', body)
    await artifacts.deleteAll()
    expect(existsSync(join(folder, 'tenant-acme'))).toBe(false)
  })
})
