import { useSyncExternalStore } from 'react'

/** Why somebody has to sign in again. */
export type SignOutReason = 'expired' | 'left'

interface TokenState {
  readonly token: string | null
  readonly reason: SignOutReason | null
}

const storageKey = 'salestalk.token'
const listeners = new Set<() => void>()
let state: TokenState = { token: readStored(), reason: null }

function readStored(): string | null {
  try {
    return sessionStorage.getItem(storageKey)
  } catch {
    return null
  }
}

function change(next: TokenState): void {
  state = next
  try {
    if (next.token === null) sessionStorage.removeItem(storageKey)
    else sessionStorage.setItem(storageKey, next.token)
  } catch {
    // Storage is blocked: the token then lives as long as the page.
  }
  for (const listener of listeners) listener()
}

/** The token lives in this tab only and goes when it closes. */
export function storeToken(token: string): void {
  change({ token, reason: null })
}

export function dropToken(reason: SignOutReason): void {
  if (state.token !== null) change({ token: null, reason })
}

export function currentToken(): string | null {
  return state.token
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useTokenState(): TokenState {
  return useSyncExternalStore(subscribe, () => state)
}
