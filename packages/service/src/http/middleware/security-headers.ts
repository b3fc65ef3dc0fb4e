import type { MiddlewareHandler } from 'hono'
import type { AppEnvironment } from '../context.ts'

/** `scriptHashes`: of the inline scripts of the web app's page, such as `'sha256-…'`. */
export function securityHeaders(scriptHashes: readonly string[]): MiddlewareHandler<AppEnvironment> {
  const policy = [
    "default-src 'self'",
    `script-src ${["'self'", ...scriptHashes].join(' ')}`,
    // Charts and menus place elements by style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
  return async (context, next) => {
    await next()
    const { headers } = context.res
    headers.set('content-security-policy', policy)
    headers.set('x-content-type-options', 'nosniff')
    headers.set('x-frame-options', 'DENY')
    headers.set('referrer-policy', 'no-referrer')
    headers.set('cross-origin-opener-policy', 'same-origin')
    headers.set('cross-origin-resource-policy', 'same-origin')
    headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  }
}
