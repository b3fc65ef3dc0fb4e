/** What is done in a month; a month has 730 hours. An upload brings a tenth of the rows that the company began with. */
export interface Activity {
  readonly name: string
  readonly questionsFromFigures: number
  readonly questionsFromRows: number
  /** Requests besides questions: pages, catalogs, histories. */
  readonly otherRequests: number
  readonly uploads: number
  readonly people: number
}

export const activities = {
  idle: { name: 'idle', questionsFromFigures: 0, questionsFromRows: 0, otherRequests: 0, uploads: 0, people: 0 },
  active: {
    name: 'active',
    questionsFromFigures: 800,
    questionsFromRows: 200,
    otherRequests: 5_000,
    uploads: 20,
    people: 10,
  },
} as const satisfies Record<string, Activity>

/** What could not be measured on an emulator, each with its reason. */
export const assumptions = {
  /** Schedules, as Terraform has them. */
  timerRounds: 730 * 12,
  sweepRounds: 730,
  resumeRounds: 730 * 12,
  /** A table's key is asked for again when its table was not used by the same principal for five minutes: with every round of the timer. */
  keyRequestsPerTableAndRound: 1,
  /** Minutes of a month in which somebody of an active company is at work: keys of both tables are renewed every five of them. */
  activeMinutes: 20 * 8 * 60,
  /** A session of a tenant lasts an hour in each process; STS is free, so only its time matters. */
  publisherSeconds: 0.05,
  workerSeconds: 0.1,
  otherRequestSeconds: 0.05,
  /** One in so many requests meets a process that must start, and takes so much longer. */
  coldStartShare: 0.02,
  coldStartSeconds: 0.8,
  /** Reads of other requests, each: who asks, the company, and a page of what is shown. */
  otherRequestReadUnits: 6,
  /** A line per request, about half a kilobyte. */
  logGigabytesPerRequest: 5e-7,
  /** Share of requests that are traced. */
  tracedShare: 0.05,
  /** Lambda keeps five receivers waiting at every queue, twenty seconds each. */
  receivesPerQueue: (730 * 3600 * 5) / 20,
  queues: 7,
  keys: 2,
  alarms: 40,
  dashboards: 1,
  secrets: 1,
  firewallRules: 3,
} as const
