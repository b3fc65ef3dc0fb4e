import type { AwsDeploymentConfig } from '../../aws-config.ts'
import { lazy } from '../../lazy.ts'
import type { OnboardingPorts } from '../../tenants/ports/onboarding.ts'
import { accountLimits, expiringKinds } from './account-limits.ts'
import type { AwsClientOptions } from './clients.ts'

/** The same ports, whose SDKs are loaded when somebody is onboarded, suspended or deleted: most processes never do. */
export function lazyOnboarding(config: AwsDeploymentConfig, settings: AwsClientOptions): OnboardingPorts {
  const ports = lazy(async () => {
    const { onboardingPorts } = await import('./onboarding-ports.ts')
    return onboardingPorts(config, settings)
  })
  const directory = async () => (await ports.get()).directory
  const mappings = async () => (await ports.get()).streamMappings
  return {
    directory: {
      ensure: async (account) => (await directory()).ensure(account),
      find: async (email) => (await directory()).find(email),
      move: async (email, to) => (await directory()).move(email, to),
      setEnabled: async (email, enabled) => (await directory()).setEnabled(email, enabled),
      signOut: async (email) => (await directory()).signOut(email),
      remove: async (email) => (await directory()).remove(email),
    },
    streamMappings:
      config.publisherFunction === null
        ? null
        : {
            ensure: async (tableName) => (await mappings())?.ensure(tableName),
            count: async (tableName) => (await (await mappings())?.count(tableName)) ?? 0,
            remove: async (tableName) => (await mappings())?.remove(tableName),
          },
    limits: accountLimits,
    countTables: async () => (await ports.get()).countTables(),
    expiring: expiringKinds,
  }
}
