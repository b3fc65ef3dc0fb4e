import { describe, expect, it } from 'vitest'
import { type Infrastructure, parseFolder } from './check-infra/infrastructure.ts'
import { rules } from './check-infra/rules.ts'

interface Given {
  /** Folder to the text of its one file. */
  readonly folders?: Readonly<Record<string, string>>
  readonly policies?: Readonly<Record<string, string>>
  readonly other?: Partial<Infrastructure>
}

const consumer = {
  eventTypes: ['metrics.ingested.v1'],
  visibilityTimeoutSeconds: 360,
  deadLetterRetentionSeconds: 1_209_600,
}

async function infrastructureOf({ folders = {}, policies = {}, other = {} }: Given): Promise<Infrastructure> {
  return {
    folders: await Promise.all(
      Object.entries(folders).map(([path, text]) => parseFolder(path, new Map([['main.tf', text]]))),
    ),
    policies: new Map(Object.entries(policies)),
    functions: {},
    httpRoutes: {},
    eventRoutes: { consumers: {} },
    application: { eventRoutes: {}, exports: {}, registryTables: [] },
    ...other,
  }
}

async function findingsOf(rule: string, given: Given): Promise<string[]> {
  const check = rules[rule]
  if (check === undefined) throw new Error(`There is no rule ${rule}`)
  return Array.from(check(await infrastructureOf(given)), ({ place, message }) => `${place} ${message}`)
}

/** A configuration that keeps the rule, and changes to its text that break it, each with a part of what is then said. */
interface Case {
  readonly rule: string
  readonly folder?: string
  readonly good: string
  readonly broken: readonly (readonly [before: string, after: string, message: string])[]
}

const table = `resource "aws_dynamodb_table" "this" {
  billing_mode                = "PAY_PER_REQUEST"
  deletion_protection_enabled = var.deletion_protection
  server_side_encryption {
    enabled     = true
    kms_key_arn = var.key
  }
  point_in_time_recovery {
    enabled = true
  }
  ttl {
    attribute_name = "expiresAt"
  }
}`

const bucket = `resource "aws_s3_bucket" "data" {}
resource "aws_s3_bucket_versioning" "data" {
  bucket = aws_s3_bucket.data.id
}
resource "aws_s3_bucket_lifecycle_configuration" "data" {
  bucket = aws_s3_bucket.data.id
}
resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
  bucket = aws_s3_bucket.data.id
}
resource "aws_s3_bucket_public_access_block" "data" {
  bucket                  = aws_s3_bucket.data.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
data "aws_iam_policy_document" "data" {
  statement {
    effect = "Deny"
    condition {
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
resource "aws_s3_bucket_policy" "data" {
  bucket = aws_s3_bucket.data.id
  policy = data.aws_iam_policy_document.data.json
}`

