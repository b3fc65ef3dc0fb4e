import type { ButtonHTMLAttributes } from 'react'
import { Icon, type IconName } from './icons.tsx'

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger'

const looks: Record<ButtonLook, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong border-transparent',
  secondary: 'bg-surface text-ink border-line-strong hover:border-accent hover:text-accent',
  quiet: 'border-transparent text-ink-soft hover:bg-sunken hover:text-ink',
  danger: 'bg-danger-fill text-on-accent border-transparent hover:opacity-90',
}

/** The look of a button, for links that act like one. */
export function buttonClass(look: ButtonLook = 'secondary', small = false): string {
  const size = small ? 'px-2.5 py-1 text-[0.867rem] rounded-lg' : 'px-4 py-2 rounded-[10px]'
  return `inline-flex shrink-0 items-center justify-center whitespace-nowrap gap-1.5 border font-medium transition-colors disabled:opacity-50 disabled:pointer-events-none ${size} ${looks[look]}`
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: ButtonLook
  small?: boolean
  icon?: IconName
}

export function Button({ look = 'secondary', small = false, icon, className = '', children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={`${buttonClass(look, small)} ${className}`} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName
  label: string
}

/** A button without words; `label` is its name and its tooltip. */
export function IconButton({ icon, label, className = '', ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`inline-grid size-9 shrink-0 place-items-center rounded-lg text-ink-soft transition-colors hover:bg-sunken hover:text-ink disabled:opacity-50 ${className}`}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  )
}
