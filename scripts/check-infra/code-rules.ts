import {
  asBody,
  block,
  blocksOf,
  type Finding,
  type Infrastructure,
  isSet,
  listOf,
  namedBlocks,
} from './infrastructure.ts'

/** How the configuration is written: documented, pinned, tagged, and without permissions nobody argued for. */

const tags = ['Environment', 'Service', 'Owner']
const anything = /resources\s*=\s*\[\s*"\*"\s*\]/

export function* variablesAreDocumented({ folders }: Infrastructure): Iterable<Finding> {
  for (const folder of folders) {
    for (const { name, body } of namedBlocks(folder, 'variable')) {
      const place = `${folder.path}: variable.${name}`
      if (!isSet(body.description)) yield { place, message: 'has no description' }
      if (!isSet(body.type)) yield { place, message: 'has no type' }
    }
    for (const { name, body } of namedBlocks(folder, 'output')) {
      if (!isSet(body.description)) yield { place: `${folder.path}: output.${name}`, message: 'has no description' }
    }
  }
}

export function* versionsArePinned({ folders }: Infrastructure): Iterable<Finding> {
  for (const { path, parsed } of folders) {
    const terraform = asBody(parsed.terraform)
    const provider = listOf(terraform.required_providers).map(({ aws }) => asBody(aws).version)[0]
    if (!isSet(terraform.required_version))
      yield { place: path, message: 'does not say which Terraform it needs: set required_version' }
    if (!isSet(provider)) yield { place: path, message: 'does not say which provider it needs: set required_providers' }
    else if (path.includes('/environments/') && !/^\d+\.\d+\.\d+$/.test(String(provider))) {
      yield { place: path, message: `takes any provider that is ${provider}: name one exact version` }
    }
  }
}

export function* modulesAreLocal({ folders }: Infrastructure): Iterable<Finding> {
  for (const folder of folders) {
    for (const { name, body } of namedBlocks(folder, 'module')) {
      if (!String(body.source).startsWith('../')) {
        yield {
          place: `${folder.path}: module.${name}`,
          message: `comes from ${body.source}: modules lie in this repository`,
        }
      }
    }
  }
}

export function* environmentsAreTagged({ folders }: Infrastructure): Iterable<Finding> {
  for (const { path, parsed } of environmentsOf(folders)) {
    const provider = listOf(asBody(parsed.provider).aws)[0] ?? {}
    const given = asBody(block(provider, 'default_tags').tags)
    for (const tag of tags.filter((name) => !isSet(given[name]))) {
      yield { place: path, message: `does not tag what it makes with ${tag}: add it to default_tags` }
    }
  }
}

export function* stateIsRemote({ folders }: Infrastructure): Iterable<Finding> {
  for (const { path, parsed } of environmentsOf(folders).filter((folder) => !folder.path.endsWith('/local'))) {
    const backend = listOf(asBody(asBody(parsed.terraform).backend).s3)[0]
    if (backend?.encrypt !== true || backend.use_lockfile !== true) {
      yield { place: path, message: 'may lose or mix its state: use the S3 backend with encrypt and use_lockfile' }
    }
  }
}

function environmentsOf(folders: Infrastructure['folders']) {
  return folders.filter(({ path }) => path.includes('/environments/'))
}

export function* wildcardsHaveReasons({ folders, policies }: Infrastructure): Iterable<Finding> {
  for (const { path, texts } of folders) {
    for (const [file, text] of texts) {
      for (const [index, line] of text.split('\n').entries()) {
        if (anything.test(line) && !/# reason: \S/.test(line)) {
          yield {
            place: `${path}/${file}:${index + 1}`,
            message: 'allows every resource: name them, or write "# reason: …" behind it',
          }
        }
      }
    }
  }
  const reasons = policies.get('README.md') ?? ''
  for (const [file, text] of policies) {
    if (!file.endsWith('.tftpl')) continue
    for (const { Sid: sid } of statementsOf(text).filter(allowsEveryResource)) {
      if (reasons.includes(`\`${String(sid)}\``)) continue
      yield {
        place: `infra/policies/${file}`,
        message: `allows every resource in ${sid}: name them, or give the reason in README.md`,
      }
    }
  }
}

/** The statements of a template; its variables stand inside strings only, so that it is JSON before it is rendered, too. */
function statementsOf(template: string) {
  const policy: unknown = JSON.parse(template)
  return listOf(asBody(policy).Statement)
}

function allowsEveryResource({ Effect: effect, Resource: resource }: Readonly<Record<string, unknown>>): boolean {
  return effect === 'Allow' && [resource].flat().includes('*')
}

export function* functionsAreWatched(infrastructure: Infrastructure): Iterable<Finding> {
  for (const { body, place } of blocksOf(infrastructure, 'resource', 'aws_lambda_function')) {
    if (!isSet(block(body, 'dead_letter_config').target_arn))
      yield { place, message: 'drops what fails: add dead_letter_config' }
    if (block(body, 'tracing_config').mode !== 'Active') yield { place, message: 'is not traced: add tracing_config' }
    if (body.publish !== true) yield { place, message: 'has no versions, so no way back: set publish = true' }
    if (body.runtime !== 'nodejs24.x')
      yield { place, message: `runs on ${body.runtime}: the functions are built for nodejs24.x` }
    if (!isSet(body.kms_key_arn))
      yield { place, message: 'has its settings not encrypted with a customer key: set kms_key_arn' }
  }
  for (const { body, place } of blocksOf(infrastructure, 'resource', 'aws_lambda_event_source_mapping')) {
    if (!String(body.function_name).includes('aws_lambda_alias')) {
      yield { place, message: 'calls the function beside its alias, so that no rollback reaches it' }
    }
    if (!JSON.stringify(body.function_response_types ?? []).includes('ReportBatchItemFailures')) {
      yield { place, message: 'repeats a whole batch for one failure: set function_response_types' }
    }
  }
}
