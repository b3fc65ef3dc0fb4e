import type { NarrativePhrase, Sentence } from './types.ts'

export type Slots = Readonly<Record<string, NarrativePhrase | readonly NarrativePhrase[] | string>>

/** Replaces each {slot} of a template; neighbouring texts stay separate pieces, order is the template's. */
export function fill(template: string, slots: Slots): NarrativePhrase[] {
  return template.split(/(\{\w+\})/).flatMap((part): NarrativePhrase[] => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined) return part === '' ? [] : [{ kind: 'text', text: part }]
    const slot = slots[name]
    if (slot === undefined) throw new Error(`Template "${template}" needs {${name}}`)
    if (typeof slot === 'string') return slot === '' ? [] : [{ kind: 'text', text: slot }]
    return 'kind' in slot ? [slot] : [...slot]
  })
}

/** Items with a separator between them. */
export function joined(items: readonly Sentence[], separator: string): NarrativePhrase[] {
  return items.flatMap((item, index) => (index === 0 ? item : [{ kind: 'text' as const, text: separator }, ...item]))
}
