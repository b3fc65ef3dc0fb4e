import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { consumerNames, consumerQueues, eventRoutes, eventTypesOf } from '../../packages/service/src/events/routing.ts'
import { blocksOf, type Infrastructure, parseFolder } from './infrastructure.ts'

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')

async function blockOf(type: string, name: string): Promise<Readonly<Record<string, unknown>>> {
  const folder = await parseFolder('infra/modules/events', new Map([['main.tf', read('infra/modules/events/main.tf')]]))
  const infrastructure: Pick<Infrastructure, 'folders'> = { folders: [folder] }
  const found = blocksOf(infrastructure as Infrastructure, 'resource', type).find((one) => one.name === name)
  if (found === undefined) throw new Error(`There is no ${type}.${name}`)
  return found.body
}

const plain = (expression: unknown) => String(expression).replace(/\s+/g, ' ')

describe('rules, queues and dead letters of Terraform', () => {
  it('are made of the one routing table', () => {
    const { consumers } = JSON.parse(read('infra/generated/event-routes.json'))
    expect(Object.keys(consumers)).toEqual(consumerNames)
    for (const name of consumerNames) {
      const { retries, visibilityTimeoutSeconds, deadLetterRetentionSeconds } = consumerQueues[name]
      expect(consumers[name]).toMatchObject({
        eventTypes: eventTypesOf(name),
        maximumReceiveCount: 1 + retries,
        visibilityTimeoutSeconds,
        deadLetterRetentionSeconds,
      })
    }
    const routed = Object.entries(eventRoutes).flatMap(([type, names]) => names.map((name) => `${type} ${name}`))
    const provisioned = consumerNames.flatMap((name) =>
      (consumers[name].eventTypes as string[]).map((type) => `${type} ${name}`),
    )
    expect(provisioned.toSorted()).toEqual(routed.toSorted())
    const platform = read('infra/modules/platform/locals.tf')
    expect(platform).toMatch(/event_routes\s+= jsondecode\(file\("\$\{var\.generated_folder\}\/event-routes\.json"\)\)/)
    expect(read('infra/modules/platform/events.tf')).toMatch(/consumers\s+= local\.event_routes\.consumers/)
  })

  it('have a rule, a queue and a dead-letter queue for each consumer, with its parameters', async () => {
    const rule = await blockOf('aws_cloudwatch_event_rule', 'consumer')
    expect(rule.for_each).toBe(`\${var.consumers}`)
    expect(plain(rule.event_pattern)).toBe(`\${jsonencode({ "detail-type" = each.value.eventTypes })}`)
    const target = await blockOf('aws_cloudwatch_event_target', 'consumer')
    expect([target.for_each, target.arn]).toEqual([`\${var.consumers}`, `\${aws_sqs_queue.consumer[each.key].arn}`])
    const queue = await blockOf('aws_sqs_queue', 'consumer')
    expect(queue).toMatchObject({
      for_each: `\${var.consumers}`,
      name: `\${local.name}-\${each.key}`,
      visibility_timeout_seconds: `\${each.value.visibilityTimeoutSeconds}`,
    })
    expect(plain(queue.redrive_policy)).toContain('maxReceiveCount = each.value.maximumReceiveCount')
    const letters = await blockOf('aws_sqs_queue', 'consumer_dead_letters')
    expect(letters).toMatchObject({
      for_each: `\${var.consumers}`,
      message_retention_seconds: `\${each.value.deadLetterRetentionSeconds}`,
    })
  })
})
