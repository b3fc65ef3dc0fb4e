// Whether a release works, before and after the calls go over.
//   node scripts/deploy/smoke.mjs versions release.json    calls the new versions of the functions, which nobody else sees yet
//   node scripts/deploy/smoke.mjs api outputs.json         asks the API as everybody sees it
import { readFileSync } from 'node:fs'
import { harmlessCalls, problemsOfApi, problemsOfVersion } from './smoke-checks.mjs'

const [what, file] = process.argv.slice(2)
if (!['versions', 'api'].includes(what) || file === undefined) {
  console.error('Usage: smoke.mjs versions RELEASE.json | api OUTPUTS.json')
  process.exit(2)
}

async function tryVersions({ functions }) {
  const { InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda')
  const client = new LambdaClient({})
  const problems = await Promise.all(
    harmlessCalls.map(async (call) => {
      const { name, version } = functions[call.name]
      const Payload = JSON.stringify(call.event)
      const answer = await client.send(new InvokeCommand({ FunctionName: name, Qualifier: version, Payload }))
      return problemsOfVersion(call, answer.FunctionError, Buffer.from(answer.Payload ?? []).toString('utf8'))
    }),
  )
  return problems.flat()
}

try {
  const content = JSON.parse(readFileSync(file, 'utf8'))
  const problems = what === 'versions' ? await tryVersions(content) : await problemsOfApi(content.api_url.value, fetch)
  for (const problem of problems) console.error(problem)
  if (problems.length === 0)
    console.log(`The ${what === 'versions' ? 'new versions answer as they' : 'API answers as it'} should.`)
  process.exit(problems.length === 0 ? 0 : 1)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
