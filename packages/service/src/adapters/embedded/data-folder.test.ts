import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DataFolderError, prepareDataFolder } from './data-folder.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'salestalk-data-folder-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function failureOf(folder: string): string {
  try {
    prepareDataFolder(folder)
  } catch (error) {
    expect(error).toBeInstanceOf(DataFolderError)
    return error instanceof Error ? error.message : ''
  }
  return 'none'
}

describe('the data folder', () => {
  it('is made with everything above it, readable by its owner only, and can be opened again', () => {
    const folder = join(root, 'a/b')
    prepareDataFolder(folder)
    prepareDataFolder(folder)
    for (const path of [folder, join(folder, 'work')]) expect(statSync(path).mode & 0o777).toBe(0o700)
  })

  it('may not be a file, nor lie below one', () => {
    writeFileSync(join(root, 'file'), '')
    expect(failureOf(join(root, 'file'))).toContain('is a file, not a folder')
    expect(failureOf(join(root, 'file/data'))).toMatch(/is a file, not a folder|among its parents/)
  })

  it.skipIf(process.platform !== 'linux')('is refused where nothing can be made, instead of waiting for ever', () => {
    expect(failureOf('/proc/salestalk/data')).toContain('choose another folder with --data')
  })

  it.skipIf(process.getuid?.() === 0)('must be writable', () => {
    chmodSync(root, 0o500)
    expect(failureOf(join(root, 'data'))).toContain('may not be written by this user')
    chmodSync(root, 0o700)
  })

  it('of a newer version is left alone', () => {
    writeFileSync(join(root, 'salestalk-data.json'), '{"format":99}')
    expect(failureOf(root)).toContain('newer version of SalesTalk (format 99, this version knows 1)')
    expect(statSync(join(root, 'work'), { throwIfNoEntry: false })).toBeUndefined()
  })

  it('with a damaged marker is left alone', () => {
    mkdirSync(join(root, 'work'))
    for (const text of ['', '{', '{"format":"1"}']) {
      writeFileSync(join(root, 'salestalk-data.json'), text)
      expect(failureOf(root)).toContain('is damaged')
    }
  })
})
