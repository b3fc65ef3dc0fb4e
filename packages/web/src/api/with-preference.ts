import type { Preference, VocabularyContent } from '@salestalk/protocol'

/** The content with one preference more; a word has one at most, so it replaces what was said of the word before. */
export function withPreference(content: VocabularyContent, preference: Preference): VocabularyContent {
  const others = content.preferences.filter(({ term }) => !isSameTerm(term, preference.term))
  return { ...content, preferences: [...others, preference] }
}

/** Whether the company has said so already. */
export function hasPreference({ preferences }: VocabularyContent, preference: Preference): boolean {
  return preferences.some((one) => isSameTerm(one.term, preference.term) && targetOf(one) === targetOf(preference))
}

function isSameTerm(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase()
}

function targetOf(preference: Preference): string {
  return 'metric' in preference ? preference.metric : JSON.stringify([preference.dimension, preference.member])
}
