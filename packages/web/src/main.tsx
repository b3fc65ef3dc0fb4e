import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RequestError } from './api/client.ts'
import { router } from './router.tsx'
import './ui/styles.css'

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // Only what may pass by itself is worth asking again: the service was away or overloaded.
      retry: (failures, error) =>
        failures < 2 && error instanceof RequestError && (error.status === 0 || error.status >= 502),
      refetchOnWindowFocus: false,
    },
  },
})

const container = document.getElementById('app')
if (container === null) throw new Error('The page has no element with the id "app": index.html and main.tsx disagree.')

createRoot(container).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
