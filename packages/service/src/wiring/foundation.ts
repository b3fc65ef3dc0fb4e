import type { Clock, Ids } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import { randomIds } from '../adapters/embedded/system.ts'
import type { Config } from '../config.ts'
import type { Deployment } from '../deployment.ts'
import { createLogger, type Logger } from '../logger.ts'
import { createRegistry, openRegistry, openTenantStorage, type Registry, type TenantStorage } from '../storage/index.ts'

/** What every part is put on. */
export interface Foundation {
  readonly config: Config
  readonly deployment: Deployment
  readonly clock: Clock
  readonly ids: Ids
  readonly logger: Logger
  readonly registry: Registry
  readonly storage: (tenantId: TenantId) => TenantStorage
}

export async function layFoundation(config: Config, deployment: Deployment, clock: Clock): Promise<Foundation> {
  const { tables } = deployment
  // On AWS the registry's tables belong to Terraform.
  if (config.deployment.kind === 'embedded') await createRegistry(tables)
  return {
    config,
    deployment,
    clock,
    ids: randomIds,
    logger: createLogger(config.logLevel),
    registry: openRegistry(tables),
    storage: (tenantId) => openTenantStorage(tables, tenantId, clock),
  }
}
