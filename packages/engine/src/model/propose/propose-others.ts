import type { Aggregation, Unit } from '@salestalk/protocol'
import type { ColumnVocabulary } from '../../taxonomy/index.ts'
import { isWholePercent, statedValue } from './choose-measures.ts'
import { type Header, readableName } from './header.ts'
import { type MetricDraft, spokenForms } from './metric-draft.ts'
import { hasWord } from './name-index.ts'
import type { ColumnReading } from './read-columns.ts'

/** Every number of the file that no metric states yet becomes a metric of its own, so that nothing is out of reach. */
export function proposeOthers(draft: MetricDraft, readings: readonly ColumnReading[], isSnapshot: boolean): void {
  const { suffixes } = draft.context.taxonomy.columns
  for (const reading of readings) {
    if (reading.role !== 'measure' || draft.stated.has(reading.profile.key)) continue
    const known = reading.part === 'unit_price' || reading.part === 'unit_cost' ? reading.part : null
    const isAveraged = isAverage(draft, reading)
    const unit = unitOf(draft, reading, isAveraged)
    const expression = statedValue(reading, unit.kind)
    if (known && !draft.has(known)) {
      draft.add(
        known,
        { kind: 'average', expression, where: [] },
        { from: reading, words: averageWords(reading, suffixes) },
      )
      continue
    }
    const isLevel = isSnapshot && !isAveraged && isStock(reading.header, draft.context.taxonomy.columns)
    const kind: Aggregation['kind'] = isAveraged ? 'average' : isLevel ? 'last' : 'sum'
    const name = readableName(reading.title)
    draft.addOwn(
      reading.profile.key,
      { kind, expression, where: [] },
      {
        label:
          isAveraged && !/^(?:[Aa]verage|[Aa]vg|[Mm]ean)\b|^\p{Lu}{3,5}$/u.test(name)
            ? `Average ${lowerWords(name)}`
            : name,
        description: isAveraged ? `The average of ${reading.profile.name}.` : `The sum of ${reading.profile.name}.`,
        unit,
        from: reading,
        words: isAveraged ? averageWords(reading, suffixes) : [],
      },
    )
  }
}

function averageWords(reading: ColumnReading, suffixes: readonly string[]): string[] {
  return spokenForms(reading, suffixes).flatMap((spoken) => [`average ${spoken}`, `avg ${spoken}`, `mean ${spoken}`])
}

/** Rates, scores, prices and ages are averaged, and so is anything that only takes fractions of one. */
function isAverage(draft: MetricDraft, { header, profile, part, metric }: ColumnReading): boolean {
  if (part !== null) return true
  if (metric && ['average', 'ratio'].includes(metric.target.aggregation)) return true
  if (metric && metric.quality > 1) return false
  if (isDuration(header, draft.context.taxonomy.columns)) return true
  if (isEffort(header, draft.context.taxonomy.columns) || isCostOf(draft, header)) return false
  if (hasWord(header, draft.context.taxonomy.columns.rates) || header.isPercent || profile.sign === '%') return true
  const { minimum, maximum } = profile
  return (
    profile.type === 'decimal' &&
    typeof minimum === 'number' &&
    typeof maximum === 'number' &&
    minimum >= 0 &&
    maximum <= 1
  )
}

/** "Overtime hours" and plain "hours" add up, where "response hours" do not. */
export function isEffort(header: Header, { efforts }: ColumnVocabulary): boolean {
  const { units, kinds, dayUnits, dayKinds } = efforts
  const isProcess = takesTime(header, efforts)
  if (hasWord(header, dayUnits)) return hasWord(header, dayKinds) && !isProcess
  if (!hasWord(header, units) && !isInTime(header, efforts)) return false
  if (hasWord(header, kinds)) return true
  return units.includes(header.words.at(-1) ?? '') && !isProcess
}

/** "First Response (min)" is how long something took. */
function isDuration(header: Header, vocabulary: ColumnVocabulary): boolean {
  const { efforts } = vocabulary
  return isInTime(header, efforts) && takesTime(header, efforts) && !isEffort(header, vocabulary)
}

function isInTime({ counted }: Header, { units }: ColumnVocabulary['efforts']): boolean {
  return counted.some((noun) => units.includes(noun))
}

/** Whether the header names something that takes time; "min" at its end is its unit. */
function takesTime(header: Header, { processes }: ColumnVocabulary['efforts']): boolean {
  const words = header.counted.length > 0 ? header.words.slice(0, -1) : header.words
  return hasWord({ ...header, words }, processes)
}

/** Levels at a point in time, but for what comes and goes: "subscribers" and not "churned subscribers". */
export function isStock(header: Header, { stocks, flows }: ColumnVocabulary): boolean {
  return hasWord(header, stocks) && !hasWord(header, flows)
}

/** "Salary cost" adds up, where "salary" and "unit cost" do not. */
function isCostOf({ context }: MetricDraft, header: ColumnReading['header']): boolean {
  const { costs, rates } = context.taxonomy.columns
  const [head = '', ...before] = [...header.words].reverse()
  if (!costs.heads.includes(head) || !hasWord(header, costs.of)) return false
  return before.every((word) => !rates.includes(word) || costs.of.includes(word))
}

function unitOf(draft: MetricDraft, { header, profile, metric }: ColumnReading, isAveraged: boolean): Unit {
  const { currency, taxonomy } = draft.context
  if (header.isPercent || profile.sign === '%') return { kind: 'percent', currency: null }
  if (metric && metric.quality > 1) {
    const isFraction = metric.target.unit === 'percent' && isWholePercent(profile) && !header.isPercent
    const kind = isFraction ? 'score' : metric.target.unit
    return { kind, currency: kind === 'currency' ? currency : null }
  }
  const isMoney = header.currency !== null || taxonomy.columns.currencies[profile.sign ?? ''] !== undefined
  if (isMoney) return { kind: 'currency', currency: header.currency ?? currency }
  // "Payment terms days" and "hours billed" are times, whatever they are about.
  if (hasWord(header, taxonomy.columns.units.days)) return { kind: 'days', currency: null }
  const isTime = hasWord(header, taxonomy.columns.efforts.units) && !isCostOf(draft, header)
  const { counts } = taxonomy.columns.rowNames
  const last = header.words.at(-1) ?? ''
  if (header.counted.length > 0 || (counts.includes(last) && last !== 'total'))
    return { kind: isAveraged ? 'score' : 'count', currency: null }
  if (hasWord(header, taxonomy.columns.money) && !isTime) return { kind: 'currency', currency }
  return { kind: isAveraged ? 'score' : 'count', currency: null }
}

/** Words in lower case but for abbreviations: "Product Price" -> "product price". */
function lowerWords(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => (/^\p{Lu}{2}/u.test(word) ? word : word.toLowerCase()))
}
