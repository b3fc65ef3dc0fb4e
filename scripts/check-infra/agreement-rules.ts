import { asBody, type Finding, type Infrastructure, namedBlocks } from './infrastructure.ts'

/** What Terraform makes and what the application expects are the same. */

const functionsFile = 'infra/generated/functions.json'

export function* handlersExist({ functions, application, policies, folders }: Infrastructure): Iterable<Finding> {
  const platform = folders.find(({ path }) => path.endsWith('modules/platform'))
  const descriptions = asBody(localValue(platform, 'descriptions'))
  for (const [name, entry] of Object.entries(functions)) {
    const place = `${functionsFile}: ${name}`
    for (const handler of [entry.handler, entry.streamingHandler].filter((value) => value !== undefined)) {
      const [file = '', exported = ''] = handler.split('.')
      if (!application.exports[file]?.includes(exported)) {
        yield { place, message: `names the handler ${handler}, which the build does not have` }
      }
    }
    if (!policies.has(`${name}.json.tftpl`))
      yield { place, message: `may do nothing: infra/policies/${name}.json.tftpl is missing` }
    if (platform !== undefined && descriptions[name] === undefined) {
      yield { place, message: 'has no description in infra/modules/platform/locals.tf' }
    }
  }
}

function localValue(folder: Infrastructure['folders'][number] | undefined, name: string): unknown {
  return folder === undefined ? {} : asBody(folder.parsed.locals)[name]
}

export function* routesLeadToFunctions({ httpRoutes, functions }: Infrastructure): Iterable<Finding> {
  for (const [route, name] of Object.entries(httpRoutes)) {
    if (functions[name] === undefined) {
      yield {
        place: `infra/generated/http-routes.json: ${route}`,
        message: `is served by ${name}, which is no function`,
      }
    }
  }
}

export function* eventRoutesAgree({ eventRoutes, application }: Infrastructure): Iterable<Finding> {
  const place = 'infra/generated/event-routes.json'
  const generated = Object.entries(eventRoutes.consumers).flatMap(([consumer, { eventTypes }]) =>
    eventTypes.map((type) => `${type} -> ${consumer}`),
  )
  const table = Object.entries(application.eventRoutes).flatMap(([type, consumers]) =>
    consumers.map((consumer) => `${type} -> ${consumer}`),
  )
  for (const route of table.filter((route) => !generated.includes(route))) {
    yield { place, message: `lacks ${route} of the routing table: run npm run contracts` }
  }
  for (const route of generated.filter((route) => !table.includes(route))) {
    yield { place, message: `has ${route}, which the routing table does not have: run npm run contracts` }
  }
}

/** Lambda refuses a queue that gives a message out again while the function may still be at work on it. */
export function* workersFinishInTime({ eventRoutes, functions }: Infrastructure): Iterable<Finding> {
  const timeout = functions['insights-worker']?.timeoutSeconds ?? 0
  for (const [consumer, { visibilityTimeoutSeconds }] of Object.entries(eventRoutes.consumers)) {
    if (visibilityTimeoutSeconds < timeout) {
      const message = `hides a message for ${visibilityTimeoutSeconds} s, but insights-worker may work for ${timeout} s`
      yield { place: `infra/generated/event-routes.json: ${consumer}`, message }
    }
  }
}

export function* registryTablesAgree({ folders, application }: Infrastructure): Iterable<Finding> {
  const platform = folders.find(({ path }) => path.endsWith('modules/platform'))
  if (platform === undefined) return
  const place = platform.path
  const made = namedBlocks(platform, 'module').filter(({ body }) => String(body.source).endsWith('/tenant_table'))
  for (const table of application.registryTables) {
    const found = made.find(({ body }) => body.name === table.name)
    if (found === undefined) {
      yield { place, message: `makes no table ${table.name}` }
      continue
    }
    const wanted = table.indexes.map(
      ({ name, partitionAttribute, sortAttribute }) => `${name}(${partitionAttribute}, ${sortAttribute})`,
    )
    const indexes = Object.entries(asBody(found.body.indexes)).map(([name, index]) => {
      const { partition_attribute: partition, sort_attribute: sort } = asBody(index)
      return `${name}(${partition}, ${sort})`
    })
    if (wanted.toSorted().join() !== indexes.toSorted().join()) {
      yield {
        place: `${place}: ${table.name}`,
        message: `has the indexes ${indexes.join(', ')}, but the application reads ${wanted.join(', ')}`,
      }
    }
  }
}
