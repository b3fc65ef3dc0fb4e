import { Link } from '@tanstack/react-router'
import { buttonClass } from '../ui/button.tsx'

export function NotFound() {
  return (
    <main className="mx-auto grid min-h-dvh max-w-md place-content-center gap-4 p-6 text-center">
      <h1 className="text-2xl font-semibold">There is no such page</h1>
      <p className="text-ink-soft">The address may be old or mistyped. Your conversations are under Ask.</p>
      <Link to="/" className={`${buttonClass('primary')} mx-auto`}>
        Go to Ask
      </Link>
    </main>
  )
}
