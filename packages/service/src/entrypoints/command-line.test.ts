import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable, Writable } from 'node:stream'
import { answerSchema, catalogSchema, ingestReportSchema, interpretationSchema } from '@salestalk/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ordersCsv } from '../http/tests/test-app.ts'
import { runCommandLine } from './command-line/program.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'salestalk-cli-'))
  await writeFile(join(folder, 'orders.csv'), ordersCsv)
  await salestalk('tenant', 'create', 'Acme', '--owner', 'ann@acme.example')
  await salestalk('ingest', join(folder, 'orders.csv'), '--tenant', 'acme')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Ran {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

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

async function run(
  commandArguments: readonly string[],
  input = '',
  signal = new AbortController().signal,
): Promise<Ran> {
  const [out, err] = [collector(), collector()]
  const world = { stdin: Readable.from([input]), stdout: out.stream, stderr: err.stream, signal }
  const status = await runCommandLine([...commandArguments, '--data', join(folder, 'data')], world)
  return { status, stdout: out.text(), stderr: err.text() }
}

const salestalk = (...commandArguments: string[]) => run(commandArguments)

async function json(...commandArguments: string[]): Promise<unknown> {
  const { status, stdout, stderr } = await run([...commandArguments, '--json'])
  expect([status, stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}

/** What stays of a question: one Answer, whatever it was. */
const strangeQuestions = [
  ['a hundred thousand characters', 'a'.repeat(100_000), 'too_long'],
  ['nothing', '', 'empty'],
  ['emoji', '💥🔥🚀', null],
  ['control characters', 'revenue\u0007\u001b[31m', null],
  ['HTML', '<script>alert(1)</script>', null],
  ['SQL', "'; DROP TABLE orders; --", null],
] as const

const oneSentence = /^[^\n]+[.!?]\n$/

describe('ask', () => {
  it('writes one Answer with --json', async () => {
    const answer = answerSchema.parse(await json('ask', 'revenue by region in 2025', '--tenant', 'acme'))
    expect(answer.table?.rows.map(({ revenue }) => revenue)).toEqual([150, 30])
  })

  it('writes sentence, table, source and reading for people', async () => {
    const { status, stdout } = await salestalk('ask', 'revenue by region in 2025', '--tenant', 'acme')
    expect(status).toBe(0)
    expect(stdout).toMatch(/North +150/)
    expect(stdout).toMatch(/^Understood as: Revenue by region, 2025/m)
    expect(stdout).toMatch(/^Source: revenue .*North = 150 \[METRIC#revenue /m)
  })

  it('goes on with a named conversation in the next process', async () => {
    await json('ask', 'revenue in January 2025', '--tenant', 'acme', '--session', 'talk-1')
    const answer = answerSchema.parse(await json('ask', 'and in February?', '--tenant', 'acme', '--session', 'talk-1'))
    expect(answer.text).toContain('50')
    expect(answer.sessionId).toBe('talk-1')
  })

  it('takes today from --as-of', async () => {
    const answer = answerSchema.parse(
      await json('ask', 'revenue last month', '--tenant', 'acme', '--as-of', '2025-02-10'),
    )
    expect(answer.interpretation.time).toMatchObject({ start: '2025-01-01', end: '2025-02-01' })
  })

  it('answers nonsense with a refusal, which is no failure', async () => {
    const answer = answerSchema.parse(await json('ask', 'what is the meaning of life', '--tenant', 'acme'))
    expect(answer.kind).toBe('refusal')
  })

  it.each(strangeQuestions)('answers a question of %s without failing', async (_name, question, reason) => {
    const answer = answerSchema.parse(await json('ask', question, '--tenant', 'acme'))
    expect(answer.references).toEqual([])
    if (reason !== null) expect(answer).toMatchObject({ kind: 'refusal', interpretation: { reason } })
  })

  it('knows no conversation by an id that is a path', async () => {
    const { status, stderr } = await salestalk('ask', 'revenue', '--tenant', 'acme', '--session', '../other')
    expect([status, stderr]).toEqual([1, 'A conversation id has 1 to 64 letters, digits, hyphens or underscores.\n'])
  })

  it('lists the companies there are when the named one is not among them', async () => {
    expect(await salestalk('ask', 'revenue', '--tenant', 'nobody')).toEqual({
      status: 1,
      stdout: '',
      stderr: `There is no company "nobody" in ${join(folder, 'data')}: there is acme.\n`,
    })
  })
})

describe('bad usage', () => {
  it.each([
    ['no command', []],
    ['an unknown command', ['aks', 'revenue']],
    ['an unknown subcommand', ['tenant', 'make']],
    ['no subcommand', ['events']],
    ['a missing argument', ['ask', '--tenant', 'acme']],
    ['a missing option', ['ask', 'revenue']],
    ['an unknown option', ['ask', 'revenue', '--tenant', 'acme', '--jsno']],
    ['a day that does not exist', ['ask', 'revenue', '--tenant', 'acme', '--as-of', '2025-02-30']],
    ['a today nobody can reckon with', ['ask', 'revenue', '--tenant', 'acme', '--as-of', '9999-12-31']],
    ['a question without quotes', ['ask', 'revenue', 'by', 'region', '--tenant', 'acme']],
    ['two files', ['ingest', 'a.csv', 'b.csv', '--tenant', 'acme']],
    ['an e-mail address that is none', ['tenant', 'create', 'Third', '--owner', 'nobody']],
    ['a name without letters', ['tenant', 'create', '💥', '--owner', 'c@third.example']],
    ['an unknown plan', ['tenant', 'create', 'Third', '--owner', 'c@third.example', '--plan', 'gold']],
    ['a port that is none', ['serve', '--port', '99999']],
    ['an unknown mode', ['ingest', 'orders.csv', '--tenant', 'acme', '--mode', 'merge']],
    ['an unknown event type', ['events', 'tail', '--type', 'nonsense']],
    ['an unknown consumer', ['events', 'dead-letters', '--consumer', 'nobody']],
    ['a replay of nothing in particular', ['events', 'replay']],
    ['a redrive of everything and something', ['events', 'redrive', '--all', '--consumer', 'billing']],
  ])('exits 2 with one sentence: %s', async (_name, commandArguments) => {
    const { status, stdout, stderr } = await run(commandArguments)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(oneSentence)
  })

  it.each([
    [['aks', 'revenue'], 'did you mean ask?'],
    [['tenant', 'lsit'], 'did you mean list?'],
    [['ask', 'revenue', '--tennant', 'acme'], 'did you mean --tenant?'],
    [['ask', 'revenue', '--tenant', 'acme', '--jsno'], 'Did you mean --json?'],
    [['ask', 'revenue', 'by', 'region', '--tenant', 'acme'], 'in quotes'],
  ])('is met with advice: %j', async (commandArguments, advice) => {
    expect((await run(commandArguments)).stderr).toContain(advice)
  })

  it('is not asking for help or the version', async () => {
    expect(await salestalk('--help')).toMatchObject({ status: 0, stderr: '' })
    expect(await salestalk('tenant', 'create', '--help')).toMatchObject({ status: 0, stderr: '' })
    expect((await salestalk('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('understand', () => {
  const lines = (...questions: object[]) => questions.map((line) => JSON.stringify(line)).join('\n')
  const understand = (input: string) => run(['understand', '--tenant', 'acme', '--as-of', '2025-03-01'], input)

  it('gives a line for each line, in order, sessions apart', async () => {
    const { status, stdout } = await understand(
      lines(
        { id: 1, question: 'revenue in January 2025', session: 'a' },
        { id: 'two', question: 'orders in 2025', session: 'b' },
        { id: 3, question: 'and in February?', session: 'a' },
        { id: 4, question: 'and in February?' },
      ),
    )
    const found = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: unknown; interpretation: unknown })
    expect([status, found.map(({ id }) => id)]).toEqual([0, [1, 'two', 3, 4]])
    const interpretations = found.map(({ interpretation }) => interpretationSchema.parse(interpretation))
    expect(interpretations[2]?.metrics[0]).toMatchObject({ id: 'revenue', status: 'inherited' })
    expect(interpretations[3]?.metrics).toEqual([])
  })

  it('says on the line what is wrong with it, reads the others, and fails', async () => {
    const { status, stdout, stderr } = await understand(
      `\n{"id":1,"question":"revenue"}\r\nnot json\n{"id":2}\n{"id":3,"question":"orders"}`,
    )
    const found = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: unknown; error?: string })
    expect(found.map(({ id, error }) => [id, error === undefined])).toEqual([
      [1, true],
      [null, false],
      [2, false],
      [3, true],
    ])
    expect([status, stderr]).toEqual([1, '2 of 4 lines could not be read: see the "error" on their lines.\n'])
  })

  it('reads thousands of lines, with blank ones and any line ends between', async () => {
    const input = Array.from({ length: 5000 }, (_, id) =>
      JSON.stringify({ id, question: 'revenue in 2025', session: `s${id % 50}` }),
    )
    const { status, stdout } = await understand(`\ufeff${input.join('\r\n\r\n')}`)
    const ids = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: number }).id)
    expect([status, ids.length, ids.every((id, index) => id === index)]).toEqual([0, 5000, true])
  })

  it('keeps nothing', async () => {
    await understand(lines({ id: 1, question: 'revenue', session: 'kept-1' }))
    const answer = answerSchema.parse(await json('ask', 'and in February?', '--tenant', 'acme', '--session', 'kept-1'))
    expect(answer.kind).not.toBe('answer')
  })
})

describe('data', () => {
  it('is shown by a dry run and not written', async () => {
    const file = join(folder, 'visits.csv')
    await writeFile(file, 'Day,Shop,Visits\n2025-01-01,Oslo,10\n')
    const report = ingestReportSchema.parse(await json('ingest', file, '--tenant', 'acme', '--dry-run'))
    expect(report.kind).toBe('dry_run')
    const catalog = catalogSchema.parse(await json('metrics', '--tenant', 'acme'))
    expect(catalog.datasets.map(({ dataset }) => dataset)).toEqual(['orders'])
    const model = join(folder, 'model.json')
    await writeFile(model, JSON.stringify({ ...report.preview.model, label: 'Shop visits' }))
    const taken = ['ingest', file, '--tenant', 'acme', '--dataset', 'visits', '--model', model]
    expect(ingestReportSchema.parse(await json(...taken)).preview.model.label).toBe('Shop visits')
  })

  it('can be listed and undone batch by batch', async () => {
    const { batches } = (await json('batches', 'list', '--tenant', 'acme')) as {
      batches: { batchId: string; dataset: string }[]
    }
    const batchId = batches.find(({ dataset }) => dataset === 'visits')?.batchId ?? ''
    expect(await json('batches', 'undo', batchId, '--tenant', 'acme')).toMatchObject({ undone: true })
    const again = await salestalk('batches', 'undo', batchId, '--tenant', 'acme')
    expect([again.status, again.stdout]).toEqual([1, ''])
    expect(again.stderr).toMatch(oneSentence)
  })

  it('fails with one sentence when there is nothing to take in', async () => {
    const empty = join(folder, 'empty.csv')
    await writeFile(empty, '')
    for (const file of [empty, join(folder, 'absent.csv'), folder]) {
      const { status, stdout, stderr } = await salestalk('ingest', file, '--tenant', 'acme')
      expect([status, stdout]).toEqual([1, ''])
      expect(stderr).toMatch(oneSentence)
    }
  })

  it('is left as it was when the person interrupts', async () => {
    const interrupted = AbortSignal.abort()
    const { status, stderr } = await run(
      ['ingest', join(folder, 'orders.csv'), '--tenant', 'acme', '--mode', 'replace'],
      '',
      interrupted,
    )
    expect([status, stderr]).toEqual([1, 'The upload was cancelled; nothing was kept.\n'])
  })
})

describe('companies', () => {
  it('are created once, listed and deleted', async () => {
    const create = ['tenant', 'create', 'Second Company', '--owner', 'b@second.example', '--plan', 'standard']
    expect(await json(...create)).toMatchObject({ created: true, tenant: { tenantId: 'second-company' } })
    expect(await json(...create)).toMatchObject({ created: false })
    expect((await salestalk('tenant', 'create', 'Second Company', '--owner', 'c@second.example')).status).toBe(1)
    expect((await salestalk('tenant', 'list')).stdout).toContain('second-company')
    expect(await json('tenant', 'delete', 'second-company')).toMatchObject({ deleted: true })
    expect((await salestalk('tenant', 'delete', 'second-company')).status).toBe(1)
  })

  it('agree to a language model, and no longer', async () => {
    const agreed = await json('tenant', 'rephrase', 'acme', 'on')
    expect(agreed).toMatchObject({ tenant: { settings: { rephrase: true } } })
    expect((await salestalk('tenant', 'rephrase', 'acme', 'on')).stdout).toContain('There is none here')
    const withdrawn = await json('tenant', 'rephrase', 'acme', 'off')
    expect(withdrawn).toMatchObject({ tenant: { settings: { rephrase: false } } })
    expect((await salestalk('tenant', 'rephrase', 'acme', 'perhaps')).status).toBe(2)
  })

  it('get people with a sign-in code', async () => {
    const added = await json('user', 'add', 'new@acme.example', '--tenant', 'acme', '--role', 'member')
    expect(added).toMatchObject({ signIn: { code: expect.stringMatching(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){3}$/) } })
  })

  it('come back from their archive as they were, and only whole', async () => {
    const file = join(folder, 'acme.salestalk')
    await json('export', '--tenant', 'acme', '--output', file)
    const there = await salestalk('import', file)
    expect([there.status, there.stderr]).toEqual([1, expect.stringContaining('already')])

    const before = catalogSchema.parse(await json('metrics', '--tenant', 'acme'))
    await json('tenant', 'delete', 'acme')
    const bytes = await readFile(file)
    const cut = join(folder, 'cut.salestalk')
    await writeFile(cut, bytes.subarray(0, bytes.length - 200))
    const failed = await salestalk('import', cut)
    expect([failed.status, failed.stdout]).toEqual([1, ''])
    expect(failed.stderr).toMatch(oneSentence)
    expect(await json('tenant', 'list')).toEqual({ tenants: [] })

    await json('import', file)
    expect(catalogSchema.parse(await json('metrics', '--tenant', 'acme'))).toEqual(before)
    const answer = answerSchema.parse(await json('ask', 'by region', '--tenant', 'acme', '--session', 'talk-1'))
    expect(answer.table?.rows).toMatchObject([{ region: 'North', revenue: 50 }])
  })
})

describe('events', () => {
  it('can be followed, replayed and are not lost', async () => {
    const { events } = (await json('events', 'tail', '--tenant', 'acme', '--type', 'metrics.ingested')) as {
      events: { eventId: string; eventType: string }[]
    }
    expect(events.at(0)?.eventType).toBe('metrics.ingested.v1')
    const [first] = events
    expect(await json('events', 'replay', first?.eventId ?? '', '--tenant', 'acme', '--limit', '1')).toEqual({
      replayed: [first?.eventId],
    })
    expect(await json('events', 'replay', '--tenant', 'acme', '--type', 'metrics.ingested', '--force')).toEqual({
      replayed: events.map((event) => event.eventId),
    })
    expect(await json('events', 'dead-letters', '--consumer', 'billing')).toEqual({ deadLetters: [] })
    expect(await json('events', 'redrive', '--all')).toEqual({ redriven: [] })
    expect((await salestalk('events', 'replay', 'no-such-event')).status).toBe(1)
    expect((await salestalk('events', 'redrive', 'no-such-event')).status).toBe(1)
  })
})

describe('serve', () => {
  it('says where it listens, answers there and stops when asked to', async () => {
    const stop = new AbortController()
    const stdout = new PassThrough()
    const err = collector()
    const world = { stdin: Readable.from(['']), stdout, stderr: err.stream, signal: stop.signal }
    const running = runCommandLine(['serve', '--port', '0', '--data', join(folder, 'data')], world)
    const url = await new Promise<string>((resolve) =>
      stdout.on('data', (piece) => resolve(/http:\S+/.exec(String(piece))?.[0] ?? '')),
    )
    const health = await fetch(`${url}/v1/health`)
    expect(await health.json()).toMatchObject({ status: 'ok' })

    const taken = await run(['serve', '--port', new URL(url).port])
    expect([taken.status, taken.stderr]).toEqual([1, expect.stringMatching(/^Port \d+ is in use: .*\.\n$/)])
    // Another process on the same data while the server runs.
    expect((await salestalk('ask', 'revenue in 2025', '--tenant', 'acme')).status).toBe(0)
    stop.abort()
    expect(await running).toBe(0)
  })
})
