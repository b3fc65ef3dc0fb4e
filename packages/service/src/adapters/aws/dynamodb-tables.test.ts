import { tenantTableConformance } from '@salestalk/engine/conformance'
import { fixedClock } from '@salestalk/engine/fakes'
import { dynamoClient, dynamoDocumentClient } from './clients.ts'
import { dynamoTableAdmin } from './dynamodb-admin.ts'
import { dynamoTables } from './dynamodb-tables.ts'
import { emulatorOptions, impatientTimer, plainTables, startDynalite } from './tests/emulators.ts'

tenantTableConformance('DynamoDB', async () => {
  const emulator = await startDynalite()
  const client = dynamoClient(emulatorOptions(emulator.endpoint))
  const documents = dynamoDocumentClient(client)
  const clock = fixedClock()
  const options = { clock, timer: impatientTimer }
  return {
    store: {
      ...dynamoTables({ ...options, clientFor: () => documents }),
      ...dynamoTableAdmin({ ...options, client, properties: plainTables }),
    },
    clock,
    cannotAddIndexes: 'dynalite takes an index only with a new table',
    async close() {
      client.destroy()
      await emulator.close()
    },
  }
})
