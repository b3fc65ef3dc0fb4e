import type { ResultTable } from '../report/types.ts'
import { geometricMean, median, percentile } from '../statistics.ts'
import type { AskMeasurement, AskSample } from '../workers/ask-questions.ts'
import { runWorker } from '../workers/run-worker.ts'
import type { MeasurementContext } from './context.ts'

const rounds = 15
const patience = 10_000

/** Answers against the SQL they ran: by size, and question by question at the biggest size. */
export async function measureAnswers(context: MeasurementContext): Promise<ResultTable[]> {
  const measured: { size: number; measurement: AskMeasurement }[] = []
  for (const size of context.sizes) {
    const folder = await context.company(size)
    context.note(`answers on ${size.toLocaleString('en')} rows`)
    measured.push({ size, measurement: await runWorker('askQuestions', { folder, rounds, patience }) })
  }
  const biggest = measured.at(-1)
  return [bySize(measured), ...(biggest === undefined ? [] : [byQuestion(biggest.size, biggest.measurement)])]
}

function bySize(measured: readonly { size: number; measurement: AskMeasurement }[]): ResultTable {
  return {
    id: 'answers',
    title: 'Answering a question',
    notes: [
      `12 questions, two of each intent, up to ${rounds} rounds after 2 to warm up (fewer when they take longer than ${patience / 1000} s), in one process; each is a conversation of its own and is kept on disk with its events, as in service.`,
      'Alternative 1, bare SQL: the statements that the answer ran, with the values bound to them, prepared before, on a DuckDB connection without us over the same segments, right after the answer.',
      'Alternative 2, SQL by hand: the shortest query a person would write for the question, likewise; an answer runs more (the period before, shares, the top of the axis).',
      'Ratios are the geometric mean over the questions of median over median. The stages are medians over all samples; “rest” is what they do not cover: loading the conversation and manifests, settling ambiguity, follow-ups, keeping the turn and its events. “Understand alone” is the same words once more, right after.',
      'First answer: from asking to answering in a process that has its code loaded but no company.',
    ],
    columns: [
      { key: 'rows', label: 'Rows', unit: 'count' },
      { key: 'p50', label: 'p50', unit: 'milliseconds' },
      { key: 'p95', label: 'p95', unit: 'milliseconds' },
      { key: 'understand', label: 'Understand', unit: 'milliseconds' },
      { key: 'query', label: 'Query', unit: 'milliseconds' },
      { key: 'analyze', label: 'Analyze', unit: 'milliseconds' },
      { key: 'narrate', label: 'Narrate', unit: 'milliseconds' },
      { key: 'rest', label: 'Rest', unit: 'milliseconds' },
      { key: 'understandAlone', label: 'Understand alone', unit: 'milliseconds' },
      { key: 'bareSql', label: 'Bare SQL', unit: 'milliseconds' },
      { key: 'bareRatio', label: 'Answer / bare SQL', unit: 'ratio' },
      { key: 'handSql', label: 'By hand', unit: 'milliseconds' },
      { key: 'handRatio', label: 'Answer / by hand', unit: 'ratio' },
      { key: 'first', label: 'First answer', unit: 'milliseconds' },
      { key: 'peakMegabytes', label: 'Peak', unit: 'megabytes' },
    ],
    rows: measured.map(({ size, measurement }) => {
      const { questions } = measurement
      const all = questions.flatMap(({ samples }) => samples)
      const part = (key: keyof AskSample) => median(all.map((sample) => sample[key]))
      const ratioTo = (key: keyof AskSample) =>
        geometricMean(questions.flatMap(({ samples, kind }) => (kind === 'answer' ? [ratioOf(samples, key)] : [])))
      return {
        rows: size,
        p50: part('total'),
        p95: percentile(
          all.map(({ total }) => total),
          0.95,
        ),
        understand: part('understand'),
        query: part('query'),
        analyze: part('analyze'),
        narrate: part('narrate'),
        rest: part('rest'),
        understandAlone: part('understandAlone'),
        bareSql: part('bareSql'),
        bareRatio: ratioTo('bareSql'),
        handSql: part('handSql'),
        handRatio: ratioTo('handSql'),
        first: measurement.firstAnswerMilliseconds,
        peakMegabytes: measurement.peakMegabytes,
      }
    }),
  }
}

function byQuestion(size: number, { questions }: AskMeasurement): ResultTable {
  const trouble = questions.filter(({ kind, intent, understoodAs }) => kind !== 'answer' || intent !== understoodAs)
  return {
    id: 'answers_by_question',
    title: `Answering, question by question, on ${size.toLocaleString('en')} rows`,
    notes: [
      'Medians. “Same figure”: whether the figure of the SQL by hand is one of the answer’s.',
      ...trouble.map(
        ({ text, kind, intent, understoodAs }) =>
          `“${text}” was meant as ${intent}: the ${kind} was of ${understoodAs}.`,
      ),
    ],
    columns: [
      { key: 'intent', label: 'Intent', unit: 'text' },
      { key: 'text', label: 'Question', unit: 'text' },
      { key: 'kind', label: 'Kind', unit: 'text' },
      { key: 'agrees', label: 'Same figure', unit: 'text' },
      { key: 'total', label: 'Answer', unit: 'milliseconds' },
      { key: 'query', label: 'Query', unit: 'milliseconds' },
      { key: 'rest', label: 'Rest', unit: 'milliseconds' },
      { key: 'statements', label: 'Statements', unit: 'count' },
      { key: 'bareSql', label: 'Bare SQL', unit: 'milliseconds' },
      { key: 'bareRatio', label: 'Ratio', unit: 'ratio' },
      { key: 'handSql', label: 'By hand', unit: 'milliseconds' },
      { key: 'handRatio', label: 'Ratio', unit: 'ratio' },
    ],
    rows: questions.map(({ intent, text, kind, agrees, statements, samples }) => ({
      intent,
      text,
      kind,
      agrees: agrees ? 'yes' : 'no',
      total: median(samples.map(({ total }) => total)),
      query: median(samples.map(({ query }) => query)),
      rest: median(samples.map(({ rest }) => rest)),
      statements,
      bareSql: median(samples.map(({ bareSql }) => bareSql)),
      bareRatio: ratioOf(samples, 'bareSql'),
      handSql: median(samples.map(({ handSql }) => handSql)),
      handRatio: ratioOf(samples, 'handSql'),
    })),
  }
}

function ratioOf(samples: readonly AskSample[], key: keyof AskSample): number {
  return median(samples.map(({ total }) => total)) / median(samples.map((sample) => sample[key]))
}
