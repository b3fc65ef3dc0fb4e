import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import {
  interpretationSchema,
  type Vocabulary,
  vocabularyPreviewSchema,
  vocabularySchema,
  vocabularyVersionsSchema,
} from '@salestalk/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { ordersCsv } from '../../http/tests/test-app.ts'
import { runCommandLine } from './program.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'salestalk-words-'))
  await writeFile(join(folder, 'orders.csv'), ordersCsv)
  for (const id of ['acme', 'globex']) {
    await run(['tenant', 'create', id, '--owner', `ann@${id}.example`])
    await run(['ingest', join(folder, 'orders.csv'), '--tenant', id])
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function collector() {
  const pieces: string[] = []
  const stream = new Writable({
    write(piece, _encoding, done) {
      pieces.push(String(piece))
      done()
    },
  })
  return { stream, text: () => pieces.join('') }
}

async function run(commandArguments: readonly string[], input = '') {
  const [out, err] = [collector(), collector()]
  const { signal } = new AbortController()
  const world = { stdin: Readable.from([input]), stdout: out.stream, stderr: err.stream, signal }
  const status = await runCommandLine([...commandArguments, '--data', join(folder, 'data')], world)
  return { status, stdout: out.text(), stderr: err.text() }
}

const vocabulary = (...commandArguments: string[]) => run(['vocabulary', ...commandArguments, '--tenant', 'acme'])

async function json(...commandArguments: string[]): Promise<unknown> {
  const { status, stdout, stderr } = await vocabulary(...commandArguments, '--json')
  expect([status, stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}

const show = async (): Promise<Vocabulary> => vocabularySchema.parse(await json('show'))

async function restatement(question: string): Promise<string> {
  const { stdout } = await run(['understand', '--tenant', 'acme'], JSON.stringify({ id: 1, question }))
  return z.object({ interpretation: interpretationSchema }).parse(JSON.parse(stdout)).interpretation.restatement
}

const changed = z.object({ preview: vocabularyPreviewSchema, accepted: vocabularySchema.nullable() })

describe('salestalk vocabulary', () => {
  it('shows what a change would do, and makes it only when that is agreed to', async () => {
    await writeFile(join(folder, 'set.ndjson'), '{"id":"q1","question":"loot in North"}\n\n{"question":"revenue"}\n')
    const add = ['add', 'loot', '--metric', 'revenue', '--questions', join(folder, 'set.ndjson')]
    const shown = await vocabulary(...add)
    expect(shown.status).toBe(0)
    expect(shown.stdout).toContain('Read 2 questions (0 of the history).')
    expect(shown.stdout).toContain('"loot in North": kind')
    expect(shown.stdout).toContain('Nothing is changed.')
    expect((await show()).version).toBe(0)
    const { preview, accepted } = changed.parse(await json(...add, '--yes', '--reason', 'our word'))
    expect(preview.changes.map(({ question }) => question)).toEqual(['loot in North'])
    expect(accepted).toMatchObject({ version: 1, changedBy: 'command-line', reason: 'our word' })
    expect(await restatement('loot in North')).toContain('Revenue in North')
  })

  it('gives members names, forbids, prefers, sets and takes back', async () => {
    await vocabulary('alias', 'region', 'North', 'up there', '--yes')
    await vocabulary('prefer', 'money', '--metric', 'revenue', '--yes')
    await vocabulary('set', 'default-period', 'this_month', '--yes')
    await vocabulary('set', 'fiscal-year-start', '4', '--yes')
    await vocabulary('forbid', 'turnover', '--metric', 'revenue', '--yes')
    expect((await show()).content).toMatchObject({
      aliases: { region: { North: ['up there'] } },
      preferences: [{ term: 'money', metric: 'revenue' }],
      forbid: { metrics: { revenue: ['turnover'] } },
      settings: { defaultPeriod: 'this_month', calendar: { fiscalYearStartMonth: 4 } },
    })
    expect(await restatement('money up there')).toContain('Feb 2025')
    expect((await vocabulary('show')).stdout).toMatch(/never called +revenue +turnover/)
    await vocabulary('remove', 'turnover', '--yes')
    await vocabulary('set', 'default-period', 'all', '--yes')
    expect((await show()).content.forbid.metrics).toEqual({})
  })

  it('accepts a file that was shown and edited, but not over a newer version', async () => {
    const file = join(folder, 'words.json')
    const now = await show()
    const { content } = now
    await writeFile(file, JSON.stringify({ ...now, content: { ...content, hide: { metrics: ['nps'] } } }))
    expect((await vocabulary('preview', file)).stdout).toContain('Nothing is changed.')
    expect((await vocabulary('apply', file)).stdout).toContain(`Version ${now.version + 1} is in use`)
    const again = await vocabulary('apply', file)
    expect([again.status, again.stdout]).toEqual([1, ''])
    expect(again.stderr).toContain(`The vocabulary is at version ${now.version + 1}`)
  })

  it('brings an earlier version back', async () => {
    const { version } = await show()
    expect((await vocabulary('rollback', '1', '--reason', 'was better')).stdout).toContain('of version 1')
    const restored = await show()
    expect(restored).toMatchObject({ version: version + 1, restores: 1, reason: 'was better' })
    expect(restored.content.aliases).toEqual({})
    const { versions } = vocabularyVersionsSchema.parse(await json('versions'))
    expect(versions.map((one) => one.version)).toEqual([...Array(version + 2).keys()].reverse())
    expect((await vocabulary('show', '--version-number', '2')).stdout).toMatch(
      /also called +North \(region\) +up there/,
    )
  })

  it('leaves other companies alone', async () => {
    const { stdout } = await run(['vocabulary', 'show', '--tenant', 'globex'])
    expect(stdout).toContain('Version 0')
    expect(stdout).toContain('No words of its own.')
  })

  it.each([
    ['an unknown metric', ['add', 'loot', '--metric', 'revenu', '--yes'], 1, 'did you mean "revenue"?'],
    ['a function word', ['add', 'the', '--metric', 'revenue'], 1, 'a word that questions are built with'],
    ['nothing to name', ['add', 'loot'], 2, '--metric ID'],
    ['a weight that is none', ['add', 'loot', '--metric', 'revenue', '--weight', '2'], 2, 'is no weight'],
    ['a wrong value', ['set', 'week-start', 'friday'], 2, 'is no value of week-start'],
    ['an unknown setting', ['set', 'color', 'red'], 2, 'Allowed choices'],
    ['a version that never was', ['rollback', '99'], 1, 'There is no version 99'],
    ['a missing file', ['apply', 'nowhere.json'], 1, 'does not exist'],
  ])('fails on %s, with one sentence', async (_what, commandArguments, status, message) => {
    const failed = await vocabulary(...commandArguments)
    expect([failed.status, failed.stdout]).toEqual([status, ''])
    expect(failed.stderr).toContain(message)
    expect(failed.stderr.trim().split('\n')).toHaveLength(1)
  })
})
