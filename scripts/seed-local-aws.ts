// Gives the demo companies to a deployment through its API: tsx scripts/seed-local-aws.ts http://…/live
import { execFileSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DemoCompany, type DemoDataset, demoCompanies, writeCsv } from '../samples/src/index.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

// A function takes 6 MB with everything around it.
const REQUEST_BYTES = 4_000_000

const [api = ''] = process.argv.slice(2)

async function call<T>(
  method: string,
  path: string,
  token: string,
  body: string,
  type = 'application/json',
): Promise<T> {
  const headers: Record<string, string> = {
    'content-type': type,
    ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
  }
  const response = await fetch(api + path, { method, headers, body })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`)
  return JSON.parse(text)
}

/** Signed with the secret of this environment, which only whoever provisioned it can read. */
function operatorToken(): string {
  const command = join(root, 'packages/service/bin/salestalk.mjs')
  const output = execFileSync(process.execPath, [command, 'operator-token', '--json'], { cwd: root, encoding: 'utf8' })
  return JSON.parse(output).token
}

async function seedCompany({ name, ownerEmail, datasets }: DemoCompany, operator: string): Promise<void> {
  const { tenantId } = await call<{ tenantId: string }>(
    'POST',
    '/v1/tenants',
    operator,
    JSON.stringify({ name, ownerEmail }),
  )
  const email = `demo@${tenantId}.example`
  const person = JSON.stringify({ email, name: 'Demo', role: 'admin' })
  const { code } = await call<{ code: string }>('POST', `/v1/tenants/${tenantId}/users`, operator, person)
  const { token } = await call<{ token: string }>('POST', '/v1/sign-in', '', JSON.stringify({ email, code }))
  for (const dataset of datasets) {
    for (const [index, csv] of piecesOf(dataset).entries()) {
      const mode = index === 0 ? 'replace' : 'append'
      const query = new URLSearchParams({ fileName: `${dataset.name}.csv`, dataset: dataset.name, mode })
      await call('POST', `/v1/ingest?${query}`, token, csv, 'text/csv')
    }
    console.log(`${name}: ${dataset.name}`)
  }
  console.log(`${name}: signed in as ${email}`)
}

/** The dataset as CSV, in pieces that a request can carry, each with the line of column names. */
function piecesOf(dataset: DemoDataset): string[] {
  const [header = '', ...lines] = [...writeCsv(dataset, new Date().toISOString().slice(0, 10))]
    .join('')
    .trimEnd()
    .split('\n')
  const pieces: string[] = []
  let piece = header
  for (const line of lines) {
    if (piece.length + line.length > REQUEST_BYTES) {
      pieces.push(piece)
      piece = header
    }
    piece += `\n${line}`
  }
  return [...pieces, piece]
}

try {
  const operator = operatorToken()
  for (const company of demoCompanies) await seedCompany(company, operator)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
