import { readFile, writeFile } from 'node:fs/promises'
import { readSets } from './sets.ts'
import { collectExamples, type Example } from './training/examples.ts'
import { confidenceExamples, fitConfidence } from './training/fit-confidence.ts'
import { fitIntents, intentExamples } from './training/fit-intents.ts'
import { measureConfidence, measureIntents } from './training/measure.ts'

const weightsFolder = new URL('../../taxonomy/default/weights/', import.meta.url)

const usage = `Usage: tsx evaluation/src/train.ts [--check | --measure]
  Fits the weights of the intent classifier and of confidence to the development questions and writes them.
  --check      fits and compares with the weights that are there; exit 1 when they differ
  --measure    shows by cross-validation what the weights are worth, and writes nothing
`

/** Exit 0 when the weights are written or agree, 1 when they differ, 2 on bad usage. */
async function main(): Promise<number> {
  const words = process.argv.slice(2)
  if (words.some((word) => word !== '--check' && word !== '--measure') || words.length > 1) {
    process.stderr.write(usage)
    return 2
  }
  const examples = await collectExamples(await readSets())
  if (words[0] === '--measure') return showMeasures(examples)
  const files = fitAll(examples)
  if (words[0] === '--check') return await check(files)
  for (const [name, text] of Object.entries(files)) await writeFile(new URL(name, weightsFolder), text)
  process.stdout.write(`Fitted to ${examples.length} readings of development questions.\n`)
  return 0
}

function fitAll(examples: readonly Example[]): Record<string, string> {
  const confidence = fitConfidence(confidenceExamples(examples))
  return {
    'intents.json': textOf(fitIntents(intentExamples(examples))),
    'confidence.json': `${JSON.stringify(confidence, null, 2)}\n`,
  }
}

/** One feature a line: a change of few is a change of few lines. */
function textOf({ intents, bias, features }: ReturnType<typeof fitIntents>): string {
  const lines = Object.entries(features).map(([name, pairs]) => `    ${JSON.stringify(name)}: ${JSON.stringify(pairs)}`)
  return `{\n  "intents": ${JSON.stringify(intents)},\n  "bias": ${JSON.stringify(bias)},\n  "features": {\n${lines.join(',\n')}\n  }\n}\n`
}

async function check(files: Record<string, string>): Promise<number> {
  const differing: string[] = []
  for (const [name, text] of Object.entries(files)) {
    if ((await readFile(new URL(name, weightsFolder), 'utf8')) !== text) differing.push(name)
  }
  if (differing.length === 0) return 0
  process.stderr.write(
    `Fitted anew, ${differing.join(' and ')} come out otherwise: run npm run train and commit them.\n`,
  )
  return 1
}

function showMeasures(examples: readonly Example[]): number {
  const measures = { intents: measureIntents(examples), confidence: measureConfidence(confidenceExamples(examples)) }
  process.stdout.write(`${JSON.stringify(measures, null, 2)}\n`)
  return 0
}

process.exitCode = await main()
