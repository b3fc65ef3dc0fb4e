interface ProgressBarProps {
  label: string
  /** 0 to 1; null while nobody knows. */
  value: number | null
  detail: string
}

export function ProgressBar({ label, value, detail }: ProgressBarProps) {
  const percent = value === null ? undefined : Math.round(Math.min(1, value) * 100)
  return (
    <div>
      <div className="flex flex-wrap justify-between gap-x-4">
        <p className="font-medium" aria-live="polite">
          {label}
        </p>
        <p className="figures text-ink-soft">{detail}</p>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="mt-2 h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={`h-full rounded-full bg-accent transition-[width] ${percent === undefined ? 'w-1/3 animate-pulse-soft' : ''}`}
          style={percent === undefined ? undefined : { width: `${percent}%` }}
        />
      </div>
    </div>
  )
}
