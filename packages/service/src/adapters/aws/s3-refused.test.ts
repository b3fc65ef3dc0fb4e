import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'
import { ArtifactNotFoundError, ArtifactStoreUnavailableError } from '@salestalk/engine'
import { describe, expect, it } from 'vitest'
import { objectInfo, openObject, readRange } from './s3-reads.ts'

/** S3 as it is for somebody who may list one prefix only: whatever is missing is refused. */
function place({ keys, mayList = true, mayRead = false }: { keys: string[]; mayList?: boolean; mayRead?: boolean }) {
  const refusal = Object.assign(new Error('no'), { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } })
  const client = {
    async send(command: { readonly input: { readonly Key?: string; readonly Prefix?: string } }) {
      const { input } = command
      if (command instanceof ListObjectsV2Command && mayList) {
        expect(input).toMatchObject({ MaxKeys: 1 })
        const found = keys.filter((key) => key.startsWith(input.Prefix ?? '')).sort()
        return { Contents: found.slice(0, 1).map((Key) => ({ Key })) }
      }
      if (mayRead && keys.includes(input.Key ?? '')) return { ContentLength: 1, ETag: '"e"' }
      throw refusal
    },
  }
  return { client: client as unknown as S3Client, bucket: 'b', prefix: 'tenant-acme/' }
}

describe('an object that is refused', () => {
  it('is not there, when the list of its prefix does not name it', async () => {
    const empty = place({ keys: ['tenant-acme/taxonomy.json.old'] })
    expect(await objectInfo(empty, 'taxonomy.json')).toBeNull()
    await expect(openObject(empty, 'taxonomy.json', {})).rejects.toBeInstanceOf(ArtifactNotFoundError)
    await expect(readRange(empty, 'taxonomy.json', 0, 9)).rejects.toBeInstanceOf(ArtifactNotFoundError)
  })

  it('is refused, when it is there or when nothing can be listed', async () => {
    for (const other of [
      place({ keys: ['tenant-acme/taxonomy.json', 'tenant-acme/taxonomy.json.old'] }),
      place({ keys: [], mayList: false }),
    ]) {
      await expect(objectInfo(other, 'taxonomy.json')).rejects.toBeInstanceOf(ArtifactStoreUnavailableError)
      await expect(openObject(other, 'taxonomy.json', {})).rejects.toBeInstanceOf(ArtifactStoreUnavailableError)
    }
  })

  it('is no matter for what can be read', async () => {
    const readable = place({ keys: ['tenant-acme/a'], mayRead: true })
    expect(await objectInfo(readable, 'a')).toEqual({ key: 'a', bytes: 1, revision: 'e' })
  })
})
