// npm run test:aws: the conformance, isolation and end-to-end suites against an AWS endpoint.
//   AWS_ENDPOINT_URL=http://localhost:4566 npm run test:aws    against an emulator that runs already
//   npm run test:aws                                           against moto, installed from PyPI and started for the run,
//                                                              and the table suites also against DynamoDB Local where Java and Maven are
//   npm run test:aws -- packages/service/src/adapters          only these files
import { join } from 'node:path'
import { hasDynamoDbLocal, startDynamoDbLocal } from './emulators/dynamodb-local.mjs'
import { startMoto } from './emulators/moto.mjs'
import { vitestClosingLines } from './lib/closing-lines.mjs'
import { root } from './lib/files.mjs'
import { node, run } from './lib/run.mjs'

const anyCredentials = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing' }

async function runSuites(title, endpoint, filters) {
  const credentials = process.env.AWS_ACCESS_KEY_ID === undefined ? anyCredentials : {}
  const env = { ...credentials, AWS_ENDPOINT_URL: endpoint }
  const configuration = join(root, 'vitest.aws.config.ts')
  const commandArguments = ['node_modules/vitest/vitest.mjs', 'run', '--config', configuration, ...filters]
  const { status, output } = await run(node, commandArguments, { live: true, env })
  return { status, closing: [title, ...vitestClosingLines(output)] }
}

async function against(start, title, filters) {
  const emulator = await start()
  try {
    return await runSuites(title, emulator.endpoint, filters)
  } finally {
    await emulator.stop()
  }
}

async function main(filters) {
  const endpoint = process.env.AWS_ENDPOINT_URL
  if (endpoint !== undefined && endpoint !== '')
    return [await runSuites(`AWS suites against ${endpoint}`, endpoint, filters)]
  const results = [await against(startMoto, 'AWS suites against moto', filters)]
  if (filters.length > 0) return results
  if (await hasDynamoDbLocal()) {
    results.push(await against(startDynamoDbLocal, 'Table suites against DynamoDB Local', ['dynamodb-']))
  } else {
    console.log('DynamoDB Local is left out: it needs Java 17 and Maven.')
  }
  return results
}

try {
  const results = await main(process.argv.slice(2))
  console.log(`\n${results.map(({ closing }) => closing.join('\n')).join('\n')}`)
  process.exit(results.some(({ status }) => status !== 0) ? 1 : 0)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
