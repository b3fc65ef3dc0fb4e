import type { ArtifactStore, Clock, Ids } from '@salestalk/engine'
import type { Catalog, DeletionCertificate, SignInIssuer, TenantId } from '@salestalk/protocol'
import { Hono } from 'hono'
import type { ChatService } from '../chat/chat-service.ts'
import type { Logger } from '../logger.ts'
import type { Registry, TenantStorage } from '../storage/storage.ts'
import type { IdentityVerifier, TokenIssuer } from '../tenants/identity.ts'
import type { TenantService } from '../tenants/tenant-service.ts'
import type { UserService } from '../tenants/user-service.ts'
import type { VocabularyService } from '../vocabulary/vocabulary-service.ts'
import type { AppEnvironment, Handler, RequestContext } from './context.ts'
import { problemOf } from './error-table.ts'
import { RequestError } from './errors.ts'
import { requestLog } from './middleware/request-log.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import type { OperationName } from './operations.ts'
import { type RateLimiter, rateLimiter } from './rate-limits.ts'
import { type RequestLimits, type RouterOptions, routeOperations } from './router.ts'
import { catalogRoutes } from './routes/catalog.ts'
import { chatRoutes } from './routes/chat.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { systemRoutes } from './routes/system.ts'
import { tenantRoutes } from './routes/tenants.ts'
import { type UploadRoutesOptions, uploadRoutes } from './routes/uploads.ts'
import { vocabularyRoutes } from './routes/vocabulary.ts'
import { inlineScriptHashes, staticWeb } from './static-web.ts'

/** All that the API serves, as values and functions: no adapter is named here. */
export interface AppDependencies {
  readonly serves?: RouterOptions['serves']
  readonly chat: ChatService
  readonly catalogOf: (tenantId: TenantId) => Promise<Catalog>
  readonly vocabulary: VocabularyService
  readonly uploads: UploadRoutesOptions['uploads']
  readonly artifacts: ArtifactStore
  readonly undoBatch: UploadRoutesOptions['undoBatch']
  readonly storage: (tenantId: TenantId) => TenantStorage
  readonly registry: Registry
  readonly tenants: TenantService
  readonly users: UserService
  readonly identity: IdentityVerifier
  /** Null where people sign in with an issuer outside. */
  readonly issuer: TokenIssuer | null
  readonly demoMode: boolean
  readonly signInIssuer: SignInIssuer | null
  /** One line about a company, where there is one. */
  readonly descriptionOf: (tenantId: string) => string | null
  /** Deletes a company with everything it has, also from memory. */
  readonly deleteTenant: (tenantId: TenantId) => Promise<DeletionCertificate>
  readonly isReady: () => boolean
  readonly version: string
  readonly webFolder: string
  readonly clientAddress: (context: RequestContext) => string
  readonly limits: RequestLimits
  /** Default: one that counts the requests of this process. */
  readonly limiter?: RateLimiter
  readonly clock: Clock
  readonly ids: Ids
  readonly stopwatch: () => number
  readonly timer: (work: () => void, milliseconds: number) => () => void
  readonly logger: Logger
}

/** The HTTP application: the operations of the API, and the web app for every other path. */
export function createApp(dependencies: AppDependencies): Hono<AppEnvironment> {
  const { logger, ids, stopwatch, clock, webFolder } = dependencies
  const app = new Hono<AppEnvironment>()
  app.use(requestLog(logger, () => ids.next(), stopwatch))
  app.use(securityHeaders(inlineScriptHashes(webFolder)))
  routeOperations(app, handlersOf(dependencies), {
    ...dependencies,
    limiter: dependencies.limiter ?? rateLimiter(() => clock.now().getTime()),
  })
  app.all('/v1/*', (context) => {
    throw new RequestError('not_found', `There is no ${context.req.path.slice(0, 200)}: see /v1/openapi.json`)
  })
  app.all('*', staticWeb(webFolder))
  app.onError((error, context) => failed(error, context, logger))
  return app
}

function handlersOf(dependencies: AppDependencies): Record<OperationName, Handler> {
  return {
    ...systemRoutes(dependencies),
    ...signInRoutes(dependencies),
    ...chatRoutes(dependencies),
    ...sessionRoutes(dependencies),
    ...catalogRoutes(dependencies),
    ...vocabularyRoutes(dependencies),
    ...uploadRoutes(dependencies),
    ...tenantRoutes(dependencies),
  }
}

function failed(error: unknown, context: RequestContext, logger: Logger): Response {
  const requestId = context.get('requestId')
  const { problem, headers, expected } = problemOf(error, requestId)
  if (!expected) logger.error({ requestId, err: error }, 'request failed')
  else if (problem.status >= 500) logger.warn({ requestId, code: problem.code, detail: problem.detail }, 'not served')
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
  })
}
