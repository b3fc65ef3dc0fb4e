import * as z from 'zod'
import { boundWords } from './bound-words.ts'
import { openingWords } from './opening-words.ts'
import { removalWords } from './removal-words.ts'
import { words } from './words.ts'

/**
 * Small words by what they tell of the word beside them. Names of the form `before_…` say what the words lead to, `after_…` what they
 * follow; the others are told apart within one cue ("much" of "how much").
 */
export const functionWordsSchema = z.strictObject({
  /** "by region": splits by what follows. */
  split: words,
  /** "customers by revenue" are in its order, where "revenue per customer" is not. */
  by: words,
  /** "revenue per customer": the name of a rate. */
  rate: words,
  /** "across all regions" is all of them together. */
  across: words,
  /** "all regions but the South" leaves one out. */
  but: words,
  /** What "but" leaves something out of. */
  every: words,
  /** "all of them in order": not only the first. */
  all_of_them: words,
  /** "still has to pay": what is to be done is not done yet. */
  obliging: words,
  /** "behind with their payments": late with what is owed. */
  lagging: words,
  over_with: words,
  dues: words,
  /** "sales after discounts": what is left of them. */
  behind_taking_off: words,
  /** "have sales come back": may be more again. */
  recovering: words,
  /** "growth H2 over H1": holds one period against the one behind it. */
  over: words,
  /** "cost of our discounts": ties one name to another. */
  belonging: words,
  /** "average size for deals of Grace": a count's noun only says whose figures are meant. */
  before_records: words,
  /** "profit for Corporate customers": a dimension's noun only carries the member beside it. */
  before_population: words,
  /** "time spent in meetings" asks for something else about them than their number. */
  before_setting: words,
  /** "clicks on display": what is named, not what is asked for, and seldom a function word. */
  before_name: words,
  /** "which channels", "in Rome": the name of a thing or a place, never what is to be computed. */
  before_group: words,
  /** "revenue in Atlantis": a word nobody knows was meant as a member. */
  before_missing: words,
  /** Goes with the words that are taken out of a question. */
  before_removed: words,
  /** "on Black Friday" is the day rather than the coupon. */
  before_time: words,
  /** "spend driving": a time of doing something. */
  spending_time: words,
  /** "add up", "ring up": a particle of the verb and no movement. */
  particle: words,
  before_particle: words,
  /** "for the board tomorrow I need …": begins what is asked. */
  opens_request: words,
  /** "came to us": who is meant, unless a country is. */
  pronoun: words,
  before_pronoun: words,
  /** "below list": the price of the list and no wish for one. */
  before_list_price: words,
  /** "clicks for summer": the campaign of that name as well as the season. */
  before_campaign: words,
  /** "margin in dollars" says its unit. */
  before_unit: words,
  /** "sales before discount" */
  before_taking_off: words,
  /** "sells for 20": what a price stands behind. */
  for_money: words,
  /** "everything but Furniture" */
  every_one: words,
  /** "moved from May into June" */
  parting: words,
  /** "the biggest hit to revenue" */
  after_blow: words,
  /** "the biggest loss of revenue" */
  after_loss: words,
  /** "the region where sales fell most": the noun before is one. */
  relative: words,
  /** "a poodle owner": whoever has what the word before names. */
  holder: words,
  /** "cash came in", "how much cash did we get in" */
  cash: words,
  coming_in: words,
  /** "what did the landlords get", "what did we pay the landlords", "paid out to Rashid": who is given money, and by what verbs. */
  receiving: words,
  paying_out: words,
  before_payee: words,
  /** "bookings that guests made": who does it to the things before comes behind. */
  linking_object: words,
  /** "in LATAM" is the region rather than the team. */
  before_place: words,
  /** Before "all" and a plural: "in all shops" is the whole, no split. */
  before_whole: words,
  /** "of lamps": where a thing is named and not what somebody does. */
  before_thing: words,
  /** "this year" is a period, and nothing is split by years. */
  before_bucket: words,
  /** "revenue was $2.5M": the figure is the user's. */
  before_claim: words,
  /** "customers with 3 orders" have exactly so many. */
  before_number: words,
  /** "the region with the highest" is one. */
  before_best: words,
  /** "customers without Paper": what the things before have none of. */
  lacking: words,
  /** "revenue per employee": the people a business employs. */
  heads: words,
  /** What somebody writes, raises or cuts, which says nothing more of it: "invoices we wrote". */
  document: words,
  drawing_up: words,
  per: words,
  /** "how many of them", "which of those". */
  referring: words,
  /** "of them": what a number is a part of. */
  part_of: words,
  /** "sales of used toasters", "earned premium": a quality where a thing is named, an aside where somebody does it. */
  attributive: words,
  /** "sales at full price" says under which terms, and asks for no second measure. */
  before_terms: words,
  /** "dealers in the top 10": who is among the first, before they are counted. */
  among: words,
  /** "orders with higher profit" are picked by a change. */
  before_change: words,
  /** "ok, start over now": said around a control, which stays the same. */
  before_control: words,
  after_control: words,
  /** Politeness before an order. */
  before_order: words,
  /** "increase in revenue": the word before is a noun, no order. */
  after_noun: words,
  /** "pay the invoice", "cancel all orders": orders only before what is pointed at, else nouns ("bill count", "refund rate"). */
  weak_order: words,
  after_weak_order: words,
  /** "display the clicks": the word before asks to be shown something. */
  after_request: words,
  /** "options 1 and 3": around the numbers of several options. */
  around_options: words,
  /** "region is EMEA" */
  link: words,
  definite: words,
  /** "a deal" is one record. */
  one: words,
  /** "most profitable" is graded, where "profitable" alone is above zero. */
  degree: words,
  /** "most orders" counts orders, where "biggest order" picks one. */
  most: words,
  /** "most customers" and "highest customers" count them, where "best customers" ranks them. */
  extreme: words,
  /** "For tomorrow's stand-up: …" */
  before_occasion: words,
  /** Behind an occasion these lead to its day: "the meeting on Thursday". */
  before_occasion_day: words,
  /** What figures are prepared for, and who: "for the trustees' meeting". */
  occasion: words,
  /** "orders from there": a pronoun even at the end of its phrase. */
  there: words,
  /** "what did it sell" */
  it: words,
  /** "show it alongside 2021" */
  beside: words,
  /** "which are the worst" asks for more than one. */
  several: words,
  /** "is revenue growing" */
  auxiliary: words,
  /** "how much tax do customers pay": who does it follows. */
  asking_deed: words,
  /** "in units?": the measure follows. */
  measured_in: words,
  /** "tax on invoices": what the measure is on follows. */
  before_base: words,
  /** "region x product": one split within another. */
  cross: words,
  /** "what brought sales down": verbs that ask for a cause only with a direction behind. */
  carrying: words,
  direction: words,
  /** "moving 3 month average": what rolls on where an average is named behind it. */
  rolling_on: words,
  /** "what are the tickets about": behind it nothing is named. */
  about: words,
  /** "in what direction are sales moving": the movement, told by a word before it. */
  heading: words,
  toward: words,
  /** "it's for Friday": what the answer is called where its purpose is told. */
  told_of: words,
  /** "how many units are in an order" */
  containing: words,
  /** "customers with returned orders" */
  holding: words,
  /** "will we hit our goal" */
  future: words,
  /** "how many did we sell", "how many do we sell": of which time a clause speaks. */
  past_verb: words,
  present_verb: words,
  and: words,
  or: words,
  both: words,
  how: words,
  what: words,
  much: words,
  /** "thanks mate": whom one speaks to at the edge of what one says; within it they are somebody. */
  spoken_to: words,
  /** Verbs of what somebody has, whatever became of it in the records. */
  owning: words,
  /** "November and December together" are one period, not two side by side. */
  as_one: words,
  sum: words,
  difference: words,
  /** "which one is": a word that asks, one for what it asks for, and the verb. */
  asking: words,
  asked_one: words,
  /** Words for what an answer picked, after a preposition: "by month for it". */
  picked: words,
  being: words,
  /** Who wants to know: "our chairman would like to hear". */
  asker: words,
  asker_verb: words,
  asker_rest: words,
  /** Who tells what they are busy with before they ask: "I present to the board in an hour: …". */
  narrator: words,
  /** "before I call them", "quick one while we wait" */
  before_narrator: words,
  /** "before our call with Acme" */
  before_meeting: words,
  /** "meeting Acme on Friday", "on the phone with Acme" */
  engaged: words,
  /** "the meeting starts in ten minutes", "my boss is on the phone" */
  narrating: words,
  /** People figures are for: "the plant managers", "the sales team". */
  audience: words,
  /** "I want", "we need": what follows is asked for, not told. */
  wishing: words,
  /** "I call", "to order": the word behind is a verb, whatever the company measures. */
  before_verb: words,
  /** "in an hour", "two questions" */
  talked_amount: words,
  /** "we opened in Zorblax": where, or whose. */
  before_place_told: words,
  /** "Acme is on the line" */
  talked_place: words,
  /** Speaks of a company named before the question. */
  they: words,
  /** "since the bank will ask", "as our auditors want it". */
  reason: words,
  /** "more orders than any other" */
  more: words,
  after_more: words,
  /** "who is second by revenue", "which store came in third in orders", "the second placed store" */
  before_ordinal: words,
  in_place: words,
  after_ordinal: words,
  place: words,
  /** "category-wise", "revenue wise" */
  manner: words,
  /** "the entire company": all of it together, where "company" is also a name for customers. */
  entire: words,
  after_whole: words,
  /** "where does revenue stand", "where did we land" ask how much, not in which place. */
  standing: words,
  /** Those of them that are no filler elsewhere. */
  landing: words,
  /** "which region contributed the least": a share is in the order of what it is of. */
  contributing: words,
  /** "delivered the most revenue" speaks of no date. */
  delivering: words,
  /** "how many desks do we have" asks what is in stock, unless something was done with them. */
  in_hand: words,
  /** "a good month" names no goods. */
  no_noun: words,
  /** "when the boss was away" says which time is meant. */
  at_time: words,
  /** "share the report with Anna" */
  sharing: words,
  sharing_with: words,
  /** "the region where sales were highest" */
  in_which: words,
  /** "I know it is late, but …", "not sure if you can, but …" */
  conceding: words,
  /** "how can we increase sales": asks for advice, with who would do it and what. */
  advising: words,
  advised: words,
  improving: words,
  /** "would lower prices help?" */
  helping: words,
  /** "number two", "No. 2"; those that deny unless a dot shortens them. */
  numbering: words,
  denying: words,
  /** "how often did we have outages" counts them. */
  often: words,
  /** Plurals that do not end in "s". */
  people: words,
  after_instead: words,
  after_compared: words,
  compared: words,
  /** "how many disputed orders were resolved": between one state and another. */
  becoming: words,
  /** "the fastest to ship", "days to ship": the verb behind says what is done. */
  aiming: words,
  /** "how many days does it take": behind a number of days, asks how long something lasts. */
  taking: words,
  /** "if the dollar falls" supposes something, "tell me if it fell" and "if possible" do not. */
  supposing: words,
  before_whether: words,
  after_polite_if: words,
  /** What is supposed to come about ("if prices rise"). */
  supposed: words,
  /** Asks what then comes of it ("what happens to sales"), where "I would like" only asks. */
  happening: words,
  after_would: words,
  /** "what we paid in commission": names the cost, and no day of payment. */
  paying: words,
  /** "busiest weekday, counting receipts" */
  counting_by: words,
  /** "worst at renewals, going by the renewal rate" */
  judging: words,
  /** "which part was our number two seller": a thing may be said to sell. */
  selling_noun: words,
  /** "the worst performer among the shops": asks for one. */
  performing_one: words,
  /** "whose profit fell furthest": asks for one. */
  owner: words,
  /** "which of the shops saw its sales fall most" */
  its: words,
  /** "which of the shops was best" */
  being_one: words,
  /** "who among the reps are best" asks for several. */
  being_several: words,
  /** "cumulative through 2025": all of that year is meant, and not everything up to its end. */
  throughout: words,
  /** Stand for those who do what the verb behind says: "stores that order crates". */
  doer: words,
  /** "what share of sales is down to Furniture" */
  owed: words,
  /** "its slice of the sales pie" */
  shared_out: words,
  /** "if sales are 100 %, how much is Furniture" */
  taking_as_whole: words,
  /** "taking sales as the 100 %" */
  before_whole_share: words,
  /** "if sales are not 100 %" */
  not_whole: words,
  /** "grew in percentage terms" */
  in_terms: words,
  /** "the meeting is at 3" */
  before_hour: words,
  /** "what are our plans called" */
  naming: words,
  /** "for Paper and Binders respectively": a figure for each. */
  told_apart: words,
  /** "what are the different regions" asks which there are. */
  other_kinds: words,
  /** "split between Paper and Binders" */
  between_parts: words,
  /** "split between Paper and Binders" */
  dividing: words,
  /** "my flight boards in an hour" */
  leaving: words,
  /** "the board meeting starts in ten minutes" */
  starting: words,
  /** "how are juices moving", "how has commission been moving" */
  course_of: words,
  /** "how are juices moving in Coastal", where "moving services" are something. */
  after_course: words,
  /** "sales went south" */
  downwards: words,
  /** "revenue adding up, cumulative": says by itself no more than a sum. */
  adding_up: words,
  /** "weddings n events" */
  joining_letter: words,
  /** "delivery charges": what is charged for comes before it. */
  charged_for: words,
  /** "still to pay" */
  outstanding: words,
  /** "total with tax" */
  including: words,
  /** "one line each", "one figure for each", of the members named before. */
  each_one: words,
  /** "what did guests like", "shows that customers spent most on" */
  before_doer: words,
  liking: words,
  ...boundWords,
  ...openingWords,
  ...removalWords,
})
export type FunctionWordUse = keyof z.infer<typeof functionWordsSchema>
