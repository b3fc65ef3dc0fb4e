import { describe, expect, it } from 'vitest'
import wordingFile from '../../../../taxonomy/default/phrases/rephrasing.json' with { type: 'json' }
import { acceptRephrasing } from './accept-rephrasing.ts'
import { markedText } from './marked-text.ts'
import { rephrasingWordingSchema } from './rephrasing-wording.ts'
import type { NarrativePhrase, Sentence } from './types.ts'

const wording = rephrasingWordingSchema.parse(wordingFile)
const text = (words: string): NarrativePhrase => ({ kind: 'text', text: words })
const name = (words: string): NarrativePhrase => ({ kind: 'label', text: words, of: null })
const figure = (words: string, fact: string): NarrativePhrase => ({ kind: 'value', text: words, fact })
const up: NarrativePhrase = { kind: 'direction', text: 'up', fact: 'r2' }

/** "[N1] for [N2] was [F3] in [N4], [D5] [F6] from [F7] in [N8]." */
const change: Sentence = [
  ...[name('Revenue'), text(' for '), name('EMEA'), text(' was '), figure('$2.5M', 'r1'), text(' in ')],
  ...[name('Q3 2025'), text(', '), up, text(' '), figure('15.2%', 'r2'), text(' from '), figure('$2.17M', 'r3')],
  ...[text(' in '), name('Q3 2024'), text('.')],
]
/** "[N1] was [F2] for [N3] and [F4] for [N5]." */
const members: Sentence = [
  ...[name('Revenue'), text(' was '), figure('$5', 'r1'), text(' for '), name('East'), text(' and ')],
  ...[figure('$3', 'r2'), text(' for '), name('West'), text('.')],
]

function outcome(sentences: readonly Sentence[], reply: string): string {
  const result = acceptRephrasing(markedText(sentences), reply, wording)
  if (result.kind === 'rejected') return result.fault
  return result.sentences.map((sentence) => sentence.map((phrase) => phrase.text).join('')).join(' ')
}

describe('acceptRephrasing', () => {
  it.each([
    [
      '[N1] in [N2] came to [F3] for [N4], [D5] [F6] from [F7] for [N8].',
      'Revenue in EMEA came to $2.5M for Q3 2025, up 15.2% from $2.17M for Q3 2024.',
    ],
    [
      'In [N4], [N1] for [N2] stood at [F3], [D5] [F6] from [F7] in [N8].',
      'In Q3 2025, Revenue for EMEA stood at $2.5M, up 15.2% from $2.17M in Q3 2024.',
    ],
    ['  for [N2] the [N1] in [N4] was [F3] , [D5] [F6] from [F7] in [N8].\n', 'wording'],
    [
      'For [N2], the [N1] in [N4] was [F3] , [D5] [F6] from [F7] in [N8].\n',
      'For EMEA, the Revenue in Q3 2025 was $2.5M, up 15.2% from $2.17M in Q3 2024.',
    ],
  ])('%s', (reply, expected) => {
    expect(outcome([change], reply)).toBe(expected)
  })

  it.each([
    [
      'the periods of the two figures exchanged',
      '[N1] for [N2] was [F3] in [N8], [D5] [F6] from [F7] in [N4].',
      'wording',
    ],
    ['the figures exchanged', '[N1] for [N2] was [F7] in [N4], [D5] [F6] from [F3] in [N8].', 'wording'],
    ['a later part in front', 'In [N8], [N1] for [N2] was [F3] in [N4], [D5] [F6] from [F7].', 'wording'],
    ['a figure before what it is of', 'Was [F3], [N1] for [N2] in [N4], [D5] [F6] from [F7] in [N8].', 'wording'],
    ['another preposition', '[N1] for [N2] was [F3] in [N4], [D5] [F6] to [F7] in [N8].', 'wording'],
    ['a negation', '[N1] for [N2] was not [F3] in [N4], [D5] [F6] from [F7] in [N8].', 'wording'],
    ['a direction beside its mark', '[N1] for [N2] fell [F3] in [N4], [D5] [F6] from [F7] in [N8].', 'wording'],
    ['a figure of its own', '[N1] for [N2] was $2.6M in [N4], [D5] [F6] from [F7] in [N8].', 'characters'],
    ['a direction of its own', '[N1] for [N2] was [F3] in [N4], down [F6] from [F7] in [N8].', 'marks'],
    ['look-alike letters', '[N1] for [N2] wаs [F3] in [N4], [D5] [F6] from [F7] in [N8].', 'wording'],
    ['a hidden character', '[N1] for [N2] was\u200b [F3] in [N4], [D5] [F6] from [F7] in [N8].', 'characters'],
    ['nothing', '', 'length'],
  ])('turns down %s', (_what, reply, fault) => {
    expect(outcome([change], reply)).toBe(fault)
  })

  it('moves nothing in a statement of two figures, where a name could change sides', () => {
    expect(outcome([members], '[N1] came to [F2] in [N3] as well as [F4] in [N5].')).toBe(
      'Revenue came to $5 in East as well as $3 in West.',
    )
    expect(outcome([members], '[N1] was [F2] for [N5] and [F4] for [N3].')).toBe('wording')
    expect(outcome([members], '[N1] was [F2], for [N3] [F4] and for [N5].')).toBe('wording')
  })

  it('gives back the very phrases of the original, in their sentences', () => {
    const result = acceptRephrasing(
      markedText([members, [text('The table has the rest.')]]),
      'For [N3], [N1] was [F2] and [F4] for [N5]. The table shows the rest.',
      wording,
    )
    expect(result).toEqual({ kind: 'rejected', fault: 'wording' })
    const kept = acceptRephrasing(
      markedText([members, [text('The table has the rest.')]]),
      '[N1] came to [F2] for [N3] and [F4] for [N5]. The table shows the rest.',
      wording,
    )
    if (kept.kind === 'rejected') throw new Error(kept.fault)
    expect(kept.sentences).toHaveLength(2)
    expect(kept.sentences[0]?.filter(({ kind }) => kind !== 'text')).toEqual(
      members.filter(({ kind }) => kind !== 'text'),
    )
  })
})
