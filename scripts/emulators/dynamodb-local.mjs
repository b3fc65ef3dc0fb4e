import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../lib/files.mjs'
import { run } from '../lib/run.mjs'
import { freePort, startEmulator } from './emulator.mjs'

const version = '2.6.1'
const folder = join(root, 'node_modules/.cache/salestalk/dynamodb-local', version)
const libraries = join(folder, 'lib')

const project = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>salestalk</groupId><artifactId>dynamodb-local</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>com.amazonaws</groupId><artifactId>DynamoDBLocal</artifactId><version>${version}</version>
  </dependency></dependencies>
</project>
`

/** Whether DynamoDB Local can be had here: it needs Java 17 and Maven. */
export async function hasDynamoDbLocal() {
  const [java, maven] = await Promise.all([run('java', ['-version']), run('mvn', ['-version'])])
  return java.status === 0 && maven.status === 0
}

async function install() {
  const done = join(folder, 'installed')
  if (existsSync(done)) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'pom.xml'), project)
  const { status, output } = await run('mvn', [
    '--quiet',
    '--batch-mode',
    '--file',
    join(folder, 'pom.xml'),
    'dependency:copy-dependencies',
    `-DoutputDirectory=${libraries}`,
    '-DincludeScope=runtime',
  ])
  if (status !== 0) throw new Error(`DynamoDB Local cannot be installed: Maven says\n${output.slice(-2000)}`)
  writeFileSync(done, '')
}

/** Starts DynamoDB Local, AWS's own emulator of DynamoDB alone, in memory. */
export async function startDynamoDbLocal() {
  await install()
  const port = await freePort()
  const commandArguments = [
    `-Djava.library.path=${libraries}`,
    '-Daws.region=eu-central-1',
    '-classpath',
    `${libraries}/*`,
    'com.amazonaws.services.dynamodbv2.local.main.ServerRunner',
    '-inMemory',
    '-disableTelemetry',
    '-port',
    String(port),
  ]
  return await startEmulator('DynamoDB Local', 'java', commandArguments, port)
}
