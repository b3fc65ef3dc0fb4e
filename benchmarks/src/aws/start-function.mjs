// Stands for the Lambda runtime: loads one bundled handler in this fresh process, calls it, and prints when what was done.
//   node start-function.mjs <handler file> '<JSON array of events>'
// Times are milliseconds since the process began.
import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

// Functions find out by this that they run in Lambda.
globalThis.awslambda = { streamifyResponse: (work) => work }

const started = performance.now()
const [file, events] = process.argv.slice(2)
const { handler } = await import(pathToFileURL(file).href)
const loaded = performance.now()
const answered = []
const busy = []
let last = null
for (const event of JSON.parse(events)) {
  last = await handler(event, {})
  answered.push(performance.now())
  busy.push(process.cpuUsage())
}
const maps = '/proc/self/maps'
const duckDb = existsSync(maps) && readFileSync(maps, 'utf8').includes('libduckdb')
const status = typeof last === 'object' && last !== null && 'statusCode' in last ? last.statusCode : 200
const body = typeof last?.body === 'string' ? last.body : ''
// Of all threads; unlike the time it took, it does not depend on who else is at work here.
const cpu = busy.map(({ user, system }) => (user + system) / 1000)
const megabytes = process.memoryUsage.rss() / 1_000_000
process.stdout.write(JSON.stringify({ started, loaded, answered, cpu, status, body, duckDb, megabytes }), () =>
  process.exit(0),
)
