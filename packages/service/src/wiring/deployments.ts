import type { Clock } from '@salestalk/engine'
import type { Config } from '../config.ts'
import type { Deployment } from '../deployment.ts'

/**
 * The deployment that the configuration names. Each set of adapters is loaded only where it is used: a function on AWS starts without
 * SQLite, a laptop without the AWS SDK. Throws DataFolderError.
 */
export async function openDeployment({ deployment, dataFolder }: Config, clock: Clock): Promise<Deployment> {
  if (deployment.kind === 'aws') {
    const { awsDeployment } = await import('../adapters/aws/deployment.ts')
    return awsDeployment(deployment, dataFolder, clock)
  }
  const { embeddedDeployment } = await import('../adapters/embedded/deployment.ts')
  return embeddedDeployment(dataFolder, clock)
}
