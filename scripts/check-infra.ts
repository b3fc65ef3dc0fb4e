// npm run check:infra: what must hold of the Terraform configuration, without a provider, an account or a network.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { eventRoutes } from '../packages/service/src/events/routing.ts'
import { tenantsTable, usersTable } from '../packages/service/src/storage/tables.ts'
import { exportsOf, type Finding, type Infrastructure, readFolders, textsOf } from './check-infra/infrastructure.ts'
import { rules } from './check-infra/rules.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const entrypoints = join(root, 'packages/service/src/entrypoints/lambda')

async function readInfrastructure(): Promise<Infrastructure> {
  const functions: Infrastructure['functions'] = readGenerated('functions')
  const policies = join(root, 'infra/policies')
  return {
    folders: await readFolders(root, 'infra'),
    policies: textsOf(policies, readdirSync(policies)),
    functions,
    httpRoutes: readGenerated('http-routes'),
    eventRoutes: readGenerated('event-routes'),
    application: {
      eventRoutes,
      exports: Object.fromEntries(
        Object.keys(functions).flatMap((name) => {
          const exported = exportsOf(join(entrypoints, `${name}.ts`))
          return exported === null ? [] : [[name, exported]]
        }),
      ),
      registryTables: [tenantsTable, usersTable],
    },
  }
}

function readGenerated(name: string) {
  return JSON.parse(readFileSync(join(root, 'infra/generated', `${name}.json`), 'utf8'))
}

const infrastructure = await readInfrastructure()
const findings: Finding[] = Object.values(rules).flatMap((rule) => [...rule(infrastructure)])
for (const { place, message } of findings) console.error(`${place} ${message}`)
const count = Object.keys(rules).length
if (findings.length === 0) console.log(`${count} rules hold in ${infrastructure.folders.length} folders of Terraform.`)
process.exit(findings.length === 0 ? 0 : 1)
