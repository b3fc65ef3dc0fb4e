import type { SignInIssuer } from '@salestalk/protocol'
import { systemTimer } from '../adapters/embedded/system.ts'
import type { Config } from '../config.ts'
import { demoCompanyOf } from '../demo/companies.ts'
import { type AppDependencies, createApp } from '../http/app.ts'
import { defaultRequestLimits } from '../http/router.ts'
import type { SalesTalk } from '../wiring.ts'

type Host = Pick<AppDependencies, 'uploads' | 'isReady' | 'clientAddress' | 'serves' | 'limiter'>

/** The HTTP application over SalesTalk, for a server of its own and for a function behind a gateway. */
export async function httpAppOf(salesTalk: SalesTalk, host: Host): Promise<ReturnType<typeof createApp>> {
  const { config } = salesTalk
  const { verifier, issuer } = await salesTalk.identity()
  return createApp({
    ...salesTalk,
    ...host,
    identity: verifier,
    issuer,
    signInIssuer: signInIssuerOf(config.deployment),
    descriptionOf: (tenantId) => demoCompanyOf(tenantId)?.description ?? null,
    version: config.version,
    webFolder: config.webFolder,
    limits: defaultRequestLimits,
    stopwatch: () => performance.now(),
    timer: systemTimer,
  })
}

function signInIssuerOf(deployment: Config['deployment']): SignInIssuer | null {
  if (deployment.kind === 'embedded' || deployment.identity.kind === 'local') return null
  return { authority: deployment.identity.issuer, clientId: deployment.identity.audience }
}
