import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { Clock } from '@salestalk/engine'
import type { AwsIdentityConfig } from '../../aws-config.ts'
import type { DeploymentIdentity } from '../../deployment.ts'
import { localIdentity } from '../embedded/local-identity.ts'
import { oidcIdentity } from '../oidc/oidc-identity.ts'
import { type AwsClientOptions, clientSettings } from './clients.ts'

const SECRET_REQUEST_MILLISECONDS = 3_000
const KEY_BYTES_MIN = 32

/** The secret is there but is no key. */
export class SigningSecretError extends Error {
  override readonly name = 'SigningSecretError'
}

/** Tokens of the issuer outside, or our own, signed with a key from Secrets Manager. Throws SigningSecretError. */
export async function openIdentity(
  config: AwsIdentityConfig,
  settings: AwsClientOptions,
  clock: Clock,
): Promise<DeploymentIdentity> {
  if (config.kind === 'oidc') {
    return { verifier: oidcIdentity({ issuer: config.issuer, audience: config.audience, clock }), issuer: null }
  }
  const client = new SecretsManagerClient(clientSettings(settings, SECRET_REQUEST_MILLISECONDS))
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: config.signingSecretId }))
  const key = Buffer.from(SecretString, 'base64url')
  if (key.length < KEY_BYTES_MIN) {
    throw new SigningSecretError(`The secret ${config.signingSecretId} is no key: store 32 random bytes as base64url`)
  }
  const local = localIdentity(key, clock)
  return { verifier: local, issuer: local }
}
