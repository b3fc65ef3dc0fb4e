import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StoreUnavailableError, TableNotFoundError } from '@salestalk/engine'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqliteFile, type SqliteFile } from './sqlite-file.ts'

describe('a SQLite file', () => {
  let folder: string
  let file: SqliteFile
  const count = () => file.first('SELECT count(*) AS n FROM notes')?.n

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'salestalk-file-'))
    file = openSqliteFile(join(folder, 'a.sqlite'), 1)
    file.run('CREATE TABLE data.notes (text TEXT)')
  })
  afterEach(() => {
    file.close()
    rmSync(folder, { recursive: true })
  })

  it('writes ahead, flushes every commit and trusts no schema', () => {
    expect(file.first('PRAGMA data.journal_mode')).toEqual({ journal_mode: 'wal' })
    expect(file.first('PRAGMA data.synchronous')).toEqual({ synchronous: 2 })
    expect(file.first('PRAGMA trusted_schema')).toEqual({ trusted_schema: 0 })
  })
  it('stores all of a transaction or nothing', () => {
    const failing = () =>
      file.transaction(() => {
        file.run('INSERT INTO notes VALUES (?1)', 'a')
        throw new Error('half-way')
      })
    expect(failing).toThrow('half-way')
    expect(count()).toBe(0)
    file.transaction(() => file.run('INSERT INTO notes VALUES (?1)', 'b'))
    expect(count()).toBe(1)
  })
  it('says that the disk is full, with nothing half written', () => {
    file.run('PRAGMA data.max_page_count = 8')
    const write = () => file.transaction(() => file.run('INSERT INTO notes VALUES (?1)', 'x'.repeat(100_000)))
    expect(write).toThrow(StoreUnavailableError)
    expect(write).toThrow('is full: free some space')
    expect(count()).toBe(0)
    file.run('INSERT INTO notes VALUES (?1)', 'short')
    expect(count()).toBe(1)
  })
  it('says that it is busy, and works again once the other writer is done', () => {
    const other = openSqliteFile(join(folder, 'a.sqlite'), 1)
    other.transaction(() => {
      other.run('INSERT INTO notes VALUES (?1)', 'other')
      const error = thrownBy(() => file.run('INSERT INTO notes VALUES (?1)', 'own'))
      expect(error).toMatchObject({ name: 'StoreUnavailableError', reason: 'busy', retryable: true })
      // Readers are not held up: they see what was committed.
      expect(count()).toBe(0)
    })
    other.close()
    file.run('INSERT INTO notes VALUES (?1)', 'own')
    expect(count()).toBe(2)
  })
  it('names a missing table, and fails to open where there is no folder', () => {
    expect(() => file.all('SELECT * FROM absent')).toThrow(TableNotFoundError)
    expect(() => openSqliteFile(join(folder, 'no', 'folder.sqlite'), 1)).toThrow(StoreUnavailableError)
  })
})

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return null
}
