resource "aws_lambda_layer_version" "duckdb" {
  count = var.duckdb_layer ? 1 : 0

  layer_name               = "${local.name}-duckdb"
  description              = "DuckDB's library, for the functions that read rows"
  filename                 = "${var.packages_folder}/duckdb-layer.zip"
  source_code_hash         = filebase64sha256("${var.packages_folder}/duckdb-layer.zip")
  compatible_runtimes      = ["nodejs24.x"]
  compatible_architectures = [var.architecture]

  # A rollback needs the layer of the release before.
  skip_destroy = true
}

locals {
  layers = var.duckdb_layer ? { duckdb = aws_lambda_layer_version.duckdb[0].arn } : {}

  event_sources = {
    # One mapping for each consumer; `maximum_concurrency` keeps a flood of one company's files from taking all runs.
    "insights-worker" = {
      for consumer, queue in module.events.consumer_queues : consumer => {
        arn                 = queue.arn
        batch_size          = queue.batch_size
        maximum_concurrency = 10
      }
    }
    "metrics-handler" = {
      ingest = {
        arn                 = module.events.ingest_queue_arn
        batch_size          = 1
        maximum_concurrency = 20
      }
    }
    # The streams of companies' tables are mapped by onboarding, in the same way.
    "event-publisher" = {
      tenants-metadata = {
        arn                    = module.tenants_table.stream_arn
        batch_size             = 100
        starting_position      = "TRIM_HORIZON"
        maximum_retry_attempts = 10
        maximum_record_age     = 21600
        filter_pattern         = jsonencode({ dynamodb = { NewImage = { outboxState = { S = ["pending"] } } } })
      }
    }
  }
}

module "function" {
  source   = "../lambda"
  for_each = local.functions

  environment           = var.environment
  name                  = each.key
  description           = local.descriptions[each.key]
  package_file          = "${var.packages_folder}/${each.key}.zip"
  handler               = local.streaming[each.key] ? each.value.streamingHandler : each.value.handler
  layers                = [for layer in try(each.value.layers, []) : local.layers[layer] if contains(keys(local.layers), layer)]
  architecture          = var.architecture
  memory_megabytes      = each.value.memoryMegabytes
  timeout_seconds       = each.value.timeoutSeconds
  storage_megabytes     = each.value.diskMegabytes
  environment_variables = merge(local.environment_variables, lookup(local.function_variables, each.key, {}))
  event_sources         = lookup(local.event_sources, each.key, {})

  reserved_concurrency    = lookup(var.reserved_concurrency, each.key, -1)
  provisioned_concurrency = lookup(var.provisioned_concurrency, each.key, 0)

  trust_policy = templatefile("${var.policies_folder}/function-trust.json.tftpl", merge(local.policy_variables, { function = each.key }))
  policies = {
    for kind, template in { base = "function-base", application = each.key } :
    kind => templatefile("${var.policies_folder}/${template}.json.tftpl", merge(local.policy_variables, { function = each.key }))
  }

  data_key_arn       = module.encryption.data_key_arn
  log_key_arn        = module.encryption.operations_key_arn
  log_retention_days = var.log_retention_days
}

# The role the functions take on for one company at a time: its session tag says which, and the policy allows that company's data alone.
resource "aws_iam_role" "tenant_data" {
  name                 = "${local.name}-tenant-data"
  description          = "The data of the one company in the session tag"
  assume_role_policy   = templatefile("${var.policies_folder}/tenant-data-trust.json.tftpl", local.policy_variables)
  max_session_duration = 3600

  # The trust policy names the functions' roles, which must exist by then.
  depends_on = [module.function]
}

resource "aws_iam_role_policy" "tenant_data" {
  name   = "tenant-data"
  role   = aws_iam_role.tenant_data.id
  policy = templatefile("${var.policies_folder}/tenant-data.json.tftpl", local.policy_variables)
}
