import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { dynamoClient } from '../clients.ts'
import { emulatorOptions } from './emulators.ts'

/** Tables as AWS makes them: slowly, one change at a time, and refusing what comes too early. Holds no items. */

interface FakeTable {
  /** What `DescribeTable` says, apart from the state. */
  description: Record<string, unknown>
  state: 'CREATING' | 'ACTIVE' | 'UPDATING' | 'DELETING'
  /** How often it is still asked for before the state is over. */
  looks: number
  timeToLive: string
  recovery: string
}

export interface FakeControlPlane {
  readonly client: DynamoDBClient
  readonly tables: Map<string, FakeTable>
  /** Every request, as `CreateTable` and what was asked. */
  readonly requests: { readonly name: string; readonly input: Record<string, unknown> }[]
  /** The next request of this name fails with this error. */
  fail(name: string, error: string): void
  /** From the request of this number on, counting from 1, every request fails: the process was killed. */
  killAt(request: number): void
}

type Input = Record<string, unknown> & { readonly TableName?: string }
type Handler = (args: { input: Input }) => Promise<unknown>

interface Answering {
  readonly middlewareStack: {
    add(
      middleware: (next: Handler, context: { commandName?: string }) => Handler,
      place: { step: 'initialize'; priority: 'high'; name: string },
    ): void
  }
}

export function fakeControlPlane(looksUntilReady = 2): FakeControlPlane {
  const tables = new Map<string, FakeTable>()
  const requests: FakeControlPlane['requests'] = []
  const failures = new Map<string, string[]>()
  let end = Number.POSITIVE_INFINITY

  function existing(input: Input): FakeTable {
    const table = tables.get(String(input.TableName))
    if (table === undefined) throw named('ResourceNotFoundException')
    return table
  }

  function changeable(input: Input): FakeTable {
    const table = existing(input)
    if (table.state !== 'ACTIVE') throw named('ResourceInUseException')
    return table
  }

  const answers: Record<string, (input: Input) => unknown> = {
    CreateTable(input) {
      if (tables.has(String(input.TableName))) throw named('ResourceInUseException')
      const { StreamSpecification, DeletionProtectionEnabled, GlobalSecondaryIndexes, SSESpecification } = input
      const key = (SSESpecification as { KMSMasterKeyId?: string } | undefined)?.KMSMasterKeyId
      const SSEDescription = key === undefined ? undefined : { KMSMasterKeyArn: key }
      const description = { StreamSpecification, DeletionProtectionEnabled, GlobalSecondaryIndexes, SSEDescription }
      const created = { description, timeToLive: 'DISABLED', recovery: 'DISABLED' }
      tables.set(String(input.TableName), { ...created, state: 'CREATING', looks: looksUntilReady })
      return {}
    },
    DescribeTable(input) {
      const table = existing(input)
      if (table.looks > 0) table.looks -= 1
      else if (table.state === 'DELETING') {
        tables.delete(String(input.TableName))
        throw named('ResourceNotFoundException')
      } else table.state = 'ACTIVE'
      return { Table: { ...table.description, TableName: input.TableName, TableStatus: table.state } }
    },
    UpdateTable(input) {
      const table = changeable(input)
      const { GlobalSecondaryIndexUpdates: updates, TableName: _name, AttributeDefinitions: _types, ...changes } = input
      const created = (updates as { Create: object }[] | undefined)?.map(({ Create }) => Create) ?? []
      const indexes = [...((table.description.GlobalSecondaryIndexes as object[] | undefined) ?? []), ...created]
      table.description = { ...table.description, ...changes, GlobalSecondaryIndexes: indexes }
      table.state = 'UPDATING'
      table.looks = looksUntilReady
      return {}
    },
    DeleteTable(input) {
      const table = changeable(input)
      if (table.description.DeletionProtectionEnabled === true) throw named('ValidationException')
      table.state = 'DELETING'
      table.looks = looksUntilReady
      return {}
    },
    DescribeTimeToLive: (input) => ({ TimeToLiveDescription: { TimeToLiveStatus: existing(input).timeToLive } }),
    UpdateTimeToLive(input) {
      const table = changeable(input)
      if (table.timeToLive === 'ENABLED') throw named('ValidationException')
      table.timeToLive = 'ENABLED'
      return {}
    },
    DescribeContinuousBackups: (input) => ({
      ContinuousBackupsDescription: {
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: existing(input).recovery },
      },
    }),
    UpdateContinuousBackups(input) {
      changeable(input).recovery = 'ENABLED'
      return {}
    },
  }

  const client = dynamoClient(emulatorOptions('http://127.0.0.1:9'))
  const answering = client as Answering
  answering.middlewareStack.add(
    (_next, { commandName = '' }) =>
      async ({ input }) => {
        const name = commandName.replace('Command', '')
        requests.push({ name, input })
        if (requests.length >= end) throw named('Killed')
        const failure = failures.get(name)?.shift()
        if (failure !== undefined) throw named(failure)
        return { output: answers[name]?.(input), response: {} }
      },
    { step: 'initialize', priority: 'high', name: 'fakeControlPlane' },
  )
  return {
    client,
    tables,
    requests,
    fail: (name, error) => failures.set(name, [...(failures.get(name) ?? []), error]),
    killAt(request) {
      requests.length = 0
      end = request
    },
  }
}

function named(name: string): Error {
  return Object.assign(new Error(`${name} made on purpose`), { name, $metadata: { httpStatusCode: 400 } })
}
