import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTokenState } from '../api/session-token.ts'
import { Logo } from '../ui/logo.tsx'
import { AccountMenu } from './account-menu.tsx'

const navClass =
  'rounded-lg px-2.5 py-1.5 font-medium text-ink-soft transition-colors hover:text-ink sm:px-3 data-[status=active]:bg-accent-soft data-[status=active]:text-accent-strong'

/** The frame of all screens: skip link, navigation, account. Whoever is not signed in goes to the sign-in screen. */
export function AppShell() {
  const { token } = useTokenState()
  const location = useRouterState({ select: (state) => state.location })
  const lastSession = useRef<string | undefined>(undefined)
  if (location.pathname === '/') lastSession.current = location.search.session
  const navigate = useNavigate()
  useEffect(() => {
    if (token === null) void navigate({ to: '/sign-in', replace: true })
  }, [token, navigate])
  if (token === null) return null
  const back = lastSession.current === undefined ? {} : { session: lastSession.current }
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <header className="sticky top-0 z-20 border-b bg-page/90 backdrop-blur-sm">
        <div className="mx-auto flex h-14 max-w-7xl items-center gap-2 px-3 sm:gap-6 sm:px-5">
          <Link to="/" aria-label="SalesTalk, new conversation" className="flex shrink-0">
            <Logo />
          </Link>
          <nav aria-label="Main" className="flex gap-0.5 sm:gap-1">
            <Link to="/" search={back} activeOptions={{ exact: true, includeSearch: false }} className={navClass}>
              Ask
            </Link>
            <Link to="/data" className={navClass}>
              Data
            </Link>
            <Link to="/catalog" className={navClass}>
              Catalog
            </Link>
          </nav>
          <div className="ml-auto min-w-0">
            <AccountMenu />
          </div>
        </div>
      </header>
      <Outlet />
    </div>
  )
}
