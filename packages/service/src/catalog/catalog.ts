import type { Calendar, DatasetSnapshot, Lexicon, MetricStore } from '@salestalk/engine'
import { describeFormula, emptyConversation, readQuestion, type TenantData, understand } from '@salestalk/engine'
import type { Catalog, CatalogDataset, CatalogDimension, CatalogMetric, IsoDate } from '@salestalk/protocol'
import { candidateQuestions } from './example-questions.ts'

export interface CatalogSource {
  readonly data: TenantData
  readonly lexicon: Lexicon
  readonly calendar: Calendar
  readonly metricStore: MetricStore
  readonly today: IsoDate
  /** Questions to offer before our own, such as a demo company's. */
  readonly preferredQuestions: readonly string[]
}

const MEMBERS_LISTED = 100
const EXAMPLES = 8

/** Everything a person can ask about: metrics, dimensions with their commonest members, data sets and questions that work. */
export async function buildCatalog(source: CatalogSource): Promise<Catalog> {
  const { data } = source
  return {
    tenantId: data.tenantId,
    metrics: metricsOf(data),
    dimensions: await dimensionsOf(source),
    datasets: data.datasets.map((dataset) => ({
      dataset: dataset.model.dataset,
      label: dataset.model.label,
      rows: dataset.rows,
      ...daySpanOf(dataset),
      model: dataset.model,
    })),
    timeSpan: timeSpanOf(data),
    targets: [],
    exampleQuestions: exampleQuestions(source),
  }
}

function metricsOf(data: TenantData): CatalogMetric[] {
  return data.datasets.flatMap(({ model }) =>
    model.metrics
      .filter((metric) => !metric.hidden)
      .map((metric) => ({
        id: metric.id,
        label: metric.label,
        subject: metric.subject,
        description: metric.description,
        formula: describeFormula(metric, model),
        synonyms: metric.synonyms,
        unit: metric.unit,
        direction: metric.direction,
        grain: metric.grain,
        dataset: model.dataset,
        dimensions: model.dimensions.map((dimension) => dimension.id),
      })),
  )
}

/** One entry per dimension id: companies share dimensions across data sets, and their members then differ. */
async function dimensionsOf({ data, metricStore, lexicon }: CatalogSource): Promise<CatalogDimension[]> {
  const ids = [...new Set(data.datasets.flatMap(({ model }) => model.dimensions.map(({ id }) => id)))]
  const counts = countMembers(lexicon)
  return await Promise.all(
    ids.map(async (id) => {
      const places = data.datasets.flatMap(({ model }) =>
        model.dimensions.filter((dimension) => dimension.id === id).map((dimension) => ({ model, dimension })),
      )
      const lists = await Promise.all(
        places.map(({ model }) => metricStore.members(data, model.dataset, id, MEMBERS_LISTED)),
      )
      const members = [...new Set(lists.flat().map(({ value }) => value))]
      const [first] = places
      return {
        id,
        label: first?.dimension.label ?? id,
        synonyms: [...new Set(places.flatMap(({ dimension }) => dimension.synonyms))],
        datasets: places.map(({ model }) => model.dataset),
        memberCount: Math.max(members.length, counts.get(id) ?? 0),
        members: members.slice(0, MEMBERS_LISTED),
      }
    }),
  )
}

function countMembers({ members, dimensions }: Lexicon): Map<string, number> {
  const counts = new Map<string, number>()
  for (const position of members.dimensionOf) {
    const id = dimensions[position]?.id
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

type DaySpan = Pick<CatalogDataset, 'firstDay' | 'lastDay'>

/** By the column a dataset is dated by: an expected close date far ahead is no data of that day. */
function daySpanOf({ model, timeSpans }: DatasetSnapshot): DaySpan {
  const span = model.timeColumn === null ? undefined : timeSpans[model.timeColumn]
  return { firstDay: span?.start ?? null, lastDay: span?.end ?? null }
}

/** From the first day of any dataset to the last of any; null when nothing is dated. */
function timeSpanOf(data: TenantData): Catalog['timeSpan'] {
  const spans = data.datasets.map(daySpanOf)
  const firstDay = spans.flatMap((span) => span.firstDay ?? []).sort()[0]
  const lastDay = spans
    .flatMap((span) => span.lastDay ?? [])
    .sort()
    .at(-1)
  return firstDay === undefined || lastDay === undefined ? null : { firstDay, lastDay }
}

/** Only questions that the parser answers: an example is never a dead end. */
function exampleQuestions({ data, lexicon, calendar, today, preferredQuestions }: CatalogSource): string[] {
  const accepted: string[] = []
  for (const question of new Set([...preferredQuestions, ...candidateQuestions(data)])) {
    if (accepted.length === EXAMPLES) break
    const context = { lexicon, conversation: emptyConversation, today, calendar }
    if (understand(readQuestion(question), context).kind === 'answerable') accepted.push(question)
  }
  return accepted
}
