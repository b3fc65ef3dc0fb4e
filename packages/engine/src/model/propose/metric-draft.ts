import type { Aggregation, Direction, MetricDefinition, TimeGrain, Unit } from '@salestalk/protocol'
import { ownValue } from '../../support/without-inherited.ts'
import { findMetricEntry, type MetricEntry, type Taxonomy } from '../../taxonomy/index.ts'
import { readableName } from './header.ts'
import type { ColumnReading } from './read-columns.ts'
import { directionOf, subjectOf } from './tone.ts'

/** What the metrics of one dataset have in common while they are proposed. */
export interface DraftContext {
  readonly taxonomy: Taxonomy
  readonly currency: string | null
  readonly timeColumn: string | null
  /** The grain stated by each time column, by its key. */
  readonly grains: Readonly<Record<string, TimeGrain>>
}

export interface MetricOptions {
  readonly label?: string
  readonly description?: string
  /** Null when the metric is not tied to a date; left out for the dataset's own. */
  readonly timeColumn?: string | null
  readonly unit?: Unit
  readonly grain?: TimeGrain
  readonly hidden?: boolean
  readonly importance?: number
  readonly direction?: Direction
  /** The columns it is read from directly: their headers become its synonyms. */
  readonly from?: ColumnReading
  readonly words?: readonly string[]
  readonly slices?: MetricDefinition['slices']
}

/** Collects metrics and assumptions; the first definition of an id stays. */
export class MetricDraft {
  readonly metrics: MetricDefinition[] = []
  readonly assumptions: string[] = []
  /** Words of the file itself, by metric id: they win over the vocabulary's. */
  readonly ownWords = new Map<string, readonly string[]>()
  /** Keys of the columns that a metric states directly. */
  readonly stated = new Set<string>()
  readonly context: DraftContext
  constructor(context: DraftContext) {
    this.context = context
  }

  has(id: string): boolean {
    return this.metrics.some((metric) => metric.id === id)
  }

  find(id: string): MetricDefinition | undefined {
    return this.metrics.find((metric) => metric.id === id)
  }

  assume(sentence: string): void {
    if (!this.assumptions.includes(sentence)) this.assumptions.push(sentence)
  }

  /** Adds a metric of the vocabulary; nothing happens when it is there already or a company hides it. */
  add(id: string, aggregation: Aggregation, options: MetricOptions = {}): boolean {
    const entry = findMetricEntry(this.context.taxonomy, id)
    if (!entry || this.has(id)) return false
    this.metrics.push(this.define(id, entry, aggregation, options))
    this.remember(id, options)
    return true
  }

  /** Adds a metric the vocabulary does not know, under the key of its column. */
  addOwn(id: string, aggregation: Aggregation, options: MetricOptions & { label: string; unit: Unit }): void {
    const free = this.has(id) ? `${id}_column` : id
    const entry = {
      subject: subjectOf(options.label, this.context.taxonomy),
      label: options.label,
      description: '',
      direction: options.direction ?? directionOf(options.label, this.context.taxonomy),
      importance: options.importance ?? 0.3,
    }
    this.metrics.push(this.define(free, entry, aggregation, options))
    this.remember(free, options)
  }

  private define(
    id: string,
    entry: Pick<MetricEntry, 'subject' | 'label' | 'description' | 'direction' | 'importance'> & Partial<MetricEntry>,
    aggregation: Aggregation,
    options: MetricOptions,
  ): MetricDefinition {
    const timeColumn = options.timeColumn === undefined ? this.context.timeColumn : options.timeColumn
    const kind = entry.unit ?? 'count'
    return {
      id,
      label: options.label ?? this.labelFor(entry, options.from),
      subject: entry.subject,
      description: options.description ?? entry.description,
      synonyms: strongSynonyms(entry.synonyms ?? []),
      unit: options.unit ?? { kind, currency: kind === 'currency' ? this.context.currency : null },
      direction: entry.direction,
      importance: entry.importance,
      aggregation,
      timeColumn,
      grain: options.grain ?? (timeColumn === null ? 'day' : (ownValue(this.context.grains, timeColumn) ?? 'day')),
      hidden: options.hidden ?? false,
      ...(options.slices === undefined ? {} : { slices: options.slices }),
    }
  }

  /** A header that is one of the metric's own names is what this company calls it. */
  private labelFor(entry: Pick<MetricEntry, 'label'> & Partial<MetricEntry>, from: ColumnReading | undefined): string {
    const spoken = from?.header.forms[0]
    const isOwnName = entry.synonyms?.some((synonym) => synonym.weight >= 0.9 && synonym.text === spoken) ?? false
    const isShort = (spoken ?? '').length > 4
    if (!from || !spoken || !isOwnName || !isShort) return entry.label
    return readableName(from.header.currency === null ? from.profile.name : spoken)
  }

  private remember(id: string, { from, words }: MetricOptions): void {
    this.ownWords.set(id, [
      ...(from ? spokenForms(from, this.context.taxonomy.columns.suffixes) : []),
      ...(words ?? []),
    ])
    if (from) this.stated.add(from.profile.key)
  }
}

/** The header as people would say it: as written, and without units and brackets. */
export function spokenForms({ header }: ColumnReading, suffixes: readonly string[] = []): string[] {
  const forms = [header.forms[0] ?? '', header.words.join(' '), ...header.written.slice(1)]
  return [...new Set([...forms, ...forms.map((form) => withoutUnit(form, suffixes))])].filter((form) => form !== '')
}

/** "scrap kg" -> "scrap". */
function withoutUnit(form: string, suffixes: readonly string[]): string {
  const words = form.split(' ')
  for (const length of [2, 1]) {
    if (words.length > length && suffixes.includes(words.slice(-length).join(' ')))
      return words.slice(0, -length).join(' ')
  }
  return form
}

/** Below this weight a word only hints at its meaning: it stays in the vocabulary, with its weight, and out of models. */
const strongWeight = 0.9

/** The words that mean an entry at face value. */
export function strongSynonyms(synonyms: readonly { readonly text: string; readonly weight: number }[]): string[] {
  return synonyms.filter((synonym) => synonym.weight >= strongWeight).map((synonym) => synonym.text)
}
