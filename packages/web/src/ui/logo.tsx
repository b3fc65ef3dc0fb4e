/** The sign and, where there is room, the name. */
export function Logo({ large = false }: { large?: boolean }) {
  return (
    <span className={`inline-flex items-center gap-2.5 ${large ? 'text-2xl' : 'text-[1.067rem]'}`}>
      <img src="/icon.svg" alt="" width={large ? 40 : 30} height={large ? 40 : 30} />
      <span className={`font-semibold tracking-tight ${large ? '' : 'hidden sm:inline'}`}>SalesTalk</span>
    </span>
  )
}
