import { writeSync } from 'node:fs'
import { ConditionFailedError } from '@salestalk/engine'
import { fixedClock, sampleEvent, sequentialIds } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import { putWithEvents } from '../../../storage/outbox.ts'
import { messagesTable } from '../../../storage/tables.ts'
import { sqliteTables } from '../sqlite-tables.ts'

/**
 * A process of its own that writes messages with their events until it is killed or has written enough, and prints the number of each
 * message once its write is acknowledged: `table-writer.ts FOLDER WRITER COUNT`.
 */
const [folder = '', writer = '', count = '0'] = process.argv.slice(2)
const clock = fixedClock()
const acme = tenantIdSchema.parse('acme')
const address = { tenantId: acme, definition: messagesTable }
const tables = sqliteTables({ folder, clock })
await tables.createTable(address)
const table = tables.open(address)
const ids = sequentialIds()

for (let number = 0; number < Number(count); number += 1) {
  const item = { pk: `MSG#${writer}`, sk: String(number).padStart(6, '0'), text: 'x'.repeat(500) }
  await putWithEvents(table, item, [sampleEvent(acme, ids, clock)], { ifNotExists: true })
  for (let done = false; !done; ) {
    const counter = await table.get({ pk: 'COUNTER', sk: 'C' })
    const version = counter?.version ?? 0
    const next = { pk: 'COUNTER', sk: 'C', count: version + 1 }
    done = await table.put(next, version === 0 ? { ifNotExists: true } : { ifVersion: version }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof ConditionFailedError) return false
        throw error
      },
    )
  }
  writeSync(1, `${number}\n`)
}
