import { describe, expect, it } from 'vitest'
import { s3Client } from './s3-client.ts'
import { presignedPut } from './s3-presign.ts'
import { emulatorOptions } from './tests/emulators.ts'

const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1'

async function presigned(kmsKeyArn: string | null) {
  const client = s3Client(emulatorOptions('http://127.0.0.1:9'))
  const place = { client, bucket: 'artifacts', prefix: 'tenant-acme/', kmsKeyArn, nextToken: () => 't' }
  const upload = { bytes: 1234, contentType: 'text/csv', expiresInSeconds: 900 }
  const { url, ...rest } = await presignedPut(place, 'uploads/1/content.upload', upload)
  client.destroy()
  return { url: new URL(url), ...rest }
}

describe('a presigned upload', () => {
  it('signs length and type, so that nothing else is taken, and runs out', async () => {
    const { url, method, headers } = await presigned(null)
    expect(url.pathname).toBe('/artifacts/tenant-acme/uploads/1/content.upload')
    expect(url.searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;content-type;host')
    expect(url.searchParams.get('X-Amz-Expires')).toBe('900')
    expect([method, headers]).toEqual(['PUT', { 'content-type': 'text/csv' }])
  })
  it('asks for no checksum, for the body is not known yet', async () => {
    const { url } = await presigned(null)
    expect([...url.searchParams.keys()].filter((name) => name.includes('checksum'))).toEqual([])
  })
  it('signs the encryption, and says which headers to send for it', async () => {
    const { url, headers } = await presigned(keyArn)
    const signed = url.searchParams.get('X-Amz-SignedHeaders')?.split(';') ?? []
    expect(signed).toEqual(['content-length', 'host', ...Object.keys(headers)].sort())
    expect(headers['x-amz-server-side-encryption-aws-kms-key-id']).toBe(keyArn)
  })
})
