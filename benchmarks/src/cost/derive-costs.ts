import type { CountedRequests } from '../aws/count-requests.ts'
import type { RequestUnits } from '../aws/request-units.ts'
import { type Activity, assumptions } from './activity.ts'
import { type Prices, priceOf } from './prices.ts'

/** What one thing costs in a month. */
export interface Driver {
  readonly name: string
  readonly dollars: number
  /** How much of it, in words. */
  readonly amount: string
}

export interface MeasuredWork extends CountedRequests {
  /** Megabytes of memory by function, from the table they are deployed by. */
  readonly memory: Readonly<Record<string, number>>
}

const gigabyte = 1e9

/** A month of one company, without its share of what all companies share. */
export function tenantCosts(work: MeasuredWork, activity: Activity, prices: Prices): Driver[] {
  const driver = driverOf(prices)
  const { questionsFromFigures, questionsFromRows, otherRequests, uploads, people } = activity
  const questions = questionsFromFigures + questionsFromRows
  const sum = (of: (units: RequestUnits) => number) =>
    questionsFromFigures * of(work.questionFromFigures) +
    questionsFromRows * of(work.questionFromRows) +
    questions * of(work.questionEvents) +
    uploads * (of(work.laterUpload) + of(work.laterUploadEvents))
  const rounds = (of: (units: RequestUnits) => number) =>
    assumptions.timerRounds * of(work.timerRound) + assumptions.sweepRounds * of(work.sweepRound)
  const requests = questions + otherRequests + uploads
  const events = sum((units) => units.events)
  const messages = sum((units) => units.messages)
  const ownTables = (units: RequestUnits) => units.tables.filter((name) => name.startsWith('tenant-')).length
  const keyRequests =
    assumptions.timerRounds * ownTables(work.timerRound) +
    assumptions.sweepRounds * ownTables(work.sweepRound) +
    (questions > 0 ? (assumptions.activeMinutes / 5) * 2 : 0)
  return [
    driver(
      'Rounds of the timer and the sweep, reads',
      'dynamodb.read',
      rounds(({ readUnits }) => readUnits),
    ),
    driver('Table keys', 'kms.request', keyRequests * assumptions.keyRequestsPerTableAndRound),
    driver(
      'Items read',
      'dynamodb.read',
      sum(({ readUnits }) => readUnits) + otherRequests * assumptions.otherRequestReadUnits,
    ),
    driver(
      'Items written',
      'dynamodb.write',
      sum(({ writeUnits }) => writeUnits),
    ),
    driver('Items stored', 'dynamodb.storage', work.storedItemBytes / gigabyte),
    driver('Items recoverable', 'dynamodb.recovery', work.storedItemBytes / gigabyte),
    driver(
      'Objects read',
      's3.read',
      sum(({ objectReads }) => objectReads),
    ),
    driver(
      'Objects written',
      's3.write',
      sum(({ objectWrites }) => objectWrites),
    ),
    driver('Objects stored', 's3.storage', work.storedObjectBytes / gigabyte),
    driver('Requests through the gateway', 'api.request', requests),
    driver('Requests through the firewall', 'firewall.request', requests),
    driver('Invocations', 'lambda.request', requests + 2 * events + messages),
    driver('Functions at work', 'lambda.second', functionSeconds(work, activity, events, messages)),
    driver('Events', 'events.put', events),
    // EventBridge sends each, a function receives and deletes it.
    driver('Messages', 'sqs.request', 3 * messages + sum(({ sentMessages }) => sentMessages)),
    driver('Logs', 'cloudwatch.logs', (requests + events + messages) * assumptions.logGigabytesPerRequest),
    driver('Traces', 'xray.trace', requests * assumptions.tracedShare),
    driver('People who sign in', 'cognito.user', people),
  ]
}

/** GB-seconds. */
function functionSeconds(work: MeasuredWork, activity: Activity, events: number, messages: number): number {
  const { questionsFromFigures, questionsFromRows, otherRequests, uploads } = activity
  const gigabytes = (name: string) => (work.memory[name] ?? Number.NaN) / 1024
  const cold = (questionsFromFigures + questionsFromRows + otherRequests) * assumptions.coldStartShare
  const chatSeconds =
    questionsFromFigures * work.questionFromFigures.seconds +
    questionsFromRows * work.questionFromRows.seconds +
    otherRequests * assumptions.otherRequestSeconds +
    cold * assumptions.coldStartSeconds
  return (
    chatSeconds * gigabytes('chat-handler') +
    uploads * work.laterUpload.seconds * gigabytes('metrics-handler') +
    events * assumptions.publisherSeconds * gigabytes('event-publisher') +
    (messages * assumptions.workerSeconds + uploads * work.laterUploadEvents.seconds) * gigabytes('insights-worker')
  )
}

