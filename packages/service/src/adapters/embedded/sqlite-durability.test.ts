import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { type StoredItem, StoreUnavailableError, TableNotFoundError } from '@salestalk/engine'
import { fixedClock } from '@salestalk/engine/fakes'
import { type TenantId, tenantIdSchema } from '@salestalk/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listOf } from '../../storage/paging.ts'
import { messagesTable } from '../../storage/tables.ts'
import { openSqliteFile } from './sqlite-file.ts'
import { sqliteTables } from './sqlite-tables.ts'

const acme = tenantIdSchema.parse('acme')
const address = (tenantId: TenantId) => ({ tenantId, definition: messagesTable })

let folder: string
let tables: ReturnType<typeof sqliteTables>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'salestalk-durability-'))
  tables = sqliteTables({ folder, clock: fixedClock() })
  await tables.createTable(address(acme))
})
afterEach(() => {
  tables.close()
  rmSync(folder, { recursive: true })
})

function startWriter(writer: string, count: number): ChildProcessByStdio<null, Readable, Readable> {
  const script = join(import.meta.dirname, 'tests', 'table-writer.ts')
  const options = ['--import', 'tsx', script, folder, writer, String(count)]
  return spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Waits for the process to end; kills it once it has acknowledged `killAfter` writes. Returns the last acknowledged number. */
async function outcome(writer: ReturnType<typeof startWriter>, killAfter = Number.POSITIVE_INFINITY) {
  let output = ''
  let problems = ''
  writer.stderr.on('data', (piece) => {
    problems += String(piece)
  })
  writer.stdout.on('data', (piece) => {
    output += String(piece)
    if (output.split('\n').length > killAfter) writer.kill('SIGKILL')
  })
  await new Promise((resolve) => writer.on('close', resolve))
  expect(problems).toBe('')
  return Number(output.trimEnd().split('\n').at(-1))
}

function written(writer: string): Promise<StoredItem[]> {
  return listOf(tables.open(address(acme)), { pk: `MSG#${writer}` }, (item) => item)
}

describe('SQLite tables and processes', () => {
  it('lose no acknowledged write and no event of one when the process is killed', async () => {
    const acknowledged = await outcome(startWriter('killed', 1_000_000), 100)
    expect(acknowledged).toBeGreaterThanOrEqual(99)
    const items = await written('killed')
    // One more may have been stored without its acknowledgment getting out.
    expect([acknowledged + 1, acknowledged + 2]).toContain(items.length)
    expect(items.map((item) => Number(item.sk))).toEqual(items.map((_, number) => number))
    for (const item of items) expect(item.outbox).toHaveLength(1)
    const pending = await listOf(tables.open(address(acme)), { pk: 'pending', index: 'OutboxIndex' }, (item) => item.sk)
    expect(pending.sort()).toEqual(items.map((item) => item.sk))
    const file = openSqliteFile(join(folder, 'tenants', 'acme.sqlite'))
    expect(file.first('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
    file.close()
  })
  it('take the writes of two processes at once, each exactly once, even into a file both have just created', async () => {
    await tables.deleteTable(address(acme))
    const last = await Promise.all([outcome(startWriter('one', 60)), outcome(startWriter('two', 60))])
    expect(last).toEqual([59, 59])
    expect([(await written('one')).length, (await written('two')).length]).toEqual([60, 60])
    // Both counted one item up with conditional writes: no increment was lost.
    expect(await tables.open(address(acme)).get({ pk: 'COUNTER', sk: 'C' })).toMatchObject({ count: 120, version: 120 })
  })
})

describe('SQLite files', () => {
  it('stay within the number that may be open', async () => {
    const few = sqliteTables({ folder, clock: fixedClock(), maximumOpenFiles: 2 })
    const tenants = ['aaa', 'bbb', 'ccc', 'ddd'].map((id) => tenantIdSchema.parse(id))
    for (const tenantId of tenants) await few.createTable(address(tenantId))
    for (const tenantId of tenants) await few.open(address(tenantId)).put({ pk: 'p', sk: 's', own: tenantId })
    for (const tenantId of tenants)
      expect((await few.open(address(tenantId)).get({ pk: 'p', sk: 's' }))?.own).toBe(tenantId)
    // SQLite removes the log of a file when its last connection closes.
    const open = readdirSync(join(folder, 'tenants')).filter(
      (name) => name.endsWith('-wal') && !name.startsWith('acme'),
    )
    expect(open).toEqual(['ccc.sqlite-wal', 'ddd.sqlite-wal'])
    few.close()
  })
  it('are one per tenant and gone with the tenant', async () => {
    const globex = tenantIdSchema.parse('globex')
    await tables.createTable(address(globex))
    await tables.deleteTable(address(acme))
    expect(readdirSync(join(folder, 'tenants')).filter((name) => name.startsWith('acme'))).toEqual([])
    expect(await tables.listTables(globex)).toEqual(['tenant-globex-messages'])
  })
  it('are found again after another process deleted and created the tenant', async () => {
    const table = tables.open(address(acme))
    await table.put({ pk: 'p', sk: 'old' })
    const other = sqliteTables({ folder, clock: fixedClock() })
    await other.deleteTable(address(acme))
    await expect(table.get({ pk: 'p', sk: 'old' })).rejects.toThrow(TableNotFoundError)
    await other.createTable(address(acme))
    await other.open(address(acme)).put({ pk: 'p', sk: 'new' })
    expect(await table.get({ pk: 'p', sk: 'new' })).not.toBeNull()
    await table.put({ pk: 'p', sk: 'more' })
    expect(await other.open(address(acme)).get({ pk: 'p', sk: 'more' })).not.toBeNull()
    other.close()
  })
  it('are created where others will find them, after another process deleted the tenant', async () => {
    const other = sqliteTables({ folder, clock: fixedClock() })
    await other.deleteTable(address(acme))
    await tables.createTable(address(acme))
    await tables.open(address(acme)).put({ pk: 'p', sk: 's' })
    expect(await other.open(address(acme)).get({ pk: 'p', sk: 's' })).not.toBeNull()
    other.close()
  })
  it('that are damaged say so', async () => {
    const globex = tenantIdSchema.parse('globex')
    writeFileSync(join(folder, 'tenants', 'globex.sqlite'), 'this was never a database '.repeat(100))
    const failure = await tables
      .open(address(globex))
      .get({ pk: 'p', sk: 's' })
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StoreUnavailableError)
    expect(failure).toMatchObject({ reason: 'damaged', retryable: false })
  })
  it('say that they are closed once the stores are', async () => {
    tables.close()
    await expect(tables.open(address(acme)).get({ pk: 'p', sk: 's' })).rejects.toMatchObject({ reason: 'closed' })
  })
  it('can be copied as a whole once closed', async () => {
    await tables.open(address(acme)).put({ pk: 'p', sk: 's', own: 'acme' })
    tables.close()
    const globex = tenantIdSchema.parse('globex')
    copyFileSync(join(folder, 'tenants', 'acme.sqlite'), join(folder, 'tenants', 'globex.sqlite'))
    tables = sqliteTables({ folder, clock: fixedClock() })
    expect((await tables.open(address(globex)).get({ pk: 'p', sk: 's' }))?.own).toBe('acme')
  })
})
