import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateBucketCommand } from '@aws-sdk/client-s3'
import { artifactStoreConformance } from '@salestalk/engine/conformance'
import { fixedClock } from '@salestalk/engine/fakes'
import { s3Artifacts } from './s3-artifacts.ts'
import { s3Client } from './s3-client.ts'
import { segmentCache } from './segment-cache.ts'
import { emulatorOptions, startFauxS3 } from './tests/emulators.ts'

artifactStoreConformance('S3', async () => {
  const emulator = await startFauxS3()
  const folder = await mkdtemp(join(tmpdir(), 'salestalk-s3-'))
  const client = s3Client(emulatorOptions(emulator.endpoint))
  await client.send(new CreateBucketCommand({ Bucket: 'artifacts' }))
  const cache = segmentCache({ folder, clock: fixedClock() })
  return {
    store: s3Artifacts({ bucket: 'artifacts', clientFor: () => client, cache, kmsKeyArn: null }),
    files: { read: (path) => readFile(path), write: (path, body) => writeFile(path, body) },
    async close() {
      client.destroy()
      await emulator.close()
      await rm(folder, { recursive: true })
    },
  }
})
