import { words } from './words.ts'

/** Words that take members out of a figure, before them and behind. */
export const removalWords = {
  /** "take Furniture out", "leaving it aside": begins what the word behind the members ends. */
  taking_away: words,
  /** "with Furniture taken out" */
  taken: words,
  /** "take Furniture out" */
  away: words,
  /** "if we drop Furniture", "after removing it" */
  removing: words,
  /** "with Furniture removed" */
  removed: words,
  /** "if we take Furniture out": leads to the verb, with or without who does it. */
  before_taking: words,
  /** "once Furniture is left out" */
  before_taken: words,
  /** "if you drop Furniture" */
  spoken: words,
  /** "drop Furniture and tell me …" */
  goes_on: words,
  /** "revenue less Furniture", "everything bar Furniture": takes away what is named behind it, where members are. */
  less: words,
  /** "everything bar Furniture" */
  before_less: words,
  /** "leave out everyone on Basic", "those in Leeds": whoever a member tells apart. */
  whoever: words,
  /** "everyone on Basic", "customers from Leeds" */
  before_held: words,
  /** "orders made online", "those who booked direct" */
  held_by: words,
  /** "not everyone" are some. */
  denying_all: words,
  /** "take Furniture out of the mix" */
  the_whole: words,
  /** "never take Furniture out" */
  never_taking: words,
  /** "Harbor excluded", "Harbor left out": ends of what takes away the member before it. */
  after_excluded: words,
}
