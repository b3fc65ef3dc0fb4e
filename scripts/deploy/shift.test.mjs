import { describe, expect, it } from 'vitest'
import { alarmsOf, lambdaOf } from './aws-tools.mjs'
import { liveVersions, NotReleasedError, RolledBackError, restoreVersions, shiftAliases } from './shift.mjs'

/** An account with two functions in version 1, a clock that only sleeping moves, and alarms that fire when the test says so. */
function account({
  fires = () => false,
  refuses = () => false,
  known = ['chat-release', 'worker-release', 'api-errors'],
} = {}) {
  const live = { chat: { version: '1', weights: {} }, worker: { version: '1', weights: {} } }
  const history = []
  let seconds = 0
  return {
    live,
    history,
    now: () => seconds,
    lambda: {
      alias: async (name) => live[name],
      setAlias: async (name, _alias, setting) => {
        if (refuses({ name, setting, seconds })) throw new Error('Lambda is busy')
        live[name] = setting
        const share = Object.values(setting.weights)[0]
        history.push(
          `${seconds} s: ${name} ${setting.version}${share === undefined ? '' : ` and ${share * 100} % new`}`,
        )
      },
    },
    alarms: {
      states: async (names) =>
        Object.fromEntries(
          names
            .filter((name) => known.includes(name))
            .map((name) => [name, fires({ name, live, seconds }) ? 'ALARM' : 'OK']),
        ),
    },
    sleep: async (duration) => {
      seconds += duration
    },
  }
}

const plan = {
  functions: [
    { name: 'chat', alias: 'live', version: '2', alarm: 'chat-release' },
    { name: 'worker', alias: 'live', version: '2', alarm: 'worker-release' },
  ],
  alarms: ['api-errors'],
  steps: [10, 50],
  secondsPerStep: 300,
  pollSeconds: 15,
}

const before = { chat: { version: '1', weights: {} }, worker: { version: '1', weights: {} } }

describe('shifting the aliases of a release', () => {
  it('moves all functions at once without steps, and goes back all the same', async () => {
    const tools = account()
    await shiftAliases({ ...plan, steps: [] }, tools)
    expect(tools.history).toEqual(['0 s: chat 2', '0 s: worker 2'])
    const failing = account({ fires: ({ name, seconds }) => name === 'api-errors' && seconds >= 30 })
    await expect(shiftAliases({ ...plan, steps: [] }, failing)).rejects.toThrow(RolledBackError)
    expect(failing.live).toEqual(before)
  })

  it('moves all functions by steps and ends with the new versions alone', async () => {
    const tools = account()
    await shiftAliases(plan, tools)
    expect(tools.history).toEqual([
      '0 s: chat 1 and 10 % new',
      '0 s: worker 1 and 10 % new',
      '300 s: chat 1 and 50 % new',
      '300 s: worker 1 and 50 % new',
      '600 s: chat 2',
      '600 s: worker 2',
    ])
    // Three windows are watched: after each of the two steps, and after all calls went over.
    expect(tools.now()).toBe(900)
  })

  it('goes back within one look at the alarms when one fires at 10 %', async () => {
    const tools = account({ fires: ({ name, seconds }) => name === 'chat-release' && seconds >= 40 })
    const failure = await shiftAliases(plan, tools).catch((error) => error)
    expect(failure).toBeInstanceOf(RolledBackError)
    expect(failure.alarms).toEqual(['chat-release'])
    expect(tools.live).toEqual(before)
    // It fired in second 40; alarms are looked at every 15 seconds.
    expect(tools.history).toEqual([
      '0 s: chat 1 and 10 % new',
      '0 s: worker 1 and 10 % new',
      '45 s: chat 1',
      '45 s: worker 1',
    ])
  })

  it('goes back when an alarm fires only after all calls went over', async () => {
    const tools = account({ fires: ({ name, live }) => name === 'api-errors' && live.chat.version === '2' })
    await expect(shiftAliases(plan, tools)).rejects.toThrow('rolled back: alarm api-errors')
    expect(tools.live).toEqual(before)
    expect(tools.now()).toBe(615)
  })

  it('goes back when one function cannot be moved', async () => {
    const refuses = ({ name, setting }) => name === 'worker' && setting.weights['2'] !== undefined
    const tools = account({ refuses })
    await expect(shiftAliases(plan, tools)).rejects.toThrow('rolled back: Lambda is busy')
    expect(tools.live).toEqual(before)
  })

  it('goes back when the alarms can no longer be asked', async () => {
    const tools = account()
    const { states } = tools.alarms
    tools.alarms.states = async (names) => {
      if (tools.now() > 100) throw new Error('no answer')
      return await states(names)
    }
    await expect(shiftAliases(plan, tools)).rejects.toThrow('rolled back: no answer')
    expect(tools.live).toEqual(before)
  })

  it('goes back when an alarm is deleted while it is watched', async () => {
    const known = ['chat-release', 'worker-release', 'api-errors']
    const tools = account({ known })
    const { sleep } = tools
    tools.sleep = async (duration) => {
      await sleep(duration)
      if (tools.now() === 60) known.splice(0, 1)
    }
    await expect(shiftAliases(plan, tools)).rejects.toThrow('alarm chat-release')
    expect(tools.live).toEqual(before)
  })

  it('does not begin while an alarm fires, nor when one does not exist', async () => {
    const firing = account({ fires: ({ name }) => name === 'api-errors' })
    await expect(shiftAliases(plan, firing)).rejects.toThrow(NotReleasedError)
    const unknown = account({ known: ['api-errors', 'chat-release'] })
    await expect(shiftAliases(plan, unknown)).rejects.toThrow(
      'do not exist, so nothing would stop a bad release: worker-release',
    )
    expect([...firing.history, ...unknown.history]).toEqual([])
  })

  it('leaves functions alone that are live in this version already', async () => {
    const tools = account({ known: ['chat-release', 'api-errors'] })
    const [chat, worker] = plan.functions
    await shiftAliases({ ...plan, functions: [chat, { ...worker, version: '1' }] }, tools)
    expect(tools.history.some((line) => line.includes('worker'))).toBe(false)
    expect(tools.live.chat).toEqual({ version: '2', weights: {} })
  })

  it('records what was live before anything moves', async () => {
    const tools = account()
    let recorded = null
    await shiftAliases(plan, {
      ...tools,
      record: async (versions) => (recorded = { versions, moves: tools.history.length }),
    })
    expect(recorded).toEqual({
      versions: [
        { name: 'chat', alias: 'live', version: '1' },
        { name: 'worker', alias: 'live', version: '1' },
      ],
      moves: 0,
    })
  })
})

