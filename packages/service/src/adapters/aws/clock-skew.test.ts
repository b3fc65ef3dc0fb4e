import { createServer } from 'node:http'
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { listen } from '../../local-gateway/http-gateway.ts'
import { dynamoClient } from './clients.ts'

/** DynamoDB by a clock of its own: what was signed at another time than now is refused, as AWS does. */
const farAhead = 60 * 60 * 1000
const tolerance = 5 * 60 * 1000
let refused = 0

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const now = new Date(Date.now() + farAhead)
    const [, date, time] = /^(\d{8})T(\d{6})Z$/.exec(String(request.headers['x-amz-date'])) ?? []
    const signedAt = Date.parse(
      `${date?.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time?.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`,
    )
    const isInTime = Math.abs(signedAt - now.getTime()) < tolerance
    if (!isInTime) refused += 1
    const error = { __type: 'com.amazon.coral.service#InvalidSignatureException', message: 'Signature expired' }
    const headers = { 'content-type': 'application/x-amz-json-1.0', date: now.toUTCString() }
    response.writeHead(isInTime ? 200 : 400, headers).end(JSON.stringify(isInTime ? {} : error))
  })
})
let endpoint: string

beforeAll(async () => {
  endpoint = await listen(server, 0)
})
beforeEach(() => {
  refused = 0
})
afterAll(() => server.close())

it('finds out how far its clock is from that of AWS, and goes on by the other one', async () => {
  const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' }
  const client = dynamoClient({ region: 'eu-central-1', endpoint, credentials })
  const key = { pk: { S: 'a' }, sk: { S: 'b' } }
  await client.send(new GetItemCommand({ TableName: 'tenant-acme-messages', Key: key }))
  expect(refused).toBe(1)
  await client.send(new PutItemCommand({ TableName: 'tenant-acme-messages', Item: key }))
  // Known from now on.
  expect(refused).toBe(1)
  client.destroy()
})
