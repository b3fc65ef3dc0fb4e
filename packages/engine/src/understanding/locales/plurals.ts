import * as z from 'zod'
import type { Lexicon } from '../lexicon/index.ts'

const rulesSchema = z.object({
  plurals: z.array(z.object({ ending: z.string(), cut: z.string(), add: z.string() })),
})

/** How the vocabulary's own language forms plurals, by the rules that answers are worded with. */
export function pluralRules({ taxonomy }: Lexicon): (name: string) => string {
  const parsed = rulesSchema.safeParse(taxonomy.phrases.narrative)
  const rules = parsed.success ? parsed.data.plurals : []
  return (name) => {
    const rule = rules.find(({ ending }) => new RegExp(`${ending}$`, 'iu').test(name))
    return rule === undefined ? name : `${name.slice(0, name.length - rule.cut.length)}${rule.add}`
  }
}
