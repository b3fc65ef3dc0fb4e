import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export interface LambdaBundles {
  readonly folder: string
  /** Bytes by name of function. */
  readonly sizes: Readonly<Record<string, { readonly packed: number; readonly unpacked: number }>>
}

interface BuildScript {
  buildLambda(options: { unpacked: boolean; layer: boolean; into: string }): Promise<LambdaBundles['sizes']>
  bundleHandler(name: string, source: string, folder: string): Promise<void>
}

const helloHandler = fileURLToPath(new URL('./hello-handler.ts', import.meta.url))

/** Builds all functions as they are deployed, and one that says hello. Below node_modules, where DuckDB is found without its layer. */
export async function buildBundles(repositoryFolder: string): Promise<LambdaBundles> {
  const folder = join(repositoryFolder, 'node_modules/.cache/salestalk/bundles')
  mkdirSync(folder, { recursive: true })
  const script = pathToFileURL(join(repositoryFolder, 'scripts/build-lambda.mjs')).href
  const { buildLambda, bundleHandler }: BuildScript = await import(script)
  const sizes = await buildLambda({ unpacked: true, layer: false, into: folder })
  await bundleHandler('hello-handler', helloHandler, join(folder, 'hello-handler'))
  return { folder, sizes }
}
