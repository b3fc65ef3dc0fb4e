import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { ArchiveError } from '../../archive/errors.ts'
import { exportLines } from '../../archive/export-tenant.ts'
import { importTenant as importLines } from '../../archive/import-tenant.ts'
import { type CommandContext, requireTenant, withSalesTalk } from '../command-line/run-context.ts'

/** The archive appears under its name when it is complete. */
export async function exportTenant(
  context: CommandContext,
  options: { tenant: string; output?: string },
): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const tenantId = await requireTenant(salesTalk, options.tenant)
    const file = options.output ?? `${tenantId}.salestalk`
    const partial = `${file}.partial`
    try {
      const lines = Readable.from(exportLines(tenantId, salesTalk))
      await pipeline(lines, createGzip(), createWriteStream(partial, { mode: 0o600 }), { signal: context.signal })
      await rename(partial, file)
    } finally {
      await rm(partial, { force: true })
    }
    const { size } = await stat(file)
    context.output.result({ tenantId, file, bytes: size }, () => `Exported "${tenantId}" to ${file} (${size} bytes).`)
  })
}

export async function importTenant(context: CommandContext, file: string): Promise<void> {
  // Says at once when there is no such file.
  await stat(file)
  await withSalesTalk(context, async (salesTalk) => {
    const { tenant, items, files } = await importLines(linesOf(file), salesTalk)
    await salesTalk.flushEvents(tenant.tenantId)
    context.output.result(
      { tenant, items, files },
      () => `Brought back ${tenant.name} as "${tenant.tenantId}": ${items} items and ${files} files.`,
    )
  })
}

async function* linesOf(file: string): AsyncIterable<string> {
  const source = createReadStream(file)
  const unpacked = createGunzip()
  source.on('error', (error) => unpacked.destroy(error))
  let rest = ''
  try {
    for await (const piece of source.pipe(unpacked).setEncoding('utf8')) {
      const lines = (rest + String(piece)).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (cause) {
    if (!(cause instanceof Error && /^Z_/.test(String(Reflect.get(cause, 'code'))))) throw cause
    throw new ArchiveError(`${file} is no archive or is damaged: export the company again`, { cause })
  }
}