describe('going back by hand', () => {
  it('restores the recorded versions of an interrupted release', async () => {
    const tools = account()
    const recorded = await liveVersions(plan.functions, tools)
    tools.live.chat = { version: '1', weights: { 2: 0.5 } }
    tools.live.worker = { version: '2', weights: {} }
    await restoreVersions(recorded, tools)
    expect(tools.live).toEqual(before)
  })

  it('tries again, goes on with the others, and names what could not be put back', async () => {
    const tools = account({ refuses: ({ name }) => name === 'chat' })
    tools.live.worker = { version: '2', weights: {} }
    const versions = [
      { name: 'chat', alias: 'live', version: '1' },
      { name: 'worker', alias: 'live', version: '1' },
    ]
    await expect(restoreVersions(versions, tools)).rejects.toThrow(
      'by hand (docs/guides/rollback.md): chat (Lambda is busy)',
    )
    expect(tools.live.worker.version).toBe('1')
    expect(tools.now()).toBe(3)
  })
})

describe('the services of AWS', () => {
  class Command {
    constructor(input) {
      this.input = input
    }
  }

  it('send empty weights, without which Lambda would keep the share', async () => {
    const sent = []
    const client = { send: async ({ input }) => void sent.push(input) }
    const lambda = lambdaOf(client, { GetAliasCommand: Command, UpdateAliasCommand: Command })
    await lambda.setAlias('chat', 'live', { version: '2', weights: {} })
    expect(sent).toEqual([
      { FunctionName: 'chat', Name: 'live', FunctionVersion: '2', RoutingConfig: { AdditionalVersionWeights: {} } },
    ])
  })

  it('read aliases with and without a share', async () => {
    const answers = [
      { FunctionVersion: '1' },
      { FunctionVersion: '1', RoutingConfig: { AdditionalVersionWeights: { 2: 0.1 } } },
    ]
    const lambda = lambdaOf(
      { send: async () => answers.shift() },
      { GetAliasCommand: Command, UpdateAliasCommand: Command },
    )
    expect(await lambda.alias('chat', 'live')).toEqual({ version: '1', weights: {} })
    expect(await lambda.alias('chat', 'live')).toEqual({ version: '1', weights: { 2: 0.1 } })
  })

  it('ask for no more than 100 alarms at once', async () => {
    const sizes = []
    const send = async ({ input: { AlarmNames } }) => {
      sizes.push(AlarmNames.length)
      return { MetricAlarms: AlarmNames.map((AlarmName) => ({ AlarmName, StateValue: 'OK' })) }
    }
    const names = Array.from({ length: 130 }, (_, index) => `alarm-${index}`)
    const states = await alarmsOf({ send }, { DescribeAlarmsCommand: Command }).states(names)
    expect([sizes, Object.keys(states).length]).toEqual([[100, 30], 130])
  })
})
