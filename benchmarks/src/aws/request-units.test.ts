import { expect, it } from 'vitest'
import type { AwsCall } from './forward.ts'
import { unitsOf } from './request-units.ts'

const call: AwsCall = {
  service: 'dynamodb',
  operation: 'GetItem',
  target: 'users',
  milliseconds: 2,
  capacity: 0,
  requestBytes: 0,
  status: 200,
}

it('tells calls apart as the bill does, per time the work was done', () => {
  const calls: AwsCall[] = [
    { ...call, capacity: 1 },
    { ...call, operation: 'Query', target: 'tenant-acme-messages', capacity: 0.5 },
    { ...call, operation: 'PutItem', target: 'tenant-acme-messages', capacity: 11 },
    { ...call, operation: 'DescribeTable' },
    { ...call, service: 's3', operation: 'HEAD', target: '/bucket/key' },
    { ...call, service: 's3', operation: 'LIST', target: '/bucket' },
    { ...call, service: 'events', operation: 'PutEvents', target: '4' },
    { ...call, service: 'sqs', operation: 'ReceiveMessage', target: '' },
    { ...call, service: 'sqs', operation: 'DeleteMessage', target: '' },
  ]
  expect(unitsOf(calls, 2)).toMatchObject({
    readUnits: 0.75,
    writeUnits: 5.5,
    objectReads: 0.5,
    objectWrites: 0.5,
    events: 2,
    messages: 0.5,
    tableRequests: 0.5,
    requests: 3.5,
    tables: ['tenant-acme-messages', 'users'],
    milliseconds: 9,
  })
})