const cases: readonly Case[] = [
  {
    rule: 'tablesAreSafe',
    good: table,
    broken: [
      ['enabled     = true', 'enabled     = false', 'not encrypted'],
      ['    kms_key_arn = var.key\n', '', 'not encrypted'],
      ['    enabled = true', '    enabled = false', 'cannot be restored'],
      ['var.deletion_protection', 'false', 'deleted by mistake'],
      ['expiresAt', 'ttl', 'time to live'],
      ['PAY_PER_REQUEST', 'PROVISIONED', 'when idle'],
    ],
  },
  {
    rule: 'productionIsProtected',
    folder: 'infra/environments/production',
    good: 'module "platform" {\n  protect_data = true\n}',
    broken: [['true', 'false', 'does not protect']],
  },
  {
    rule: 'queuesAreSafe',
    good: `resource "aws_sqs_queue" "work" {
  name              = "\${local.name}-work"
  kms_master_key_id = var.key
  redrive_policy    = jsonencode({})
}
resource "aws_sqs_queue" "dead" {
  name                      = "\${local.name}-work-dlq"
  kms_master_key_id         = var.key
  message_retention_seconds = 1209600
}`,
    broken: [
      ['  kms_master_key_id = var.key\n', '', 'not encrypted'],
      ['  redrive_policy    = jsonencode({})\n', '', 'no dead-letter queue'],
      ['1209600', '345600', '14 days'],
      ['message_retention_seconds = 1209600', '', '14 days'],
      ['1209600', 'var.retention', '14 days'],
    ],
  },
  {
    rule: 'logsAreKept',
    good: 'resource "aws_cloudwatch_log_group" "this" {\n  retention_in_days = 30\n  kms_key_id = var.key\n}',
    broken: [
      ['retention_in_days = 30', '', 'for ever'],
      ['kms_key_id = var.key', '', 'not encrypted'],
    ],
  },
  {
    rule: 'bucketsAreSafe',
    good: bucket,
    broken: [
      ['restrict_public_buckets = true', 'restrict_public_buckets = false', 'may become public'],
      ['"Deny"', '"Allow"', 'without TLS'],
      ['["false"]', '["true"]', 'without TLS'],
      ['aws_s3_bucket_server_side_encryption_configuration', 'aws_s3_bucket_other', 'not encrypted'],
      ['"aws_s3_bucket_versioning"', '"aws_s3_bucket_other"', 'no earlier versions'],
      ['aws_s3_bucket_lifecycle_configuration', 'aws_s3_bucket_other', 'for ever'],
    ],
  },
  {
    rule: 'keysRotate',
    good: 'resource "aws_kms_key" "data" {\n  enable_key_rotation = true\n  policy = local.policy\n}',
    broken: [
      ['true', 'false', 'never renewed'],
      ['policy = local.policy', '', 'no policy'],
    ],
  },
  {
    rule: 'topicsAreEncrypted',
    good: 'resource "aws_sns_topic" "alarms" {\n  kms_master_key_id = var.key\n}',
    broken: [['kms_master_key_id = var.key', '', 'not encrypted']],
  },
  {
    rule: 'secretsHaveNoValue',
    good: 'resource "aws_secretsmanager_secret" "signing" {\n  kms_key_id = var.key\n}\nresource "aws_ssm_parameter" "url" {\n  type = "String"\n}',
    broken: [
      ['"aws_secretsmanager_secret"', '"aws_secretsmanager_secret_version"', 'into the state'],
      ['"String"', '"SecureString"', 'may hold a secret'],
      ['kms_key_id = var.key', '', 'customer key'],
    ],
  },
  {
    rule: 'variablesAreDocumented',
    good: 'variable "name" {\n  description = "Of whom"\n  type = string\n}\noutput "id" {\n  description = "Whose"\n  value = 1\n}',
    broken: [
      ['description = "Of whom"', '', 'variable.name has no description'],
      ['type = string', '', 'no type'],
      ['description = "Whose"', '', 'output.id has no description'],
    ],
  },
  {
    rule: 'versionsArePinned',
    folder: 'infra/environments/staging',
    good: 'terraform {\n  required_version = ">= 1.10.0"\n  required_providers {\n    aws = {\n      version = "6.25.0"\n    }\n  }\n}',
    broken: [
      ['required_version = ">= 1.10.0"', '', 'which Terraform'],
      ['"6.25.0"', '">= 6.25.0"', 'one exact version'],
      ['version = "6.25.0"', '', 'which provider'],
    ],
  },
  {
    rule: 'modulesAreLocal',
    good: 'module "api" {\n  source = "../api_gateway"\n}',
    broken: [['../api_gateway', 'terraform-aws-modules/lambda/aws', 'in this repository']],
  },
  {
    rule: 'environmentsAreTagged',
    folder: 'infra/environments/staging',
    good: 'provider "aws" {\n  default_tags {\n    tags = {\n      Environment = "staging"\n      Service = "salestalk"\n      Owner = var.owner\n    }\n  }\n}',
    broken: [
      ['Owner = var.owner', '', 'with Owner'],
      ['default_tags', 'ignore_tags', 'with Environment'],
    ],
  },
  {
    rule: 'stateIsRemote',
    folder: 'infra/environments/production',
    good: 'terraform {\n  backend "s3" {\n    encrypt = true\n    use_lockfile = true\n  }\n}',
    broken: [
      ['use_lockfile = true', '', 'lose or mix'],
      ['"s3"', '"local"', 'lose or mix'],
    ],
  },
  {
    rule: 'wildcardsHaveReasons',
    good: 'data "aws_iam_policy_document" "key" {\n  statement {\n    resources = ["*"] # reason: a key policy\n  }\n}',
    broken: [['# reason: a key policy', '', 'every resource']],
  },
  {
    rule: 'functionsAreWatched',
    good: `resource "aws_lambda_function" "this" {
  publish     = true
  runtime     = "nodejs24.x"
  kms_key_arn = var.key
  dead_letter_config {
    target_arn = aws_sqs_queue.failures.arn
  }
  tracing_config {
    mode = "Active"
  }
}
resource "aws_lambda_event_source_mapping" "this" {
  function_name           = aws_lambda_alias.live.arn
  function_response_types = ["ReportBatchItemFailures"]
}`,
    broken: [
      ['target_arn = aws_sqs_queue.failures.arn', '', 'drops what fails'],
      ['Active', 'PassThrough', 'not traced'],
      ['publish     = true', '', 'no way back'],
      ['nodejs24.x', 'nodejs18.x', 'nodejs18.x'],
      ['kms_key_arn = var.key', '', 'customer key'],
      ['aws_lambda_alias.live.arn', 'aws_lambda_function.this.arn', 'beside its alias'],
      ['["ReportBatchItemFailures"]', '[]', 'whole batch'],
    ],
  },
]

