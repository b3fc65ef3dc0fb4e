import { ArtifactNotFoundError } from '@salestalk/engine'
import { fixedClock, inMemoryArtifacts, inMemoryTables } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import { expect, it } from 'vitest'
import { transcriptKey } from '../events/consumers/archive.ts'
import { openTenantStorage } from '../storage/storage.ts'
import { tenantTables } from '../storage/tables.ts'
import { deleteSession } from './delete-session.ts'

const acme = tenantIdSchema.parse('acme')

it('deletes a conversation with its transcript and nothing of another one', async () => {
  const clock = fixedClock()
  const tables = inMemoryTables(clock)
  for (const address of tenantTables(acme)) await tables.createTable(address)
  const tenant = openTenantStorage(tables, acme, clock)
  const artifacts = inMemoryArtifacts().open(acme)
  for (const sessionId of ['gone', 'kept']) {
    await tenant.sessions.start({ sessionId, userId: 'ada', title: 'Revenue', at: clock.now().toISOString() })
    await artifacts.put(transcriptKey(sessionId), new TextEncoder().encode('{}'))
  }
  await deleteSession(tenant, artifacts, 'gone')
  await deleteSession(tenant, artifacts, 'gone')
  expect((await tenant.sessions.listOfUser('ada')).entries.map(({ sessionId }) => sessionId)).toEqual(['kept'])
  await expect(artifacts.get(transcriptKey('gone'))).rejects.toThrow(ArtifactNotFoundError)
  expect(await artifacts.get(transcriptKey('kept'))).toBeDefined()
})
