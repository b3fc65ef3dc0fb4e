/** The two AWS services a release needs, in the words of shift.mjs. Credentials and region come from the environment. */

export async function lambdaTools() {
  const { GetAliasCommand, LambdaClient, UpdateAliasCommand } = await import('@aws-sdk/client-lambda')
  return lambdaOf(new LambdaClient({ maxAttempts: 5 }), { GetAliasCommand, UpdateAliasCommand })
}

/** Over any client with these commands. */
export function lambdaOf(client, { GetAliasCommand, UpdateAliasCommand }) {
  return {
    async alias(functionName, name) {
      const { FunctionVersion, RoutingConfig } = await client.send(
        new GetAliasCommand({ FunctionName: functionName, Name: name }),
      )
      return { version: FunctionVersion, weights: RoutingConfig?.AdditionalVersionWeights ?? {} }
    },
    async setAlias(functionName, name, { version, weights }) {
      // Empty weights must be sent: without them Lambda keeps the share it has.
      const RoutingConfig = { AdditionalVersionWeights: weights }
      const input = { FunctionName: functionName, Name: name, FunctionVersion: version, RoutingConfig }
      await client.send(new UpdateAliasCommand(input))
    },
  }
}

export async function alarmTools() {
  const { CloudWatchClient, DescribeAlarmsCommand } = await import('@aws-sdk/client-cloudwatch')
  return alarmsOf(new CloudWatchClient({ maxAttempts: 5 }), { DescribeAlarmsCommand })
}

// As many as one request may name.
const ALARMS_PER_REQUEST = 100

export function alarmsOf(client, { DescribeAlarmsCommand }) {
  return {
    async states(names) {
      const states = {}
      for (let start = 0; start < names.length; start += ALARMS_PER_REQUEST) {
        const AlarmNames = names.slice(start, start + ALARMS_PER_REQUEST)
        const { MetricAlarms = [] } = await client.send(
          new DescribeAlarmsCommand({ AlarmNames, MaxRecords: ALARMS_PER_REQUEST }),
        )
        for (const { AlarmName, StateValue } of MetricAlarms) states[AlarmName] = StateValue
      }
      return states
    },
  }
}
