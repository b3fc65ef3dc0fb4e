import type { Aggregation, Direction, MetricDefinition, TimeGrain, Unit } from '@salestalk/protocol'
import { ownValue } from '../../support/without-inherited.ts'
import { findMetricEntry, type MetricEntry, type Taxonomy } from '../../taxonomy/index.ts'
import { firstFree } from './first-free.ts'
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
    const free = firstFree(id, (taken) => this.has(taken))
    const entry = {
      subject: subjectOf(options.label, this.context.taxonomy),
      label: options.label,
      description: '',
      direction: options.direction ?? directionOf(`${options.label} ${fullNameOf(options)}`, this.context.taxonomy),
      importance: options.importance ?? 0.3,
    }
    this.metrics.push(this.define(free, entry, aggregation, options))
    this.remember(free, options)
  }

  /** Gives a metric that is there further words of the file, and where told another label or direction. */
  rename(id: string, words: readonly string[], label?: string, direction?: Direction): void {
    const at = this.metrics.findIndex((metric) => metric.id === id)
    const metric = this.metrics[at]
    if (!metric) return
    this.metrics[at] = { ...metric, label: label ?? metric.label, direction: direction ?? metric.direction }
    this.ownWords.set(id, [...(this.ownWords.get(id) ?? []), ...words])
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
    const names = strongSynonyms(entry.synonyms ?? [])
    const spoken = from?.header.written.find((form) => names.includes(form))
    const isLong = (spoken ?? '').length > 4
    if (!from || !spoken || !isLong) return entry.label
    const isWritten = from.header.currency === null && spoken === from.header.forms[0]
    return readableName(isWritten ? from.title : spoken)
  }

  private remember(id: string, { from, words }: MetricOptions): void {
    this.ownWords.set(id, [
      ...(from ? spokenForms(from, this.context.taxonomy.columns.suffixes) : []),
      ...(words ?? []),
    ])
    if (from) this.stated.add(from.profile.key)
  }
}

/** The header without its short forms: "CB Amt" are chargebacks, and more of them is worse. */
function fullNameOf({ from }: MetricOptions): string {
  return from?.header.words.join(' ') ?? ''
}

/** The header as people would say it: as written, and without units and brackets. */
export function spokenForms({ header, profile }: ColumnReading, suffixes: readonly string[] = []): string[] {
  const forms = [
    header.forms[0] ?? '',
    header.words.join(' '),
    ...header.written.slice(1),
    ...joinedForms(profile.name, header),
  ]
  return [...new Set([...forms, ...forms.map((form) => withoutUnit(form, suffixes))])].filter((form) => form !== '')
}

/** What the header joins stays together too: "RevPAR" is said as one word, and "F&B Rev" as "f&b revenue". */
function joinedForms(name: string, { words }: ColumnReading['header']): string[] {
  const isOneWord = words.length > 1 && /^\p{Lu}\p{Ll}+\p{Lu}{2,}$/u.test(name)
  if (isOneWord) return [name.toLowerCase()]
  const joined = name.toLowerCase().match(/[\p{L}\p{N}]+&[\p{L}\p{N}]+/u)?.[0]
  const [first = '', second = ''] = joined?.split('&') ?? []
  const at = words.findIndex((word, index) => word === first && words[index + 1] === second)
  return joined === undefined || at < 0 ? [] : [[...words.slice(0, at), joined, ...words.slice(at + 2)].join(' ')]
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
