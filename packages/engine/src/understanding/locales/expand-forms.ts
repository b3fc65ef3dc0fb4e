/** "letzt{e,er}" -> "letzte", "letzter"; braces without a comma are slots and stay. */
export function expandForms(form: string): string[] {
  const braces = /\{([^{}]*,[^{}]*)\}/u.exec(form)
  if (!braces) return [form]
  const [whole, inside = ''] = braces
  const before = form.slice(0, braces.index)
  const after = form.slice(braces.index + whole.length)
  return inside.split(',').flatMap((part) => expandForms(`${before}${part}${after}`))
}
