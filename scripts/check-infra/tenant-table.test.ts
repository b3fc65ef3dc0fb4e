import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { tenantIdSchema } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { createTableInput } from '../../packages/service/src/adapters/aws/dynamodb-table-properties.ts'
import { messagesTable } from '../../packages/service/src/storage/tables.ts'
import { block, blocksOf, type Infrastructure, parseFolder } from './infrastructure.ts'

const file = fileURLToPath(new URL('../../infra/modules/tenant_table/main.tf', import.meta.url))

async function tableOfTerraform() {
  const folder = await parseFolder('infra/modules/tenant_table', new Map([['main.tf', readFileSync(file, 'utf8')]]))
  const infrastructure: Pick<Infrastructure, 'folders'> = { folders: [folder] }
  const [table] = blocksOf(infrastructure as Infrastructure, 'resource', 'aws_dynamodb_table')
  return table?.body ?? {}
}

const everything = {
  kmsKeyArn: 'key',
  pointInTimeRecovery: true,
  streams: true,
  deletionProtection: true,
  timeToLive: true,
}

describe('a table made by Terraform', () => {
  it('has the properties of one that onboarding makes', async () => {
    const made = await tableOfTerraform()
    const address = { tenantId: tenantIdSchema.parse('acme'), definition: messagesTable }
    const onboarded = createTableInput(address, { ...everything, tags: {} })
    expect([{ AttributeName: made.hash_key }, { AttributeName: made.range_key }]).toEqual(
      (onboarded.KeySchema ?? []).map(({ AttributeName }) => ({ AttributeName })),
    )
    expect(made.billing_mode).toBe(onboarded.BillingMode)
    expect(made.stream_view_type).toBe(onboarded.StreamSpecification?.StreamViewType)
    expect([onboarded.SSESpecification?.Enabled, block(made, 'server_side_encryption').enabled]).toEqual([true, true])
    expect(onboarded.SSESpecification?.KMSMasterKeyId).toBe('key')
    const projections = new Set(onboarded.GlobalSecondaryIndexes?.map(({ Projection }) => Projection?.ProjectionType))
    expect([...projections]).toEqual(['ALL'])
    expect(JSON.stringify(made.dynamic)).toContain('"projection_type":"ALL"')
  })
})