/** A month of what is there for all companies, however many. `timerSeconds`: of one company in one round. */
export function sharedCosts(work: MeasuredWork, tenants: number, prices: Prices): Driver[] {
  const driver = driverOf(prices)
  const { timerRounds, sweepRounds, resumeRounds } = assumptions
  const gigabytes = (name: string) => (work.memory[name] ?? Number.NaN) / 1024
  // Eight companies at once; a start-up in each round, for the function sleeps in between.
  const roundSeconds = (units: RequestUnits) => assumptions.coldStartSeconds + (tenants * units.milliseconds) / 1000 / 8
  const seconds =
    timerRounds * roundSeconds(work.timerRound) * gigabytes('session-timer') +
    sweepRounds * roundSeconds(work.sweepRound) * gigabytes('event-publisher') +
    resumeRounds * assumptions.coldStartSeconds * gigabytes('tenant-onboard')
  // The list of companies is read in every round: about a quarter of a kilobyte each, 4 KB a unit, read twice.
  const registryUnits = (timerRounds + sweepRounds + resumeRounds) * Math.max(1, tenants / 16) * 2
  return [
    driver('Schedules at work', 'lambda.second', seconds),
    driver('Invocations by schedules', 'lambda.request', timerRounds + sweepRounds + resumeRounds),
    driver('The registry, read in every round', 'dynamodb.read', registryUnits),
    driver('Waiting at queues', 'sqs.request', assumptions.queues * assumptions.receivesPerQueue),
    driver('Alarms', 'cloudwatch.alarm', assumptions.alarms),
    driver('Dashboards', 'cloudwatch.dashboard', assumptions.dashboards),
    driver('Keys', 'kms.key', assumptions.keys),
    driver('Secrets', 'secrets.secret', assumptions.secrets),
    driver('Firewall', 'firewall.acl', 1),
    driver('Rules of the firewall', 'firewall.rule', assumptions.firewallRules),
  ]
}

/** One question on its own, once a process runs: everything it causes, its events included. */
export function questionCosts(work: MeasuredWork, from: 'figures' | 'rows', prices: Prices): Driver[] {
  const driver = driverOf(prices)
  const own = from === 'figures' ? work.questionFromFigures : work.questionFromRows
  const after = work.questionEvents
  const gigabytes = (name: string) => (work.memory[name] ?? Number.NaN) / 1024
  const eventSeconds =
    after.events * assumptions.publisherSeconds * gigabytes('event-publisher') +
    after.messages * assumptions.workerSeconds * gigabytes('insights-worker')
  return [
    driver('Items read', 'dynamodb.read', own.readUnits + after.readUnits),
    driver('Items written', 'dynamodb.write', own.writeUnits + after.writeUnits),
    driver('Objects read', 's3.read', own.objectReads + after.objectReads),
    driver('Objects written', 's3.write', own.objectWrites + after.objectWrites),
    driver('Gateway', 'api.request', 1),
    driver('Firewall', 'firewall.request', 1),
    driver('Invocations', 'lambda.request', 1 + after.events + after.messages),
    driver('The answer', 'lambda.second', own.seconds * gigabytes('chat-handler')),
    driver('Functions that handle its events', 'lambda.second', eventSeconds),
    driver('Events', 'events.put', after.events),
    driver('Messages', 'sqs.request', 3 * after.messages),
    driver('Logs', 'cloudwatch.logs', (1 + after.events + after.messages) * assumptions.logGigabytesPerRequest),
  ]
}

export function totalOf(drivers: readonly Driver[]): number {
  return drivers.reduce((sum, { dollars }) => sum + dollars, 0)
}

function driverOf(prices: Prices) {
  return (name: string, what: string, amount: number): Driver => ({
    name,
    dollars: priceOf(prices, what, amount),
    amount: `${amount.toLocaleString('en', { maximumSignificantDigits: 3 })} ${prices.prices[what]?.unit ?? ''}`,
  })
}
