import { words } from './words.ts'

/** Words that polite openings of a request are put together of, with those who introduce themselves or somebody else. */
export const openingWords = {
  /** "most grateful if", "may I trouble you for", "was asked to": what makes the opening of a request out of small words. */
  polite: words,
  beside_polite: words,
  /** Those who talk, of whom an opening speaks. */
  talkers: words,
  /** "kind as to", "grateful if", and what may follow there ("if you could"). */
  ends_opening: words,
  behind_opening: words,
  /** "I am new here and would be grateful" */
  before_opening: words,
  /** "and would like", "and need": that somebody who was just introduced asks for something. */
  before_wish: words,
  introduced_wish: words,
  /** "my manager asked me to", "our head of sales wants": who wants to know. */
  before_asker: words,
  superior: words,
  of_office: words,
}
