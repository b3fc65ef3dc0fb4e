import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { AppShell } from './screens/app-shell.tsx'
import { AskScreen } from './screens/ask/ask-screen.tsx'
import { NotFound } from './screens/not-found.tsx'
import { ScreenFailure } from './screens/screen-failure.tsx'
import { SignInScreen } from './screens/sign-in/sign-in-screen.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })

const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignInScreen })

const signInReturn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/return',
  component: lazyRouteComponent(() => import('./screens/sign-in/return-screen.tsx'), 'ReturnScreen'),
})

const app = createRoute({ getParentRoute: () => root, id: 'app', component: AppShell })

export interface AskSearch {
  /** The conversation on screen. */
  session?: string
  /** A question to ask at once, as the catalog and the data screen do. */
  ask?: string
}

function askSearch(search: Record<string, unknown>): AskSearch {
  return {
    ...(typeof search.session === 'string' ? { session: search.session } : {}),
    ...(typeof search.ask === 'string' ? { ask: search.ask } : {}),
  }
}

const ask = createRoute({ getParentRoute: () => app, path: '/', component: AskScreen, validateSearch: askSearch })

const data = createRoute({
  getParentRoute: () => app,
  path: '/data',
  component: lazyRouteComponent(() => import('./screens/data/data-screen.tsx'), 'DataScreen'),
  validateSearch: (search: Record<string, unknown>): { upload?: string } =>
    typeof search.upload === 'string' ? { upload: search.upload } : {},
})

const catalog = createRoute({
  getParentRoute: () => app,
  path: '/catalog',
  component: lazyRouteComponent(() => import('./screens/catalog/catalog-screen.tsx'), 'CatalogScreen'),
})

const settings = createRoute({
  getParentRoute: () => app,
  path: '/settings',
  component: lazyRouteComponent(() => import('./screens/settings/settings-screen.tsx'), 'SettingsScreen'),
})

const vocabulary = createRoute({
  getParentRoute: () => app,
  path: '/vocabulary',
  component: lazyRouteComponent(() => import('./screens/vocabulary/vocabulary-screen.tsx'), 'VocabularyScreen'),
})

export const router = createRouter({
  routeTree: root.addChildren([signIn, signInReturn, app.addChildren([ask, data, catalog, vocabulary, settings])]),
  defaultPreload: 'intent',
  defaultErrorComponent: ScreenFailure,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
