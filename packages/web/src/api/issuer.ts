import type { SignInIssuer, SignInOptions } from '@salestalk/protocol'
import type { User, UserManager } from 'oidc-client-ts'
import { RequestError } from './client.ts'
import { storeToken } from './session-token.ts'

/** Where the issuer sends people back to, in this app. */
export const returnPath = '/sign-in/return'

// Loaded only where an issuer is used; everybody else gets a smaller app.
async function managerOf({ authority, clientId }: SignInIssuer): Promise<UserManager> {
  const { UserManager, WebStorageStateStore } = await import('oidc-client-ts')
  const manager = new UserManager({
    authority,
    client_id: clientId,
    redirect_uri: `${location.origin}${returnPath}`,
    response_type: 'code',
    scope: 'openid email profile',
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: true,
  })
  manager.events.addUserLoaded(keepToken)
  return manager
}

/** A new token without a page change. Rejects with RequestError where the issuer wants the person to sign in again. */
export async function renewedToken({ issuer }: SignInOptions): Promise<string> {
  const user = issuer === null ? null : await (await managerOf(issuer)).signinSilent().catch(notRenewed)
  return user?.id_token ?? notRenewed(null)
}

function notRenewed(error: unknown): never {
  const detail = 'Sign out, then sign in again: you will be in the other company.'
  throw new RequestError(
    { title: 'Your session could not be renewed', detail, code: 'issuer_refused', status: 0 },
    error,
  )
}

function keepToken({ id_token: token }: User): void {
  if (token !== undefined) storeToken(token)
}

/** Leaves for the issuer; it sends back to `returnPath` with a code that only this tab can redeem. */
export async function leaveForIssuer(issuer: SignInIssuer): Promise<void> {
  await (await managerOf(issuer)).signinRedirect()
}

/** Redeems the code in the address for a token and keeps it. Rejects with RequestError when the issuer refused. */
export async function returnFromIssuer(issuer: SignInIssuer): Promise<void> {
  try {
    keepToken(await (await managerOf(issuer)).signinRedirectCallback())
  } catch (error) {
    const detail = 'The sign-in was interrupted or took too long. Go back and sign in again.'
    throw new RequestError({ title: 'You are not signed in yet', detail, code: 'issuer_refused', status: 0 }, error)
  }
}
