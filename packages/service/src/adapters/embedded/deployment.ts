import { join } from 'node:path'
import type { Clock } from '@salestalk/engine'
import { tenantIdSchema } from '@salestalk/protocol'
import type { Deployment, DeploymentIdentity } from '../../deployment.ts'
import { lazy } from '../../lazy.ts'
import { prepareDataFolder } from './data-folder.ts'
import { folderArtifacts } from './folder-artifacts.ts'
import { localIdentity } from './local-identity.ts'
import { signingKey } from './signing-key.ts'
import { sqliteTables } from './sqlite-tables.ts'

/** Everything in one data folder and one process; the folder is made when it is missing. Throws DataFolderError. */
export function embeddedDeployment(dataFolder: string, clock: Clock): Deployment {
  prepareDataFolder(dataFolder)
  const artifactFolder = join(dataFolder, 'artifacts')
  const artifacts = folderArtifacts(artifactFolder, clock)
  const tables = sqliteTables({ folder: join(dataFolder, 'tables'), clock })
  const identity = lazy(async (): Promise<DeploymentIdentity> => {
    const local = localIdentity(signingKey(dataFolder), clock)
    return { verifier: local, issuer: local }
  })
  return {
    region: 'local',
    tables,
    artifacts,
    identity: identity.get,
    async openMetricStore() {
      const { createDuckDbMetricStore } = await import('../duckdb/index.ts')
      return createDuckDbMetricStore({
        tenantFolder: (tenantId) => join(artifactFolder, `tenant-${tenantId}`),
        localPath: (tenantId, key) => artifacts.open(tenantIdSchema.parse(tenantId)).localPath(key),
      })
    },
    outside: null,
    jobs: null,
    directUploadBytesMax: null,
    provisioning: { artifacts, onboarding: null },
    forget: async () => undefined,
    workFolder: join(dataFolder, 'work'),
    close: () => tables.close(),
  }
}
