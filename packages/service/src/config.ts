import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { type AwsDeploymentConfig, readAwsConfig } from './aws-config.ts'
import { parseVariables, type Variables } from './environment.ts'
import { type ModelConfig, readModelConfig } from './model-config.ts'

/** All that a deployment can be told from outside. */
export interface Config {
  /** Which stores, queues and identities everything stands on. */
  readonly deployment: EmbeddedDeploymentConfig | AwsDeploymentConfig
  /** Where the embedded stores live, and on AWS the work files; absolute. */
  readonly dataFolder: string
  readonly host: string
  readonly port: number
  readonly logLevel: LogLevel
  /** What may reword answers; null is no language model. */
  readonly model: ModelConfig | null
  /** Anybody may enter the demo companies. */
  readonly demoMode: boolean
  readonly version: string
  /** A folder of JSON files, or one file that holds them all. */
  readonly taxonomy: string
  /** The built web app; may not exist. */
  readonly webFolder: string
  /** The checkout, where evaluation and benchmarks lie; they are absent from an installation without sources. */
  readonly repositoryFolder: string
}

export interface EmbeddedDeploymentConfig {
  readonly kind: 'embedded'
}

export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

// This file lies as deep in src as the bundle does in dist.
const repositoryFolder = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')

const environmentSchema = z.object({
  SALESTALK_DEPLOYMENT: z.enum(['embedded', 'aws']).default('embedded'),
  SALESTALK_DEMO: z.enum(['true', 'false']).default('false'),
  SALESTALK_DATA: z.string().min(1).default('data'),
  SALESTALK_HOST: z.string().min(1).default('127.0.0.1'),
  LAMBDA_TASK_ROOT: z.string().optional(),
  SALESTALK_LOG_LEVEL: z.enum(logLevels).default('warn'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4321),
})

export interface ConfigOverrides {
  readonly dataFolder?: string | undefined
  readonly port?: number | undefined
}

/** The environment, overridden by what a command was given. Throws ConfigError. */
export function readConfig(overrides: ConfigOverrides = {}, environment: Variables = process.env): Config {
  const variables = withoutEmpty(environment)
  const settings = parseVariables(environmentSchema, variables)
  const taskFolder = settings.LAMBDA_TASK_ROOT
  // A function's package has everything at its root.
  const home = taskFolder ?? repositoryFolder
  return {
    deployment: settings.SALESTALK_DEPLOYMENT === 'aws' ? readAwsConfig(variables) : { kind: 'embedded' },
    dataFolder: resolve(overrides.dataFolder ?? settings.SALESTALK_DATA),
    host: settings.SALESTALK_HOST,
    port: overrides.port ?? settings.PORT,
    logLevel: settings.SALESTALK_LOG_LEVEL,
    model: readModelConfig(variables),
    demoMode: settings.SALESTALK_DEMO === 'true',
    version: readVersion(home),
    taxonomy: join(home, taskFolder === undefined ? 'taxonomy/default' : 'taxonomy.json'),
    webFolder: join(home, 'packages/web/dist'),
    repositoryFolder: home,
  }
}

const emulatorSchema = z.object({ AWS_ENDPOINT_URL: z.url(), AWS_REGION: z.string().min(1).default('eu-central-1') })

/** Where an emulator of AWS is. Throws ConfigError when none is named: AWS itself is never taken for one. */
export function readEmulator(environment: Variables = process.env): {
  readonly endpoint: string
  readonly region: string
} {
  const settings = parseVariables(emulatorSchema, withoutEmpty(environment))
  return { endpoint: settings.AWS_ENDPOINT_URL, region: settings.AWS_REGION }
}

function withoutEmpty(environment: Variables): Variables {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
}

/** Of this installation, whatever the environment says. */
export function installedVersion(): string {
  return readVersion(repositoryFolder)
}

function readVersion(folder: string): string {
  const file = join(folder, 'package.json')
  const parsed = z
    .object({ version: z.string() })
    .safeParse(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)
  return parsed.success ? parsed.data.version : '0.0.0'
}
