import type { Clock, TableAdmin, TableStore, TenantTable } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import { type CertificateRepository, certificateRepository } from './certificate-repository.ts'
import { type DatasetRepository, datasetRepository } from './dataset-repository.ts'
import { type EventLogRepository, eventLogRepository } from './event-log-repository.ts'
import { type EventQueueRepository, eventQueueRepository } from './event-queue-repository.ts'
import { type IdempotencyRepository, idempotencyRepository } from './idempotency-repository.ts'
import { type MessageRepository, messageRepository } from './message-repository.ts'
import { type SessionRepository, sessionRepository } from './session-repository.ts'
import { messagesTable, metricsTable, registryTables, tenantsTable, usersTable } from './tables.ts'
import { type TenantRepository, tenantRepository } from './tenant-repository.ts'
import { type UploadRepository, uploadRepository } from './upload-repository.ts'
import { type UserRepository, userRepository } from './user-repository.ts'
import { type VocabularyRepository, vocabularyRepository } from './vocabulary-repository.ts'

/** All that is stored of one tenant. It cannot reach another one: it holds this tenant's tables and no others. */
export interface TenantStorage {
  readonly tenantId: TenantId
  readonly sessions: SessionRepository
  readonly messages: MessageRepository
  readonly datasets: DatasetRepository
  readonly idempotency: IdempotencyRepository
  readonly eventLog: EventLogRepository
  readonly eventQueue: EventQueueRepository
  readonly uploads: UploadRepository
  readonly vocabulary: VocabularyRepository
  readonly messagesTable: TenantTable
  readonly metricsTable: TenantTable
}

/** What is stored about tenants and users, apart from their data. */
export interface Registry {
  readonly tenants: TenantRepository
  readonly users: UserRepository
  readonly certificates: CertificateRepository
  readonly tenantsTable: TenantTable
}

/** The storage of one tenant. Reads nothing; using it before the tenant is created fails with TableNotFoundError. */
export function openTenantStorage(tables: TableStore, tenantId: TenantId, clock: Clock): TenantStorage {
  const messages = tables.open({ tenantId, definition: messagesTable })
  const metrics = tables.open({ tenantId, definition: metricsTable })
  return {
    tenantId,
    sessions: sessionRepository(messages),
    messages: messageRepository(messages),
    datasets: datasetRepository(metrics),
    idempotency: idempotencyRepository(messages, clock),
    eventLog: eventLogRepository(messages),
    eventQueue: eventQueueRepository(messages, clock),
    uploads: uploadRepository(messages, clock),
    vocabulary: vocabularyRepository(metrics),
    messagesTable: messages,
    metricsTable: metrics,
  }
}

export function openRegistry(tables: TableStore): Registry {
  const tenants = tables.open({ tenantId: null, definition: tenantsTable })
  const users = tables.open({ tenantId: null, definition: usersTable })
  return {
    tenants: tenantRepository(tenants),
    users: userRepository(users),
    certificates: certificateRepository(tenants),
    tenantsTable: tenants,
  }
}

/** Creates the tables of the registry where they are missing: the first thing any process does with a data folder. */
export async function createRegistry(admin: TableAdmin): Promise<void> {
  for (const address of registryTables) await admin.createTable(address)
}
