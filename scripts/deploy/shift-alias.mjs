// Makes the versions of a release live, step by step, and goes back by itself when an alarm fires.
//   terraform output -json release > release.json
//   node scripts/deploy/shift-alias.mjs shift release.json --record previous.json [--steps 10,50] [--seconds 300]
//     `--steps none` lets all calls over at once: for aliases that keep runs warm, which cannot be shared between two versions
//   node scripts/deploy/shift-alias.mjs restore previous.json      back to what was live before, at once
// Exits 0 when the new versions are live, 1 when everything is as before, 2 on bad usage.
import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { alarmTools, lambdaTools } from './aws-tools.mjs'
import { restoreVersions, shiftAliases } from './shift.mjs'

const options = {
  record: { type: 'string', default: 'previous-versions.json' },
  steps: { type: 'string', default: '10,50' },
  seconds: { type: 'string', default: '300' },
}

function usage(message) {
  console.error(
    `${message}\nUsage: shift-alias.mjs shift RELEASE.json [--record FILE] [--steps 10,50|none] [--seconds 300] | restore PREVIOUS.json`,
  )
  process.exit(2)
}

function readArguments() {
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options })
    const steps = values.steps === 'none' ? [] : values.steps.split(',').map(Number)
    const rising = steps.every((step, index) => step > (steps[index - 1] ?? 0) && step < 100)
    if (!rising) usage('The steps are percentages that grow, each between 0 and 100.')
    if (!(Number(values.seconds) > 0)) usage('Each step is watched for some seconds.')
    return {
      command: positionals[0],
      file: positionals[1],
      record: values.record,
      steps,
      seconds: Number(values.seconds),
    }
  } catch (error) {
    return usage(error.message)
  }
}

const { command, file, record, steps, seconds } = readArguments()
if (!['shift', 'restore'].includes(command) || file === undefined) usage('Say what to do with which file.')
const log = (line) => console.log(`${new Date().toISOString()} ${line}`)
const sleep = (duration) => wait(duration * 1000)
try {
  const content = JSON.parse(readFileSync(file, 'utf8'))
  const lambda = await lambdaTools()
  if (command === 'restore') {
    await restoreVersions(content, { lambda, sleep, log })
  } else {
    const plan = {
      functions: Object.values(content.functions),
      alarms: content.alarms,
      steps,
      secondsPerStep: seconds,
      pollSeconds: 15,
    }
    const keep = async (before) => writeFileSync(record, `${JSON.stringify(before, null, 2)}\n`)
    await shiftAliases(plan, { lambda, alarms: await alarmTools(), sleep, log, record: keep })
  }
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
