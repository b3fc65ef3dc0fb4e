import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { DropdownMenu } from 'radix-ui'
import { useMe } from '../api/queries.ts'
import { dropToken } from '../api/session-token.ts'
import { useSwitchCompany } from '../api/sign-in.ts'
import { Icon, type IconName } from '../ui/icons.tsx'
import { chooseTheme, themes, useTheme } from '../ui/theme.ts'

const itemClass =
  'flex cursor-pointer items-center gap-2.5 rounded-lg px-3 py-2 outline-none data-highlighted:bg-accent-soft data-highlighted:text-accent-strong data-disabled:cursor-default'

const themeNames = { system: 'Like the system', light: 'Light', dark: 'Dark' } as const
const themeIcons: Record<keyof typeof themeNames, IconName> = { system: 'system', light: 'sun', dark: 'moon' }

/** Company, theme, settings and the way out. */
export function AccountMenu() {
  const me = useMe()
  const theme = useTheme()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const switchCompany = useSwitchCompany()
  const company = me.data?.company
  const others = me.data?.companies.filter((one) => one.tenantId !== company?.tenantId) ?? []

  function leave() {
    queryClient.clear()
    dropToken('left')
  }

  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="flex h-10 max-w-full items-center gap-2 rounded-lg px-2 text-ink-soft hover:bg-sunken hover:text-ink">
        <Icon name="building" className="size-5 shrink-0" />
        <span className="sr-only max-w-48 truncate font-medium sm:not-sr-only">{company?.name ?? 'Account'}</span>
        <Icon name="chevron" className="size-4 shrink-0" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          collisionPadding={10}
          className="z-40 w-64 animate-appear rounded-xl border bg-raised p-1.5 shadow-float"
        >
          {me.data && (
            <DropdownMenu.Label className="px-3 py-2">
              <span className="block font-semibold">{me.data.user.name}</span>
              <span className="block truncate text-[0.867rem] text-ink-faint">{me.data.user.email}</span>
            </DropdownMenu.Label>
          )}
          {others.length > 0 && (
            <>
              <DropdownMenu.Separator className="my-1 h-px bg-line" />
              <DropdownMenu.Label className="eyebrow px-3 pt-1.5 pb-1">Switch company</DropdownMenu.Label>
              {others.map((one) => (
                <DropdownMenu.Item
                  key={one.tenantId}
                  className={itemClass}
                  onSelect={() => switchCompany.mutate(one.tenantId, { onSuccess: () => void navigate({ to: '/' }) })}
                >
                  <Icon name="building" /> {one.name}
                </DropdownMenu.Item>
              ))}
            </>
          )}
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.RadioGroup
            value={theme}
            onValueChange={(value) => {
              const chosen = themes.find((one) => one === value)
              if (chosen) chooseTheme(chosen)
            }}
          >
            <DropdownMenu.Label className="eyebrow px-3 pt-1.5 pb-1">Look</DropdownMenu.Label>
            {themes.map((one) => (
              <DropdownMenu.RadioItem
                key={one}
                value={one}
                className={itemClass}
                onSelect={(event) => event.preventDefault()}
              >
                <Icon name={themeIcons[one]} /> {themeNames[one]}
                <DropdownMenu.ItemIndicator className="ml-auto">
                  <Icon name="check" />
                </DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.Item className={itemClass} onSelect={() => void navigate({ to: '/vocabulary' })}>
            <Icon name="book" /> Vocabulary
          </DropdownMenu.Item>
          <DropdownMenu.Item className={itemClass} onSelect={() => void navigate({ to: '/settings' })}>
            <Icon name="settings" /> Settings
          </DropdownMenu.Item>
          <DropdownMenu.Item className={itemClass} onSelect={leave}>
            <Icon name="leave" /> Sign out
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
