/**
 * Moves the aliases of a release to their new versions, a share at a time, and back at once when an alarm fires.
 *
 * `lambda`: `alias(function, alias)` -> `{ version, weights }` and `setAlias(function, alias, { version, weights })`, where `weights` maps a
 * version to its share from 0 to 1. `alarms`: `states(names)` -> `{ name: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' }`. `sleep(seconds)`.
 */

/** The release went back to what was live before; `alarms` says why. */
export class RolledBackError extends Error {
  constructor(reason, alarms, cause) {
    super(`The release was rolled back: ${reason}`, { cause })
    this.name = 'RolledBackError'
    this.alarms = alarms
  }
}

/** The release could not begin; nothing was changed. */
export class NotReleasedError extends Error {
  constructor(message) {
    super(message)
    this.name = 'NotReleasedError'
  }
}

/** What is live, to go back to: `[{ name, alias, version }]`. A share that an interrupted release left over is not part of it. */
export async function liveVersions(functions, { lambda }) {
  const current = await Promise.all(functions.map(({ name, alias }) => lambda.alias(name, alias)))
  return functions.map(({ name, alias }, index) => ({ name, alias, version: current[index].version }))
}

/**
 * `plan`: `functions` `[{ name, alias, version, alarm }]`, `alarms` of the whole, `steps` in percent, `secondsPerStep`, `pollSeconds`.
 * Resolves to what was live before. Throws NotReleasedError when nothing was changed, RolledBackError when all is as before.
 */
export async function shiftAliases(plan, tools) {
  const { log = () => undefined, record = async () => undefined } = tools
  const before = await liveVersions(plan.functions, tools)
  const versionBefore = new Map(before.map(({ name, version }) => [name, version]))
  const moving = plan.functions.filter(({ name, version }) => versionBefore.get(name) !== version)
  if (moving.length === 0) {
    log('Every function is live in this version already.')
    return before
  }
  const watched = [...plan.alarms, ...moving.map(({ alarm }) => alarm)].filter((name) => name !== null)
  await assertQuiet(watched, tools)
  // Kept outside before anything moves: whoever finds this process killed goes back from here.
  await record(before)

  try {
    for (const percent of plan.steps) {
      log(`${percent} % of the calls go to the new versions.`)
      const weighted = ({ name, version }) => ({
        version: versionBefore.get(name),
        weights: { [version]: percent / 100 },
      })
      await setAll(moving, weighted, tools)
      await watch(watched, plan, tools)
    }
    log('All calls go to the new versions.')
    await setAll(moving, ({ version }) => ({ version, weights: {} }), tools)
    await watch(watched, plan, tools)
  } catch (error) {
    log(`Going back: ${error.message}`)
    await restoreVersions(
      before.filter(({ name }) => moving.some((candidate) => candidate.name === name)),
      tools,
    )
    throw new RolledBackError(error.message, error.alarms ?? [], error)
  }
  return before
}

/** Makes the given versions live at once. Every function is tried, whatever becomes of the others; each up to three times. */
export async function restoreVersions(versions, { lambda, sleep, log = () => undefined }) {
  const failures = []
  for (const { name, alias, version } of versions) {
    const error = await restoreOne({ name, alias, version }, lambda, sleep)
    if (error === null) log(`${name}: version ${version} is live.`)
    else failures.push(`${name} (${error.message})`)
  }
  if (failures.length > 0) {
    const names = failures.join(', ')
    throw new Error(`These functions could not be put back, do it by hand (docs/guides/rollback.md): ${names}`)
  }
}

/** Null when it is done, else the last error. */
async function restoreOne({ name, alias, version }, lambda, sleep) {
  for (let attempt = 1; ; attempt++) {
    try {
      await lambda.setAlias(name, alias, { version, weights: {} })
      return null
    } catch (error) {
      if (attempt === 3) return error
      await sleep(attempt)
    }
  }
}

async function setAll(functions, settingOf, { lambda }) {
  for (const entry of functions) await lambda.setAlias(entry.name, entry.alias, settingOf(entry))
}

/** An alarm that fires already says nothing about the release, and one that does not exist would never stop it. */
async function assertQuiet(names, { alarms }) {
  const states = await alarms.states(names)
  const missing = names.filter((name) => states[name] === undefined)
  if (missing.length > 0)
    throw new NotReleasedError(`These alarms do not exist, so nothing would stop a bad release: ${missing.join(', ')}`)
  const firing = names.filter((name) => states[name] === 'ALARM')
  if (firing.length > 0) throw new NotReleasedError(`These alarms fire already; mend that first: ${firing.join(', ')}`)
}

async function watch(names, { secondsPerStep, pollSeconds }, { alarms, sleep }) {
  for (let waited = 0; waited < secondsPerStep; waited += pollSeconds) {
    await sleep(Math.min(pollSeconds, secondsPerStep - waited))
    const states = await alarms.states(names)
    const firing = names.filter((name) => states[name] !== 'OK' && states[name] !== 'INSUFFICIENT_DATA')
    if (firing.length > 0) throw Object.assign(new Error(`alarm ${firing.join(', ')}`), { alarms: firing })
  }
}
