// Puts the built web app where the content network reads it: node scripts/deploy/publish-web.mjs outputs.json packages/web/dist
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { publishingSteps } from './web-steps.mjs'

const [file, folder] = process.argv.slice(2)
if (file === undefined || folder === undefined) {
  console.error('Usage: publish-web.mjs OUTPUTS.json FOLDER')
  process.exit(2)
}
const outputs = JSON.parse(readFileSync(file, 'utf8'))
for (const step of publishingSteps(outputs.web_bucket.value, outputs.web_distribution_id.value, folder)) {
  const { status, error } = spawnSync('aws', step, { stdio: 'inherit' })
  if (status !== 0) {
    console.error(`aws ${step.slice(0, 2).join(' ')} failed${error === undefined ? '' : `: ${error.message}`}`)
    process.exit(1)
  }
}
