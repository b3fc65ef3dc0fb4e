import { artifactStoreConformance } from '../conformance/artifact-store.ts'
import { inMemoryArtifacts } from './in-memory-artifacts.ts'

artifactStoreConformance('in-memory fake', async () => ({
  store: inMemoryArtifacts(),
  files: null,
  close: async () => undefined,
}))
