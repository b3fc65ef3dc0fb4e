import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import * as z from 'zod'
import { IdentityUnavailableError } from '../../tenants/errors.ts'

export interface IssuerKeysOptions {
  /** As it stands in the tokens. */
  readonly issuer: string
  /** Where its keys are; null finds them by `{issuer}/.well-known/openid-configuration`. */
  readonly keysUrl: string | null
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** Milliseconds of a clock. */
  readonly now: () => number
}

// Keys are looked up again after so long, so that one that was withdrawn stops working.
const FRESH_MILLISECONDS = 10 * 60 * 1000
// While the issuer does not answer, the keys known last go on working for so long.
const STALE_MILLISECONDS = 60 * 60 * 1000
// Tokens with invented key ids must not make us ask the issuer all the time.
const COOLDOWN_MILLISECONDS = 30 * 1000
const REQUEST_MILLISECONDS = 3_000
const LONGEST_DOCUMENT = 100_000

const configurationSchema = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) })
// A secret has no place among public keys; with one, whoever reads it could sign.
const keySchema = z.looseObject({ kty: z.enum(['RSA', 'EC', 'OKP']), use: z.literal('sig').optional() })
const keySetSchema = z.object({ keys: z.array(z.unknown()).max(100) })

interface Loaded {
  readonly getKey: ReturnType<typeof createLocalJWKSet>
  readonly at: number
}

/** The public keys of an issuer, kept and followed when they rotate. Throws IdentityUnavailableError while there are none. */
export function issuerKeys(options: IssuerKeysOptions): JWTVerifyGetKey {
  const { now } = options
  let loaded: Loaded | null = null
  let loading: Promise<Loaded> | null = null
  let lastTry = Number.NEGATIVE_INFINITY
  let keysUrl = options.keysUrl

  async function load(): Promise<Loaded> {
    keysUrl ??= await findKeysUrl(options)
    const { keys } = keySetSchema.parse(await readDocument(keysUrl, options))
    const usable = keys.flatMap((key) => keySchema.safeParse(key).data ?? [])
    const getKey = createLocalJWKSet({ keys: usable } as JSONWebKeySet)
    loaded = { getKey, at: now() }
    return loaded
  }

  /** Loads once for all who ask at the same time. */
  async function reload(): Promise<Loaded> {
    lastTry = now()
    loading ??= load().finally(() => {
      loading = null
    })
    return await loading
  }

  async function current(): Promise<Loaded> {
    const age = loaded === null ? Number.POSITIVE_INFINITY : now() - loaded.at
    if (loaded !== null && age < FRESH_MILLISECONDS) return loaded
    const known = loaded !== null && age < STALE_MILLISECONDS ? loaded : null
    if (known !== null && isCoolingDown()) return known
    try {
      return await reload()
    } catch (error) {
      if (known !== null) return known
      throw new IdentityUnavailableError(error)
    }
  }

  function isCoolingDown(): boolean {
    return loading === null && now() - lastTry < COOLDOWN_MILLISECONDS
  }

  return async (header, token) => {
    const keys = await current()
    try {
      return await keys.getKey(header, token)
    } catch (error) {
      // A key nobody knows: perhaps a new one.
      if (!(error instanceof errors.JWKSNoMatchingKey) || isCoolingDown()) throw error
    }
    const renewed = await reload().catch((error: unknown) => {
      throw new IdentityUnavailableError(error)
    })
    return await renewed.getKey(header, token)
  }
}

async function findKeysUrl(options: IssuerKeysOptions): Promise<string> {
  const url = `${options.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const configuration = configurationSchema.parse(await readDocument(url, options))
  if (configuration.issuer !== options.issuer) throw new Error(`The issuer calls itself ${configuration.issuer}`)
  return configuration.jwks_uri
}

async function readDocument(url: string, { fetch }: IssuerKeysOptions): Promise<unknown> {
  const signal = AbortSignal.timeout(REQUEST_MILLISECONDS)
  const response = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'error', signal })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  const text = await response.text()
  if (text.length > LONGEST_DOCUMENT) throw new Error(`${url} answered with ${text.length} characters`)
  return JSON.parse(text)
}
