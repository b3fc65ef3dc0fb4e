import type { ReactNode, SVGProps } from 'react'

const paths = {
  send: <path d="M12 19V5m-6.5 6.5L12 5l6.5 6.5" />,
  stop: <rect x="7" y="7" width="10" height="10" rx="2" fill="currentColor" />,
  plus: <path d="M12 5v14M5 12h14" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  shield: <path d="M12 3.5 5 6v5.5c0 4.5 2.9 7.5 7 9 4.1-1.5 7-4.5 7-9V6zm-3 8.7 2.2 2.2 4-4.4" />,
  alert: (
    <path d="M12 8v5m0 3.2v.1M10.3 4.4 2.9 17.2A2 2 0 0 0 4.6 20h14.8a2 2 0 0 0 1.7-2.8L13.7 4.4a2 2 0 0 0-3.4 0" />
  ),
  question: (
    <path d="M9.3 9.2a2.8 2.8 0 1 1 4.2 2.5c-.9.5-1.5 1.1-1.5 2.1m0 2.9v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18" />
  ),
  history: <path d="M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 4v4.5h4.5M12 8v4.5l3 1.8" />,
  chart: <path d="M5 20V11m5 9V5m5 15v-7m5 7V8" />,
  table: (
    <path d="M4 6.5A1.5 1.5 0 0 1 5.5 5h13A1.5 1.5 0 0 1 20 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5zM4 10h16M10 10v9" />
  ),
  download: <path d="M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 19.5h14" />,
  upload: <path d="M12 16V5M7.5 9.5 12 5l4.5 4.5M5 19.5h14" />,
  copy: <path d="M9 9h9.5v10.5H9zM6 15H5V4.5h9.5V6" />,
  chevron: <path d="m7 10 5 5 5-5" />,
  sun: (
    <path d="M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8m0-13v1.5m0 15V21M3 12h1.5m15 0H21M5.6 5.6l1.1 1.1m10.6 10.6 1.1 1.1m0-12.8-1.1 1.1M6.7 17.3l-1.1 1.1" />
  ),
  moon: <path d="M20 14.5A8 8 0 0 1 9.5 4a8 8 0 1 0 10.5 10.5" />,
  system: <path d="M4 5.5h16v10.5H4zM9 20h6m-3-4v4" />,
  search: <path d="M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14m5-2 4.5 4.5" />,
  trash: (
    <path d="M5 7h14m-9 4v6m4-6v6M6.5 7l.8 12a1.5 1.5 0 0 0 1.5 1.5h6.4a1.5 1.5 0 0 0 1.5-1.5l.8-12M9.5 7V4.5h5V7" />
  ),
  undo: <path d="M4 9.5h10a5.5 5.5 0 0 1 0 11h-3M4 9.5 8.5 5M4 9.5 8.5 14" />,
  settings: (
    <path d="M4 7h9m4 0h3M4 17h3m4 0h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5m-6 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5" />
  ),
  leave: <path d="M14 4.5H6.5A1.5 1.5 0 0 0 5 6v12a1.5 1.5 0 0 0 1.5 1.5H14m2-11 3.5 3.5-3.5 3.5M9.5 12H19" />,
  building: (
    <path d="M5 20V5.5A1.5 1.5 0 0 1 6.5 4h7A1.5 1.5 0 0 1 15 5.5V20m0-10h2.5A1.5 1.5 0 0 1 19 11.5V20M3.5 20h17M8.5 8h3m-3 4h3m-3 4h3" />
  ),
  file: <path d="M13.5 3.5h-6A1.5 1.5 0 0 0 6 5v14a1.5 1.5 0 0 0 1.5 1.5h9A1.5 1.5 0 0 0 18 19V8zm0 0V8H18" />,
  retry: <path d="M20 12a8 8 0 1 1-2.5-5.8L20 8.5M20 4v4.5h-4.5" />,
  arrow: <path d="M5 12h14m-5.5-5.5L19 12l-5.5 5.5" />,
  book: (
    <path d="M12 6.5A4 4 0 0 0 8.5 5H4v13h5a3 3 0 0 1 3 1.5M12 6.5A4 4 0 0 1 15.5 5H20v13h-5a3 3 0 0 0-3 1.5M12 6.5v13" />
  ),
  sort: <path d="M8 5v14m0 0-3-3m3 3 3-3M16 19V5m0 0-3 3m3-3 3 3" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof paths

/** A drawing beside text that says the same; hidden from screen readers. */
export function Icon({ name, ...rest }: { name: IconName } & SVGProps<SVGSVGElement>) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1.25em"
      height="1.25em"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      {...rest}
    >
      {paths[name]}
    </svg>
  )
}
