/** What each kind of reading costs; the decoder looks for the cheapest cover. Longer readings win because each costs once. */
export const costs = {
  metric: 1,
  impliedNoun: 1.15,
  impliedVerb: 1.4,
  absent: 1.8,
  dimension: 1.05,
  absentDimension: 1.9,
  record: 1.1,
  value: 1.1,
  alias: 0.4,
  partialName: 1.9,
  sharedName: 2.3,
  // Saved where the dimension's own word stands beside a part of a name.
  labelled: 1,
  // Saved by a state of several words said in full.
  stateInFull: 0.7,
  numericMember: 2.2,
  time: 0.9,
  number: 1,
  bareNumber: 1.3,
  // Added where the number is a year that there is data of.
  year: 0.6,
  cue: 1.1,
  followCue: 0.7,
  ignorable: 0.6,
  // Cheap, so that no other reading of the same words steals them from a refusal.
  refusal: 0.4,
  aside: 1.5,
  unknown: 6,
  typo: 1.2,
  // What is left out anyway is the least likely thing to be meant by a word nobody knows.
  mistypedFiller: 0.5,
  weakness: 1.2,
  ordinaryWord: 1.2,
} as const
