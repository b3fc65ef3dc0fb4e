import type { ArtifactStore, Clock, Ids, TableAdmin, TableStore } from '@salestalk/engine'
import { tableName } from '@salestalk/engine'
import type { DeletionCertificate, TenantId } from '@salestalk/protocol'
import { openRegistry } from '../storage/storage.ts'
import { messagesTable, metricsTable } from '../storage/tables.ts'
import type { TenantEntry, TenantRecord } from '../storage/tenant-repository.ts'
import { deletion } from './deletion.ts'
import {
  CertificateNotFoundError,
  InvalidTenantError,
  TenantBusyError,
  TenantExistsError,
  TenantIdRestingError,
  TenantNotActiveError,
  TenantNotFoundError,
} from './errors.ts'
import { isSameRequest, onboarding } from './onboarding.ts'
import type { OnboardingPorts } from './ports/onboarding.ts'
import { noDirectory } from './ports/user-directory.ts'
import { limitedTableAdmin, noLimits, requireRoomForTables, TABLES_PER_TENANT } from './quotas.ts'
import { type ResourceOptions, type TenantResource, tenantResources } from './resources.ts'
import { type InterruptedWork, resumeInterrupted } from './resume-interrupted.ts'
import { suspension } from './suspension.ts'
import { checkedEmail, checkedName, checkedPlan, tenantIdOf } from './tenant-names.ts'

export interface CreateTenantInput {
  readonly name: string
  readonly ownerEmail: string
  readonly plan: string
  /** A company anybody may enter by a click while demo mode is on; default false. */
  readonly demo?: boolean
  /** Begins with data to play with; default false. */
  readonly demoData?: boolean
}

export interface CreatedTenant {
  readonly tenant: TenantRecord
  /** False when the same company was there already: asking twice changes nothing. */
  readonly created: boolean
}

export interface TenantService {
  /**
   * Provisions tables, prefix, stream mappings, owner with account, and demo data where asked; the last write makes the company exist,
   * with `tenant.provisioned.v1`. Safe to repeat, also after a crash in the middle. What cannot succeed is undone. Throws
   * InvalidTenantError, TenantExistsError, QuotaReachedError, AccountRefusedError, TenantBusyError, TenantIdRestingError.
   */
  createTenant(input: CreateTenantInput): Promise<CreatedTenant>
  listTenants(): Promise<TenantRecord[]>
  /** Throws TenantNotFoundError. */
  getTenant(tenantId: TenantId): Promise<TenantRecord>
  /** The tenant, unless it is suspended or being deleted. Throws TenantNotFoundError, TenantNotActiveError. */
  requireActive(tenantId: TenantId): Promise<TenantRecord>
  /** Shuts the company at once and keeps everything. Throws TenantNotFoundError, TenantNotActiveError while it is deleted. */
  suspend(tenantId: TenantId, reason?: string | null): Promise<TenantRecord>
  resume(tenantId: TenantId): Promise<TenantRecord>
  /** Deletes the company with everything it has. Repeat it after a crash. Throws TenantNotFoundError, LeftoverError. */
  deleteTenant(tenantId: TenantId): Promise<DeletionCertificate>
  /** Of the last company of this id that was deleted. Throws CertificateNotFoundError. */
  certificateOf(tenantId: TenantId): Promise<DeletionCertificate>
  /** Carries on, or undoes, whatever was interrupted and has not been touched for five minutes: for a timer and the operator. */
  resumeInterrupted(): Promise<InterruptedWork[]>
}

/** Left out: accounts nowhere (people get one-time codes), no mappings, no limits, tables reckoned from the registry, nothing expiring. */
export interface TenantServiceOptions extends Partial<OnboardingPorts> {
  readonly tables: TableStore & TableAdmin
  readonly artifacts: ArtifactStore
  readonly clock: Clock
  readonly ids: Ids
  /** Where the data lives, for the event: an AWS region, or `local`. */
  readonly region: string
  readonly seedDemo?: ResourceOptions['seedDemo']
  /** Table operations under way at once; default 10. */
  readonly tableOperationsAtOnce?: number
  /** More that a tenant may have, beside what is made here. */
  readonly otherResources?: readonly TenantResource[]
}

const REGISTRY_TABLES = 2

