import { randomUUID } from 'node:crypto'
import { CreateTableCommand, DeleteTableCommand } from '@aws-sdk/client-dynamodb'
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clientSettings, dynamoClient } from './clients.ts'
import { lambdaStreamMappings } from './stream-mappings.ts'
import { awsEndpoint } from './tests/aws-endpoint.ts'

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
const where = { region: 'eu-west-1', endpoint: awsEndpoint(), credentials }
const lambda = new LambdaClient(clientSettings(where, 5_000))
const tables = dynamoClient(where)
const run = randomUUID().slice(0, 8)
const table = `tenant-acme-${run}-messages`
const functionName = `salestalk-test-publisher-${run}`

// The end of an empty zip archive: an emulator does not look into it.
const emptyZip = Uint8Array.from([0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0)])

/** Emulators that check roles want the one of the function to exist; they do not check who makes it. */
async function createRole(name: string): Promise<void> {
  const statement = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }
  const trust = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  const scope = 'Credential=test/20251109/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=none'
  const response = await fetch(awsEndpoint(), {
    method: 'POST',
    headers: { authorization: `AWS4-HMAC-SHA256 ${scope}` },
    body: new URLSearchParams({
      Action: 'CreateRole',
      Version: '2010-05-08',
      RoleName: name,
      AssumeRolePolicyDocument: trust,
    }),
  })
  if (!response.ok) throw new Error(`The role cannot be made: ${await response.text()}`)
}

beforeAll(async () => {
  await createRole(functionName)
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: functionName,
      Role: `arn:aws:iam::123456789012:role/${functionName}`,
      Runtime: 'nodejs20.x',
      Handler: 'event-publisher.handler',
      Code: { ZipFile: emptyZip },
    }),
  )
  await tables.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  )
})
afterAll(() => tables.send(new DeleteTableCommand({ TableName: table })))

it('makes the mapping of a table once, and removes it', async () => {
  const mappings = lambdaStreamMappings({ lambda, tables, functionName, failureQueueArn: null })
  expect(await mappings.count(table)).toBe(0)
  await mappings.ensure(table)
  await mappings.ensure(table)
  expect(await mappings.count(table)).toBe(1)
  await mappings.remove(table)
  await mappings.remove(table)
  expect(await mappings.count(table)).toBe(0)
})
