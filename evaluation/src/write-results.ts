import { writeFile } from 'node:fs/promises'
import { renderReport } from './render.ts'
import type { Report } from './report.ts'

const resultsFile = new URL('../RESULTS.md', import.meta.url)

/** Records a report under a day in RESULTS.md, in place of the one before. */
export async function writeResults(report: Report, date: string): Promise<void> {
  const { questions } = report.all.overall
  const text = `# Results

${date}, \`npx salestalk evaluate\`: ${questions} labelled questions and ${report.all.time.expressions} time expressions. The companies' files are taken in
through the product's own ingest with the model it proposes.

\`\`\`text
${renderReport({ ...report, failures: [] }).trimEnd()}
\`\`\`

- *exact*: the right verdict and, of answers, every labelled slot right; the share is that of the questions in *scope*, which may be answered.
- *wrong*: answered otherwise than labelled. *over*: answered where it had to be declined. Both together are *wrong and confident*, counted
  over all questions. *asked* and *refused*: not answered though it could be, or declined for another reason than the labelled one.
- *held out*: questions that are counted but never shown, so that nobody tunes to them; theirs are the figures to trust.
- *components*: the share of right values over answers whose label speaks of them.
- *calibration error*: the mean distance between stated confidence and truth over the bands shown. *coverage at risk*: the largest share of all
  questions that can be answered, most confident first, with at most that share of the answers wrong.
- Misspelled words: neighboring keys, swapped, left out and doubled letters in words of four letters or more, also in names; single questions
  in scope only.

The thresholds are in \`thresholds.json\`; a check fails below them. The labels and the vocabulary were written within one project: questions
from outside will do worse.
`
  await writeFile(resultsFile, text)
}
