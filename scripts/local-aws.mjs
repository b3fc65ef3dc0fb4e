// The AWS deployment on this machine.
//   npm run local:up      starts LocalStack, builds and provisions, seeds two demo companies, and serves the web app until it is stopped
//   npm run local:down    stops LocalStack and forgets everything it had
import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './lib/files.mjs'
import { node, run } from './lib/run.mjs'
import { serveFront } from './local-aws/front.mjs'
import { findTools, waitFor } from './local-aws/tools.mjs'

const endpoint = process.env.AWS_ENDPOINT_URL || 'http://localhost:4566'
const environment = 'infra/environments/local'
const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-central-1' }

/** Runs one step and shows what it says; a failure ends everything with its name. */
async function step(what, command, commandArguments, env = {}) {
  console.log(`\n${what}…`)
  const { status, output } = await run(command, commandArguments, { live: true, env })
  if (status !== 0) throw new Error(`${what} failed; the reason stands above.`)
  return output
}

async function up() {
  const tools = await findTools()
  await step('Starting LocalStack', tools.docker, ['compose', 'up', '--detach', 'localstack'])
  await waitFor('LocalStack', `${endpoint}/_localstack/health`)
  await step('Building the functions', node, ['scripts/build-lambda.mjs', '--local'])
  await step('Building the web app', node, ['scripts/build.mjs', '--if-stale'])
  const terraform = (...options) => [`-chdir=${environment}`, ...options]
  await step('Preparing Terraform', tools.terraform, terraform('init', '-input=false'))
  await step(
    'Provisioning',
    tools.terraform,
    terraform('apply', '-input=false', '-auto-approve', `-var=endpoint=${endpoint}`),
  )
  const { status, output } = await run(tools.terraform, terraform('output', '-json'))
  if (status !== 0) throw new Error(`Terraform cannot tell what it made:\n${output}`)
  const outputs = JSON.parse(output)
  const variables = { ...outputs.environment_variables.value, ...credentials }
  await makeSigningSecret(variables)
  const api = `${endpoint}/_aws/execute-api/${outputs.api_id.value}/live`
  await waitFor('The API', `${api}/v1/health`)
  await step(
    'Seeding two demo companies',
    node,
    ['node_modules/tsx/dist/cli.mjs', 'scripts/seed-local-aws.ts', api],
    variables,
  )
  const port = Number(process.env.PORT || 4321)
  await serveFront({ port, api, webFolder: join(root, 'packages/web/dist') })
  console.log(
    `\nSalesTalk on LocalStack: http://localhost:${port}   (stop with Ctrl+C; npm run local:down removes everything)`,
  )
}

/** Terraform makes the place of the secret; its value is made here, once, and is in no file. */
async function makeSigningSecret({ AWS_REGION: region, SALESTALK_SIGNING_SECRET_ID: secretId }) {
  const { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } = await import(
    '@aws-sdk/client-secrets-manager'
  )
  const accessKeyId = credentials.AWS_ACCESS_KEY_ID
  const client = new SecretsManagerClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey: 'test' } })
  try {
    await client.send(new GetSecretValueCommand({ SecretId: secretId }))
  } catch (error) {
    if (error.name !== 'ResourceNotFoundException') throw error
    await client.send(
      new PutSecretValueCommand({ SecretId: secretId, SecretString: randomBytes(48).toString('base64url') }),
    )
  }
}

async function down() {
  const { docker } = await findTools({ terraform: false })
  await step('Stopping LocalStack', docker, ['compose', '--profile', 'model', 'down', '--volumes'])
  // What LocalStack had is gone, so Terraform must not believe in it any more.
  for (const name of ['terraform.tfstate', 'terraform.tfstate.backup'])
    rmSync(join(root, environment, name), { force: true })
}

const commands = { up, down }
const command = commands[process.argv[2] ?? 'up']
if (command === undefined) {
  console.error(`There is no "${process.argv[2]}"; say up or down.`)
  process.exit(2)
}
try {
  if (!existsSync(join(root, 'node_modules'))) throw new Error('Run npm ci first.')
  await command()
} catch (error) {
  console.error(`\n${error.message}`)
  process.exit(1)
}
