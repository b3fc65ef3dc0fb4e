import type { Series } from './chart-data.ts'

export function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul aria-hidden="true" className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-[0.867rem] text-ink-soft">
      {series.map(({ key, label, color, opacity }) => (
        <li key={key} className="flex items-center gap-1.5">
          <span className="size-2.5 rounded-sm" style={{ background: color, opacity }} />
          {label}
        </li>
      ))}
    </ul>
  )
}
