import { AssumeRoleCommand, type AssumeRoleCommandOutput, STSClient } from '@aws-sdk/client-sts'
import { type Clock, StoreUnavailableError } from '@salestalk/engine'
import { type TenantId, tenantIdSchema } from '@salestalk/protocol'
import { type AwsClientOptions, clientSettings } from './clients.ts'

export interface SessionCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly expiration: Date
}

/** Credentials that reach one tenant's tables and objects and nothing else, by the session tag that the policies are written with. */
export interface TenantCredentials {
  /** Good for `freshSeconds` at least. Throws StoreUnavailableError: `busy` when STS is, `unknown` when it refuses. */
  sessionOf(tenantId: TenantId): Promise<SessionCredentials>
  /** Assumes the role anew next time: the company was deleted, or is another one by now. */
  forget(tenantId: TenantId): void
}

export interface TenantCredentialsOptions {
  readonly sts: { send(command: AssumeRoleCommand): Promise<AssumeRoleCommandOutput> }
  readonly roleArn: string
  readonly clock: Clock
  /** 900 to 3600; a role assumed by a role lasts an hour at most. Default 3600. */
  readonly durationSeconds?: number
  /** How long credentials are still good when they are handed out; what is presigned with them lives no longer. Default 1200. */
  readonly freshSeconds?: number
  /** Sessions kept, the latest used; default 1000. */
  readonly capacity?: number
}

const TAG = 'tenantId'
const STS_REQUEST_MILLISECONDS = 3_000

export function stsClient(options: AwsClientOptions): STSClient {
  return new STSClient(clientSettings(options, STS_REQUEST_MILLISECONDS))
}

export function tenantCredentials(options: TenantCredentialsOptions): TenantCredentials {
  const { sts, roleArn, clock, durationSeconds = 3600, capacity = 1000 } = options
  if (durationSeconds < 900 || durationSeconds > 3600) throw new RangeError('A session lasts 900 to 3600 seconds')
  const freshSeconds = Math.min(options.freshSeconds ?? 1200, Math.floor(durationSeconds / 2))
  const sessions = new Map<TenantId, Promise<SessionCredentials>>()

  async function assume(tenantId: TenantId): Promise<SessionCredentials> {
    // The type was made by the schema, but this is the last place where a wrong id does no harm.
    const id = tenantIdSchema.parse(tenantId)
    const command = new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: `tenant-${id}`,
      DurationSeconds: durationSeconds,
      Tags: [{ Key: TAG, Value: id }],
    })
    try {
      return toSession(await sts.send(command))
    } catch (error) {
      throw translatedStsError(error)
    }
  }

  function isFresh({ expiration }: SessionCredentials): boolean {
    return expiration.getTime() - clock.now().getTime() >= freshSeconds * 1000
  }

  function keep(tenantId: TenantId, session: Promise<SessionCredentials>): void {
    sessions.delete(tenantId)
    sessions.set(tenantId, session)
    for (const oldest of sessions.keys()) {
      if (sessions.size <= capacity) break
      sessions.delete(oldest)
    }
  }

  async function renewed(tenantId: TenantId): Promise<SessionCredentials> {
    const session = assume(tenantId)
    // Whoever comes before the answer waits for the same one; a failure is not remembered.
    keep(tenantId, session)
    try {
      return await session
    } catch (error) {
      if (sessions.get(tenantId) === session) sessions.delete(tenantId)
      throw error
    }
  }

  return {
    async sessionOf(tenantId) {
      const kept = sessions.get(tenantId)
      if (kept === undefined) return await renewed(tenantId)
      keep(tenantId, kept)
      const session = await kept
      if (isFresh(session)) return session
      const current = sessions.get(tenantId)
      // Somebody else may have noticed first.
      return current === undefined || current === kept ? await renewed(tenantId) : await current
    },
    forget: (tenantId) => {
      sessions.delete(tenantId)
    },
  }
}

function toSession({ Credentials }: AssumeRoleCommandOutput): SessionCredentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {}
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || Expiration === undefined)
    throw new Error('The answer has no credentials')
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  }
}

const refused = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'PackedPolicyTooLargeException',
  'RegionDisabledException',
  'SignatureDoesNotMatch',
  'ValidationError',
])

/** Nothing was asked of a store yet, so every failure here leaves its data as it was. */
function translatedStsError(error: unknown): StoreUnavailableError {
  const name = error instanceof Error ? error.name : ''
  if (refused.has(name)) {
    const message = "The role of tenants' data may not be assumed: check its trust policy and the tag"
    return new StoreUnavailableError('unknown', message, error)
  }
  return new StoreUnavailableError('busy', "There are no credentials for the tenant's data now: try again", error)
}
