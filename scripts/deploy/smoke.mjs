// Whether a release works, before and after the calls go over.
//   node scripts/deploy/smoke.mjs versions release.json    calls the new versions of the functions, which nobody else sees yet
//   node scripts/deploy/smoke.mjs api outputs.json         asks the API as everybody sees it
//   node scripts/deploy/smoke.mjs web outputs.json         asks the web app, and the API on its host
import { readFileSync } from 'node:fs'
import { harmlessCalls, problemsOfApi, problemsOfVersion, problemsOfWeb } from './smoke-checks.mjs'

const [what, file] = process.argv.slice(2)

const checks = {
  versions: { says: 'The new versions answer as they should.', run: tryVersions },
  api: { says: 'The API answers as it should.', run: ({ api_url: { value } }) => problemsOfApi(value, fetch) },
  web: { says: 'The web app answers as it should.', run: ({ web_url: { value } }) => problemsOfWeb(value, fetch) },
}
const check = checks[what]
if (check === undefined || file === undefined) {
  console.error('Usage: smoke.mjs versions RELEASE.json | api OUTPUTS.json | web OUTPUTS.json')
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
  const problems = await check.run(JSON.parse(readFileSync(file, 'utf8')))
  for (const problem of problems) console.error(problem)
  if (problems.length === 0) console.log(check.says)
  process.exit(problems.length === 0 ? 0 : 1)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
