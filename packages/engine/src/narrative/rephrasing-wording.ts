import * as z from 'zod'

const words = z.string().regex(/^\p{Ll}+( \p{Ll}+)*$/u, 'lower-case words with one space between them')

/** phrases/rephrasing.json: what a model is told, and every difference its wording may make. */
export const rephrasingWordingSchema = z.strictObject({
  instructions: z.array(z.string()).min(1),
  /** Words that may come and go. */
  articles: z.array(words),
  /** Words that begin a part of a statement that may stand elsewhere in it: "in Q3". */
  movable: z.array(words),
  /** Words that begin a part that keeps its place among the others: "was 5". */
  fixed: z.array(words),
  /** Phrases that say the same in every template. */
  equivalents: z.array(z.array(words).min(2)),
  /** What the checks of an answer say of a wording that was not used. */
  notes: z.strictObject({ unavailable: z.string(), too_slow: z.string(), refused: z.string(), rejected: z.string() }),
})
export type RephrasingWording = z.infer<typeof rephrasingWordingSchema>

/** Every phrase -> the first of its group, articles left out on both sides. */
export function equivalentsOf({ equivalents, articles }: RephrasingWording): ReadonlyMap<string, readonly string[]> {
  const plain = (phrase: string) => phrase.split(' ').filter((word) => !articles.includes(word))
  return new Map(
    equivalents.flatMap((group) => {
      const first = plain(group[0] ?? '')
      return group.map((phrase) => [plain(phrase).join(' '), first] as const)
    }),
  )
}
