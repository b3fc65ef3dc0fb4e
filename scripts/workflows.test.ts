import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = join(root, '.github/workflows')

interface Workflow {
  readonly name: string
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

interface Job {
  readonly needs?: string | readonly string[]
  readonly permissions?: Readonly<Record<string, string>>
  readonly environment?: string
  readonly 'timeout-minutes': number
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[]
}

const packageScripts: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
).scripts
const checkSteps = Array.from(
  readFileSync(join(root, 'scripts/check.mjs'), 'utf8').matchAll(/name: '([\w-]+)'/g),
  ([, name]) => name,
)

/** What is wrong with a workflow, apart from its shape. */
function problemsOf(workflow: Workflow): string[] {
  const text = JSON.stringify(workflow)
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps)
  const lines = steps.flatMap(({ run }) => (run ?? '').split('\n'))
  return [
    ...steps.flatMap(({ uses }) =>
      uses === undefined || /@v\d+\.\d+\.\d+$/.test(uses) ? [] : [`${uses} is not pinned to a version`],
    ),
    ...lines.flatMap((line) => missingScripts(line)),
    ...lines.flatMap((line) => missingFiles(line)),
    ...(/secrets\.|AKIA[0-9A-Z]{16}|password/i.test(text) ? ['uses a stored secret'] : []),
    ...(lines.some((line) => /\$\{\{ *(github\.event|inputs|github\.head_ref)/.test(line))
      ? ['puts what others write into a command']
      : []),
    ...Object.entries(workflow.jobs).flatMap(([name, { permissions = workflow.permissions }]) =>
      Object.entries(permissions)
        .filter(([scope, access]) => access === 'write' && scope !== 'id-token')
        .map(([scope]) => `${name} may write ${scope}`),
    ),
    ...Object.entries(workflow.jobs).flatMap(([name, job]) =>
      job['timeout-minutes'] > 0 ? [] : [`${name} may run for six hours: set timeout-minutes`],
    ),
    ...Object.entries(workflow.jobs).flatMap(([name, { needs = [] }]) =>
      [needs]
        .flat()
        .filter((job) => workflow.jobs[job] === undefined)
        .map((job) => `${name} waits for ${job}, which is no job`),
    ),
  ]
}

function missingScripts(line: string): string[] {
  const [, script] = /\bnpm run ([\w:-]+)/.exec(line) ?? []
  if (script !== undefined && packageScripts[script] === undefined)
    return [`runs npm run ${script}, which does not exist`]
  const [, selection = ''] = /\bnpm run check -- (.+)$/.exec(line) ?? []
  return selection
    .split(/\s+/)
    .filter((step) => step !== '' && step !== '--without' && !checkSteps.includes(step))
    .map((step) => `selects the check ${step}, which does not exist`)
}

function missingFiles(line: string): string[] {
  return Array.from(line.matchAll(/\bnode (scripts\/[\w/.-]+)/g), ([, file]) => file ?? '')
    .filter((file) => !existsSync(join(root, file)))
    .map((file) => `runs ${file}, which does not exist`)
}

const workflows = readdirSync(folder).map((file) => ({
  file,
  content: parse(readFileSync(join(folder, file), 'utf8')),
}))

describe('the workflows', () => {
  it('are the four of a release', () => {
    expect(workflows.map(({ file }) => file).toSorted()).toEqual([
      'check.yml',
      'deploy.yml',
      'evaluation.yml',
      'infra.yml',
    ])
  })

  it.each(workflows)('$file does what it can with no more rights than it needs', ({ content }) => {
    expect(problemsOf(content)).toEqual([])
  })

  it('would be refused with anything of this', () => {
    const broken: Workflow = {
      name: 'x',
      on: {},
      permissions: { contents: 'write' },
      jobs: {
        job: {
          needs: 'other',
          'timeout-minutes': 0,
          steps: [
            { uses: 'actions/checkout@main' },
            {
              run: `npm run nothing\nnpm run check -- nothing\nnode scripts/nothing.mjs\necho \${{ github.event.issue.title }}`,
            },
            { run: `echo \${{ secrets.KEY }}` },
          ],
        },
      },
    }
    expect(problemsOf(broken)).toEqual([
      'actions/checkout@main is not pinned to a version',
      'runs npm run nothing, which does not exist',
      'selects the check nothing, which does not exist',
      'runs scripts/nothing.mjs, which does not exist',
      'uses a stored secret',
      'puts what others write into a command',
      'job may write contents',
      'job may run for six hours: set timeout-minutes',
      'job waits for other, which is no job',
    ])
  })

  it('release only what was looked at: plan first, with a reviewed environment, and back whatever fails', () => {
    const deploy = workflows.find(({ file }) => file === 'deploy.yml')?.content
    expect([deploy?.jobs.plan?.needs, deploy?.jobs.release?.needs]).toEqual(['build', 'plan'])
    expect(deploy?.jobs.release?.environment).toContain('production')
    const steps: Job['steps'] = deploy?.jobs.release?.steps ?? []
    const commands = steps.map(({ run }) => run ?? '').join('\n')
    const order = [
      'apply release.tfplan',
      'smoke.mjs versions',
      'shift-alias.mjs shift',
      'smoke.mjs api',
      'shift-alias.mjs restore',
    ]
    const places = order.map((part) => commands.indexOf(part))
    expect(places).toEqual(places.toSorted((left, right) => left - right))
    expect(Math.min(...places)).toBeGreaterThan(0)
  })
})

interface Service {
  readonly image: string
  readonly ports: readonly string[]
  readonly profiles?: readonly string[]
}

describe('the compose file', () => {
  const compose: { readonly services: Readonly<Record<string, Service>> } = parse(
    readFileSync(join(root, 'compose.yaml'), 'utf8'),
  )

  it('has LocalStack, and a model only for whoever asks for one', () => {
    expect(Object.keys(compose.services)).toEqual(['localstack', 'ollama'])
    expect(compose.services.ollama?.profiles).toEqual(['model'])
    expect(compose.services.localstack?.profiles).toBeUndefined()
  })

  it('pins its images and opens no port to the network', () => {
    for (const { image, ports } of Object.values(compose.services)) {
      expect(image).toMatch(/:\d+\.\d+\.\d+$/)
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
    }
  })
})