export function tenantService(options: TenantServiceOptions): TenantService {
  const { tables, artifacts, clock, ids, directory = noDirectory, limits = noLimits } = options
  const registry = openRegistry(tables)
  const resources = [
    ...tenantResources({
      tables: limitedTableAdmin(tables, options.tableOperationsAtOnce ?? 10),
      artifacts,
      registry,
      directory,
      streamMappings: options.streamMappings ?? null,
      seedDemo: options.seedDemo ?? null,
      newOwner: (email) => ({
        userId: ids.next(),
        email,
        name: email.split('@')[0] ?? email,
        createdAt: clock.now().toISOString(),
      }),
    }),
    options.otherResources ?? [],
  ]
  const onboard = onboarding({ registry, resources, clock, ids, region: options.region })
  const deleteTenant = deletion({ registry, resources, clock, ids, expiring: options.expiring ?? [] })
  const { suspend, resume } = suspension({ registry, directory, clock, ids })

  async function getTenant(tenantId: TenantId): Promise<TenantRecord> {
    const tenant = await registry.tenants.get(tenantId)
    if (tenant === null) throw new TenantNotFoundError(tenantId)
    return tenant
  }

  async function createTenant(input: CreateTenantInput): Promise<CreatedTenant> {
    if (input.demoData) requireDemoData()
    const wanted = newEntry(input)
    const { tenantId } = wanted
    const before = await registry.tenants.getEntry(tenantId)
    if (before === null) await requireRoom(tenantId)
    // The claim comes first: of two requests for one id, only its holder goes on to make anything.
    const holder = before ?? (await registry.tenants.claim(wanted))
    if (holder === null) return await onboard.run(wanted)
    if (holder.status === 'compensating') {
      await onboard.undo(holder)
      if ((await registry.tenants.getEntry(tenantId)) !== null) throw new TenantBusyError(tenantId)
      return await createTenant(input)
    }
    if (!isSameRequest(holder, wanted) || holder.work?.kind === 'import') throw new TenantExistsError(tenantId)
    if (holder.status === 'deleted') throw new TenantNotActiveError(tenantId, 'being deleted')
    if (holder.status === 'onboarding') return await onboard.run(holder)
    return { tenant: await getTenant(tenantId), created: false }
  }

  function requireDemoData(): void {
    if (options.seedDemo) return
    throw new InvalidTenantError('demoData', 'There is no demo data to give here: create the company without')
  }

  async function requireRoom(tenantId: TenantId): Promise<void> {
    if (Number.isFinite(limits.tablesPerAccount)) requireRoomForTables(await (options.countTables ?? reckon)(), limits)
    if (limits.idRestSeconds === 0) return
    const last = await registry.certificates.latest(tenantId)
    const rested = last === null ? limits.idRestSeconds : secondsSince(last.deletedAt)
    if (rested < limits.idRestSeconds)
      throw new TenantIdRestingError(tenantId, Math.ceil(limits.idRestSeconds - rested))
  }

  function secondsSince(at: string): number {
    return (clock.now().getTime() - Date.parse(at)) / 1000
  }

  async function reckon(): Promise<number> {
    return REGISTRY_TABLES + TABLES_PER_TENANT * (await registry.tenants.list()).length
  }

  function newEntry(input: CreateTenantInput): TenantEntry {
    const name = checkedName(input.name)
    const tenantId = tenantIdOf(name)
    const at = clock.now().toISOString()
    return {
      tenantId,
      name,
      ownerEmail: checkedEmail(input.ownerEmail, 'ownerEmail'),
      plan: checkedPlan(input.plan),
      messagesTableName: tableName({ tenantId, definition: messagesTable }),
      metricsTableName: tableName({ tenantId, definition: metricsTable }),
      s3Prefix: artifacts.open(tenantId).prefix,
      status: 'onboarding',
      settings: { demo: input.demo ?? false },
      createdAt: at,
      updatedAt: at,
      suspendedAt: null,
      work: {
        kind: 'onboarding',
        workId: ids.next(),
        startedAt: at,
        touchedAt: at,
        done: [],
        counts: {},
        demoData: input.demoData ?? false,
      },
    }
  }

  return {
    createTenant,
    getTenant,
    listTenants: () => registry.tenants.list(),
    async requireActive(tenantId) {
      const tenant = await getTenant(tenantId)
      if (tenant.status !== 'active') throw new TenantNotActiveError(tenantId, tenant.status)
      return tenant
    },
    suspend: (tenantId, reason = null) => suspend(tenantId, reason),
    resume,
    deleteTenant,
    async certificateOf(tenantId) {
      const certificate = await registry.certificates.latest(tenantId)
      if (certificate === null) throw new CertificateNotFoundError(tenantId)
      return certificate
    },
    resumeInterrupted: () => resumeInterrupted({ tenants: registry.tenants, clock, onboard, deleteTenant, suspend }),
  }
}
