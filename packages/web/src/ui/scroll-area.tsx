import { type ReactNode, useLayoutEffect, useRef } from 'react'

/** A part of the page that scrolls sideways by itself. While it has to, it takes the focus, so that the arrow keys can move it. */
export function ScrollArea({ label, children }: { label: string; children: ReactNode }) {
  const ref = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const observer = new ResizeObserver(() => {
      element.tabIndex = element.scrollWidth > element.clientWidth ? 0 : -1
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <section ref={ref} aria-label={label} className="overflow-x-auto rounded-xl border">
      {children}
    </section>
  )
}
