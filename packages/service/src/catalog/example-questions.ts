import type { DatasetSnapshot, TenantData } from '@salestalk/engine'

/** Questions that suit the data, most telling first; a round of each data set in turn. The caller keeps those that work. */
export function candidateQuestions(data: TenantData): string[] {
  const perDataset = data.datasets.map(questionsOf)
  const longest = Math.max(0, ...perDataset.map((questions) => questions.length))
  const questions: string[] = []
  for (let index = 0; index < longest; index += 1) {
    for (const list of perDataset) {
      const question = list[index]
      if (question !== undefined) questions.push(question)
    }
  }
  return questions
}

function questionsOf({ model, timeSpans }: DatasetSnapshot): string[] {
  const metrics = model.metrics
    .filter((metric) => !metric.hidden)
    .sort((left, right) => right.importance - left.importance)
    .map((metric) => metric.label.toLowerCase())
  const [first, second = first, third = second] = metrics
  if (first === undefined) return []
  const [one, two = one] = model.dimensions.map((dimension) => dimension.label.toLowerCase())
  const isDated = model.timeColumn !== null && timeSpans[model.timeColumn] !== undefined
  const dated = isDated
    ? [`${first} last quarter`, `${second} by month this year`, `${third} this year vs last year`]
    : []
  const cut = one === undefined ? [] : [`${first} by ${one}`, `Top 5 ${two} by ${first}`, `${second} by ${two ?? one}`]
  return [...dated.slice(0, 1), ...cut.slice(0, 2), ...dated.slice(1), ...cut.slice(2), `Total ${first}`].map(
    capitalized,
  )
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
