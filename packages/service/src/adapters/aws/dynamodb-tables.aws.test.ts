import { tenantTableConformance } from '@salestalk/engine/conformance'
import { fixedClock } from '@salestalk/engine/fakes'
import { dynamoClient, dynamoDocumentClient } from './clients.ts'
import { dynamoTableAdmin } from './dynamodb-admin.ts'
import { dynamoTables } from './dynamodb-tables.ts'
import { awsEndpoint, hastyTimer, ownTables } from './tests/aws-endpoint.ts'
import { emulatorOptions, plainTables } from './tests/emulators.ts'

tenantTableConformance('DynamoDB of the endpoint', async () => {
  const client = dynamoClient(emulatorOptions(awsEndpoint()))
  const documents = dynamoDocumentClient(client)
  const clock = fixedClock()
  const options = { clock, timer: hastyTimer }
  const store = ownTables({
    ...dynamoTables({ ...options, clientFor: () => documents }),
    ...dynamoTableAdmin({ ...options, client, properties: plainTables }),
  })
  return {
    store,
    clock,
    async close() {
      await store.deleteAll()
      client.destroy()
    },
  }
})
