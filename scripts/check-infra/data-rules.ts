import {
  asBody,
  block,
  blocksOf,
  type Finding,
  type Infrastructure,
  isSet,
  listOf,
  namedBlocks,
  type Resource,
} from './infrastructure.ts'

/** Whatever keeps data: encrypted, restorable, private, and given up only on purpose. */

const FOURTEEN_DAYS = 14 * 24 * 60 * 60

export function* tablesAreSafe(infrastructure: Infrastructure): Iterable<Finding> {
  for (const { body, place } of blocksOf(infrastructure, 'resource', 'aws_dynamodb_table')) {
    const encryption = block(body, 'server_side_encryption')
    if (encryption.enabled !== true || !isSet(encryption.kms_key_arn)) {
      yield { place, message: 'is not encrypted with a customer key: add server_side_encryption with kms_key_arn' }
    }
    if (block(body, 'point_in_time_recovery').enabled !== true) {
      yield { place, message: 'cannot be restored: add point_in_time_recovery' }
    }
    if (!isSet(body.deletion_protection_enabled)) {
      yield { place, message: 'can be deleted by mistake: set deletion_protection_enabled from a variable' }
    }
    if (block(body, 'ttl').attribute_name !== 'expiresAt') {
      yield { place, message: 'forgets nothing: time to live must be on expiresAt' }
    }
    if (body.billing_mode !== 'PAY_PER_REQUEST') {
      yield { place, message: 'is paid for when idle: set billing_mode to PAY_PER_REQUEST' }
    }
  }
}

export function* productionIsProtected({ folders }: Infrastructure): Iterable<Finding> {
  for (const folder of folders.filter(({ path }) => /environments\/(production|staging)$/.test(path))) {
    for (const { name, body } of namedBlocks(folder, 'module')) {
      if (body.protect_data !== true) {
        yield { place: `${folder.path}: module.${name}`, message: 'does not protect its data: set protect_data = true' }
      }
    }
  }
}

export function* queuesAreSafe(infrastructure: Infrastructure): Iterable<Finding> {
  for (const resource of blocksOf(infrastructure, 'resource', 'aws_sqs_queue')) {
    const { body, place } = resource
    if (!isSet(body.kms_master_key_id)) yield { place, message: 'is not encrypted: set kms_master_key_id' }
    const isDeadLetterQueue = String(body.name).endsWith('-dlq')
    if (!isDeadLetterQueue && !isSet(body.redrive_policy)) {
      yield { place, message: 'has no dead-letter queue: set redrive_policy, or end its name with -dlq if it is one' }
    }
    if (isDeadLetterQueue && retentionOf(resource, infrastructure) !== FOURTEEN_DAYS) {
      yield {
        place,
        message: `does not keep dead letters for 14 days: set message_retention_seconds to ${FOURTEEN_DAYS}`,
      }
    }
  }
}

/** Seconds, looked up where they are a variable with a default or come from the generated routes; else null. */
function retentionOf({ body, folder }: Resource, { eventRoutes }: Infrastructure): number | null {
  const value = body.message_retention_seconds
  if (typeof value === 'number') return value
  const text = String(value)
  const consumers = Object.values(eventRoutes.consumers)
  if (text.includes('each.value.deadLetterRetentionSeconds')) {
    return Math.min(...consumers.map(({ deadLetterRetentionSeconds }) => deadLetterRetentionSeconds))
  }
  const [, name = '', field] = /^\$\{var\.(\w+)(?:\.(\w+))?\}$/.exec(text) ?? []
  const variable = namedBlocks(folder, 'variable').find((candidate) => candidate.name === name)?.body
  if (variable === undefined) return null
  if (field === undefined) return typeof variable.default === 'number' ? variable.default : null
  const [, standard] =
    new RegExp(`"?${field}"?\\s*=?:?\\s*"?\\$?\\{?optional\\(number, ?(\\d+)\\)`).exec(JSON.stringify(variable.type)) ??
    []
  return standard === undefined ? null : Number(standard)
}

