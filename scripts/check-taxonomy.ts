// Loads the default vocabulary as the service does and reports what would stop it, and what is doubtful.
import { fileURLToPath } from 'node:url'
import {
  describeProblem,
  findDoubtfulEntries,
  loadTaxonomy,
  TaxonomyError,
} from '../packages/engine/src/taxonomy/index.ts'
import { readTaxonomyFiles } from '../packages/service/src/taxonomy-files.ts'

const folder = fileURLToPath(new URL('../taxonomy/default', import.meta.url))

async function check(): Promise<readonly string[]> {
  try {
    const taxonomy = loadTaxonomy(await readTaxonomyFiles(folder))
    const doubtful = findDoubtfulEntries(taxonomy)
    const { intents, subjects, metrics, dimensions } = taxonomy
    console.log(
      `${intents.length} intents, ${subjects.length} subjects, ${metrics.length} metrics, ${dimensions.length} dimensions.`,
    )
    return doubtful.map(describeProblem)
  } catch (error) {
    if (error instanceof TaxonomyError) return error.problems.map(describeProblem)
    throw error
  }
}

const problems = await check()
for (const problem of problems) console.error(problem)
process.exitCode = problems.length > 0 ? 1 : 0
