import type { CalendarSettings, DefaultPeriod, VocabularySettings } from '@salestalk/protocol'
import { type ReactNode, useId } from 'react'
import { texts } from './texts.ts'

const months = Array.from({ length: 12 }, (_, index) => {
  const name = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2025, index, 1))
  return [String(index + 1), name] as const
})
const patterns = ['4-4-5', '4-5-4', '5-4-4'] as const

interface TimeSettingsProps {
  settings: VocabularySettings
  /** Null for those who may only look. */
  onChange: ((settings: VocabularySettings) => void) | null
}

/** How the company counts time. */
export function TimeSettings({ settings, onChange }: TimeSettingsProps) {
  const { calendar, defaultPeriod } = settings
  const setCalendar = (change: Partial<CalendarSettings>) =>
    onChange?.({ ...settings, calendar: { ...calendar, ...change } })
  const disabled = onChange === null
  return (
    <div className="card mt-3 grid gap-4 p-4 sm:grid-cols-2">
      <Choice
        label={texts.settings.defaultPeriod}
        value={defaultPeriod}
        options={Object.entries(texts.periods)}
        disabled={disabled}
        onChange={(value) => onChange?.({ ...settings, defaultPeriod: value as DefaultPeriod })}
      />
      <Choice
        label={texts.settings.weekStart}
        value={calendar.weekStart}
        options={Object.entries(texts.weekStarts)}
        disabled={disabled}
        onChange={(value) => setCalendar({ weekStart: value === 'sunday' ? 'sunday' : 'monday' })}
      />
      <Choice
        label={texts.settings.fiscalYearStartMonth}
        value={String(calendar.fiscalYearStartMonth)}
        options={months}
        disabled={disabled}
        onChange={(value) => setCalendar({ fiscalYearStartMonth: Number(value) })}
      />
      <Choice
        label={texts.settings.pattern}
        value={calendar.pattern ?? ''}
        options={[['', texts.noPattern], ...patterns.map((one) => [one, one] as const)]}
        disabled={disabled}
        onChange={(value) => setCalendar({ pattern: patterns.find((one) => one === value) ?? null })}
      />
      <Choice
        label={texts.settings.dateOrder}
        value={calendar.dateOrder ?? 'ask'}
        options={Object.entries(texts.dateOrders)}
        disabled={disabled}
        onChange={(value) =>
          setCalendar({ dateOrder: value === 'day_first' || value === 'month_first' ? value : null })
        }
      />
    </div>
  )
}

interface ChoiceProps {
  label: ReactNode
  value: string
  options: readonly (readonly [value: string, label: string])[]
  disabled: boolean
  onChange: (value: string) => void
}

function Choice({ label, value, options, disabled, onChange }: ChoiceProps) {
  const id = useId()
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-[0.867rem] text-ink-soft">
        {label}
      </label>
      <select
        id={id}
        className="field disabled:opacity-70"
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
