import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { root } from './lib/files.mjs'
import { explainWriteFailure } from './lib/write-failure.mjs'

const execute = promisify(execFile)

let base = ''

function write(path, text) {
  mkdirSync(dirname(join(base, path)), { recursive: true })
  writeFileSync(join(base, path), text)
}

// A repository of its own, so that nothing here touches the bundle in use.
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'launcher-'))
  cpSync(join(root, 'scripts'), join(base, 'scripts'), { recursive: true })
  cpSync(join(root, 'packages/service/bin'), join(base, 'packages/service/bin'), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(base, 'node_modules'))
  write('package.json', '{ "type": "module" }')
  write('packages/service/src/greeting.ts', "export const greeting: string = 'hello'\n")
  const commandLine = [
    "import * as z from 'zod'",
    "import { greeting } from '../greeting.ts'",
    "process.stdout.write(z.string().parse([greeting, ...process.argv.slice(2)].join(' ')))",
  ]
  write('packages/service/src/entrypoints/cli.ts', commandLine.join('\n'))
})

afterEach(() => {
  rmSync(base, { recursive: true, force: true })
})

const salestalk = (...commandArguments) =>
  execute(process.execPath, [join(base, 'packages/service/bin/salestalk.mjs'), ...commandArguments], { cwd: tmpdir() })

const entry = () => join(base, 'packages/service/dist/salestalk.mjs')

describe('the command salestalk', () => {
  it('builds itself on the first run and prints nothing of its own', async () => {
    expect(await salestalk('ask', 'revenue')).toEqual({ stdout: 'hello ask revenue', stderr: '' })
  })

  it('does not build again while the sources are the same', async () => {
    await salestalk()
    const built = statSync(entry()).mtimeMs
    await salestalk()
    expect(statSync(entry()).mtimeMs).toBe(built)
  })

  it('builds again after a source changed', async () => {
    await salestalk()
    write('packages/service/src/greeting.ts', "export const greeting: string = 'good morning'\n")
    expect((await salestalk('x')).stdout).toBe('good morning x')
  })

  it('survives several first runs at once and leaves no temporary file', async () => {
    const outputs = await Promise.all([salestalk('a'), salestalk('b'), salestalk('c')])
    expect(outputs.map(({ stdout }) => stdout)).toEqual(['hello a', 'hello b', 'hello c'])
    expect(readdirSync(dirname(entry())).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('says what does not compile and exits 1', async () => {
    write('packages/service/src/greeting.ts', 'export const greeting = \n')
    const failure = await salestalk().catch((error) => error)
    expect(failure.code).toBe(1)
    expect(failure.stderr).toContain('greeting.ts')
  })

  it('says who may build when the folder cannot be written', () => {
    const error = Object.assign(new Error('EROFS'), { code: 'EROFS', path: 'dist/salestalk.mjs' })
    expect(explainWriteFailure(error, 'here')).toBe(
      'SalesTalk has to be built once, but dist/salestalk.mjs cannot be written (the file system is read-only); ' +
        'run "npm run build" in here as a user who may write there, then try again.',
    )
    expect(explainWriteFailure(new Error('other'), 'here')).toBeNull()
  })
})