describe.each(cases)('$rule', ({ rule, folder = 'infra/modules/example', good, broken }) => {
  it('accepts what is right', async () => {
    expect(await findingsOf(rule, { folders: { [folder]: good } })).toEqual([])
  })

  it.each(broken)('instead of "%s" finds "%s"', async (before, after, message) => {
    expect(good).toContain(before)
    const findings = await findingsOf(rule, { folders: { [folder]: good.replace(before, after) } })
    expect(findings.join('\n')).toContain(message)
  })
})

describe('what the application and Terraform must agree on', () => {
  const handler = { handler: 'chat-handler.handler', timeoutSeconds: 60 }
  const application = { eventRoutes: {}, exports: { 'chat-handler': ['handler'] }, registryTables: [] }
  const policies = { 'chat-handler.json.tftpl': '{}' }

  it('handlersExist: every function has a handler in the build and a policy', async () => {
    const functions = { 'chat-handler': handler }
    const given = { policies, other: { functions, application } }
    expect(await findingsOf('handlersExist', given)).toEqual([])
    const without = { ...given, other: { ...given.other, application: { ...application, exports: {} } } }
    expect(await findingsOf('handlersExist', without)).toEqual([expect.stringContaining('the build does not have')])
    const streaming = { 'chat-handler': { ...handler, streamingHandler: 'chat-handler.stream' } }
    expect(await findingsOf('handlersExist', { policies, other: { functions: streaming, application } })).toHaveLength(
      1,
    )
    expect(await findingsOf('handlersExist', { other: given.other })).toEqual([
      expect.stringContaining('may do nothing'),
    ])
  })

  it('handlersExist: every function is described', async () => {
    const folders = { 'infra/modules/platform': 'locals {\n  descriptions = { other = "…" }\n}' }
    const given = { folders, policies, other: { functions: { 'chat-handler': handler }, application } }
    expect(await findingsOf('handlersExist', given)).toEqual([expect.stringContaining('no description')])
  })

  it('routesLeadToFunctions: every route is served by a function there is', async () => {
    const functions = { 'chat-handler': handler }
    const good = { other: { functions, httpRoutes: { 'POST /v1/chat': 'chat-handler' } } }
    expect(await findingsOf('routesLeadToFunctions', good)).toEqual([])
    const broken = { other: { functions, httpRoutes: { 'POST /v1/chat': 'chat' } } }
    expect(await findingsOf('routesLeadToFunctions', broken)).toEqual([expect.stringContaining('no function')])
  })

  it('eventRoutesAgree: rules and queues are those of the routing table, both ways', async () => {
    const eventRoutes = { consumers: { aggregation: consumer } }
    const routing = (table: Record<string, string[]>) => ({
      other: { eventRoutes, application: { ...application, eventRoutes: table } },
    })
    expect(await findingsOf('eventRoutesAgree', routing({ 'metrics.ingested.v1': ['aggregation'] }))).toEqual([])
    const more = await findingsOf('eventRoutesAgree', routing({ 'metrics.ingested.v1': ['aggregation', 'billing'] }))
    expect(more).toEqual([expect.stringContaining('lacks metrics.ingested.v1 -> billing')])
    expect(await findingsOf('eventRoutesAgree', routing({}))).toEqual([
      expect.stringContaining('has metrics.ingested.v1'),
    ])
  })

  it('workersFinishInTime: a message stays hidden while its worker may be at work', async () => {
    const given = (timeoutSeconds: number) => ({
      other: {
        eventRoutes: { consumers: { aggregation: consumer } },
        functions: { 'insights-worker': { handler: 'insights-worker.handler', timeoutSeconds } },
      },
    })
    expect(await findingsOf('workersFinishInTime', given(360))).toEqual([])
    expect(await findingsOf('workersFinishInTime', given(361))).toEqual([expect.stringContaining('361 s')])
  })

  it('registryTablesAgree: the tables and indexes are those the application reads', async () => {
    const platform = `module "users" {
  source = "../tenant_table"
  name   = "users"
  indexes = {
    UserIndex = { partition_attribute = "userId", sort_attribute = "pk" }
  }
}`
    const registryTables = [
      { name: 'users', indexes: [{ name: 'UserIndex', partitionAttribute: 'userId', sortAttribute: 'pk' }] },
    ]
    const given = (text: string) => ({
      folders: { 'infra/modules/platform': text },
      other: { application: { ...application, registryTables } },
    })
    expect(await findingsOf('registryTablesAgree', given(platform))).toEqual([])
    const renamed = await findingsOf('registryTablesAgree', given(platform.replace('"pk"', '"sk"')))
    expect(renamed).toEqual([expect.stringContaining('UserIndex(userId, sk)')])
    const missing = await findingsOf('registryTablesAgree', given(platform.replace('"users"\n', '"people"\n')))
    expect(missing).toEqual([expect.stringContaining('no table users')])
  })

  it('wildcardsHaveReasons: a template may allow everything only under a name with a reason', async () => {
    const template = (sid: string) =>
      JSON.stringify({ Statement: [{ Sid: sid, Effect: 'Allow', Action: 'xray:PutTraceSegments', Resource: '*' }] })
    const given = (sid: string) => ({ policies: { 'x.json.tftpl': template(sid), 'README.md': '| `Traces` | why |' } })
    expect(await findingsOf('wildcardsHaveReasons', given('Traces'))).toEqual([])
    expect(await findingsOf('wildcardsHaveReasons', given('Everything'))).toEqual([
      expect.stringContaining('Everything'),
    ])
  })
})

describe('the rules', () => {
  it('have a test each', () => {
    const elsewhere = [
      'handlersExist',
      'routesLeadToFunctions',
      'eventRoutesAgree',
      'workersFinishInTime',
      'registryTablesAgree',
    ]
    expect(new Set([...cases.map(({ rule }) => rule), ...elsewhere])).toEqual(new Set(Object.keys(rules)))
  })
})
