import type { Direction, MetricDefinition, Unit } from '@salestalk/protocol'
import type { DatasetSnapshot } from '../../model/tenant-data.ts'
import type { Taxonomy } from '../../taxonomy/schema.ts'
import type { FunctionWordUse } from '../phrases/function-words-schema.ts'
import type { CueName, PhraseFiles, RefusalClass } from '../phrases/schema.ts'
import type { TimeVocabulary } from '../time/index.ts'
import type { Weights } from '../weights/load.ts'
import type { NameTable } from './name-table.ts'
import type { Vocabulary } from './vocabulary.ts'

export interface LexiconMetric {
  readonly id: string
  readonly label: string
  readonly subject: string
  readonly unit: Unit
  readonly direction: Direction
  readonly importance: number
  readonly definition: MetricDefinition
  /** Position of its dataset in `Lexicon.datasets`. */
  readonly dataset: number
  /** The taxonomy's list of dimensions that make sense for it; empty means all of its dataset. */
  readonly allowedDimensions: readonly string[]
}

export interface LexiconDimension {
  readonly id: string
  readonly label: string
  readonly subject: string | null
  readonly parents: readonly string[]
  /** Bit i is set when dataset i has it; a calendar dimension has all bits. */
  readonly datasets: number
  readonly calendar: boolean
}

/** What a phrase of the closed vocabulary can mean. */
export type Meaning =
  | { readonly kind: 'metric'; readonly metric: string; readonly weight: number; readonly rule: string }
  /** A word that stands for one of several metrics: the nearest this company has; two or more are ambiguous. */
  | {
      readonly kind: 'implied'
      readonly metrics: readonly string[]
      readonly rank: 'top' | 'bottom' | 'best' | 'worst' | null
      /** An everyday noun ("churn") names its metric; a verb ("sell") only does when nothing else does. */
      readonly verb: boolean
      /** Not what the word usually stands for, only the nearest the company has. */
      readonly far: boolean
    }
  /** A metric the taxonomy knows and this company's data does not hold. */
  | { readonly kind: 'absent'; readonly metric: string; readonly label: string }
  | { readonly kind: 'dimension'; readonly dimension: string; readonly weight: number }
  | { readonly kind: 'absent_dimension'; readonly label: string }
  | { readonly kind: 'record'; readonly dataset: number }
  | { readonly kind: 'cue'; readonly cue: CueName }
  | { readonly kind: 'ignorable'; readonly group: keyof PhraseFiles['ignorables'] }
  | { readonly kind: 'refusal'; readonly refusal: RefusalClass }
  /** Words that look like a metric's name and are not. */
  | { readonly kind: 'negative'; readonly metric: string; readonly phrase: string }

/** All members of all dimensions, found by their words. */
export interface MemberIndex {
  readonly values: readonly string[]
  /** Position in `Lexicon.dimensions` of each member's dimension. */
  readonly dimensionOf: readonly number[]
  /** Bit i is set when dataset i holds the member. */
  readonly datasetsOf: readonly number[]
  readonly names: NameTable
  /** Members that are codes ("CA-2021-152156"), by their letters and digits alone; they have no words to be found by. */
  readonly codes: ReadonlyMap<string, number | number[]>
  /** Words of the longest code as questions are split. */
  readonly longestCode: number
  /** Positions in `Lexicon.dimensions` of the dimensions whose members are codes. */
  readonly coded: ReadonlySet<number>
  /** Number of members of each dimension. */
  readonly counts: readonly number[]
}

/** The members of a yes/no column. */
export interface Flag {
  readonly yes: string
  /** Null where the data never says no. */
  readonly no: string | null
}

/** Everything one company's questions are read with, compiled once per version of its data. */
export interface Lexicon {
  readonly datasets: readonly DatasetSnapshot[]
  readonly metrics: ReadonlyMap<string, LexiconMetric>
  readonly dimensions: readonly LexiconDimension[]
  readonly dimensionsById: ReadonlyMap<string, LexiconDimension>
  readonly phrases: ReadonlyMap<string, readonly Meaning[]>
  readonly longestPhrase: number
  /** Most words of the phrases that begin with a word: from any other word no phrase need be looked for. */
  readonly longestFrom: ReadonlyMap<string, number>
  readonly members: MemberIndex
  /** The dimensions of yes/no columns. */
  readonly flags: ReadonlyMap<string, Flag>
  readonly vocabulary: Vocabulary
  readonly grammar: PhraseFiles
  /** The uses that the grammar lists a word for. */
  readonly functionWords: ReadonlyMap<string, ReadonlySet<FunctionWordUse>>
  readonly timeWords: TimeVocabulary
  /** The single words of the time vocabulary, for spelling correction. */
  readonly timeVocabulary: ReadonlySet<string>
  /** The phrases to refuse, as written: "new" is not "news". */
  readonly refusalForms: ReadonlySet<string>
  /** Words never taken for a misspelling. */
  readonly commonWords: ReadonlySet<string>
  readonly weights: Weights
  readonly taxonomy: Taxonomy
}
