import type { CandidateMeaning } from './candidate.ts'

/** What words are taken for, in a few words of this stage's own: "metric revenue", "value region = EMEA". */
export function describeMeaning(meaning: CandidateMeaning): string {
  switch (meaning.kind) {
    case 'metric':
    case 'absent':
      return `${meaning.kind} ${meaning.metric}`
    case 'implied':
      return `implied ${meaning.metrics.join(' or ')}`
    case 'dimension':
      return `dimension ${meaning.dimension}`
    case 'absent_dimension':
      return `absent dimension ${meaning.label}`
    case 'record':
      return `records of dataset ${meaning.dataset}`
    case 'cue':
      return `cue ${meaning.cue}`
    case 'ignorable':
      return `ignorable ${meaning.group}`
    case 'refusal':
      return `refusal ${meaning.refusal}`
    case 'value':
      return `value ${meaning.dimension} = ${meaning.values.join(', ')}`
    case 'value_options':
      return `one of ${meaning.options.map((option) => option.values.join(', ')).join(' / ')}`
    case 'time':
      return `time ${meaning.match.kind} ${meaning.match.expression?.type ?? meaning.match.grain ?? ''}`.trim()
    case 'number':
      return `number ${meaning.quantity.value}`
    case 'ordinal':
      return `place ${meaning.position}`
    case 'aside':
    case 'unknown':
      return meaning.kind
  }
}