export function* logsAreKept(infrastructure: Infrastructure): Iterable<Finding> {
  for (const { body, place } of blocksOf(infrastructure, 'resource', 'aws_cloudwatch_log_group')) {
    if (!isSet(body.retention_in_days)) yield { place, message: 'is kept for ever: set retention_in_days' }
    if (!isSet(body.kms_key_id)) yield { place, message: 'is not encrypted with a customer key: set kms_key_id' }
  }
}

export function* bucketsAreSafe(infrastructure: Infrastructure): Iterable<Finding> {
  for (const { name, place, folder } of blocksOf(infrastructure, 'resource', 'aws_s3_bucket')) {
    const ofBucket = (type: string) =>
      blocksOf(infrastructure, 'resource', type).filter(
        (candidate) => candidate.folder === folder && String(candidate.body.bucket).includes(`aws_s3_bucket.${name}.`),
      )
    const missing = (type: string) => ofBucket(type).length === 0
    if (missing('aws_s3_bucket_server_side_encryption_configuration')) yield { place, message: 'is not encrypted' }
    if (missing('aws_s3_bucket_versioning')) yield { place, message: 'keeps no earlier versions' }
    if (missing('aws_s3_bucket_lifecycle_configuration'))
      yield { place, message: 'keeps everything for ever: add a lifecycle' }
    const blocked = ofBucket('aws_s3_bucket_public_access_block').some(({ body }) =>
      ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].every(
        (key) => body[key] === true,
      ),
    )
    if (!blocked)
      yield { place, message: 'may become public: add an aws_s3_bucket_public_access_block with all four set' }
    if (!ofBucket('aws_s3_bucket_policy').some((policy) => refusesPlainHttp(policy, infrastructure))) {
      yield { place, message: 'answers without TLS: its policy must deny requests where aws:SecureTransport is false' }
    }
  }
}

function refusesPlainHttp({ body, folder }: Resource, infrastructure: Infrastructure): boolean {
  const documents = blocksOf(infrastructure, 'data', 'aws_iam_policy_document')
  const document = documents.find(
    (candidate) =>
      candidate.folder === folder && String(body.policy).includes(`aws_iam_policy_document.${candidate.name}.`),
  )
  return listOf(document?.body.statement).some(
    (statement) =>
      statement.effect === 'Deny' &&
      listOf(statement.condition).some(
        ({ variable, values }) => variable === 'aws:SecureTransport' && JSON.stringify(values) === '["false"]',
      ),
  )
}

export function* keysRotate(infrastructure: Infrastructure): Iterable<Finding> {
  for (const { body, place } of blocksOf(infrastructure, 'resource', 'aws_kms_key')) {
    if (body.enable_key_rotation !== true) yield { place, message: 'is never renewed: set enable_key_rotation = true' }
    if (!isSet(body.policy)) yield { place, message: 'has no policy of its own' }
  }
}

export function* topicsAreEncrypted(infrastructure: Infrastructure): Iterable<Finding> {
  for (const { body, place } of blocksOf(infrastructure, 'resource', 'aws_sns_topic')) {
    if (!isSet(body.kms_master_key_id)) yield { place, message: 'is not encrypted: set kms_master_key_id' }
  }
}

export function* secretsHaveNoValue(infrastructure: Infrastructure): Iterable<Finding> {
  for (const { place } of blocksOf(infrastructure, 'resource', 'aws_secretsmanager_secret_version')) {
    yield { place, message: 'would put a secret into the state: make the secret only, its value is set by hand' }
  }
  for (const { body, place } of blocksOf(infrastructure, 'resource', 'aws_ssm_parameter')) {
    if (body.type !== 'String')
      yield { place, message: 'may hold a secret in the state: secrets belong into Secrets Manager' }
  }
  for (const { body, place } of blocksOf(infrastructure, 'resource', 'aws_secretsmanager_secret')) {
    if (!isSet(asBody(body).kms_key_id))
      yield { place, message: 'is not encrypted with a customer key: set kms_key_id' }
  }
}
