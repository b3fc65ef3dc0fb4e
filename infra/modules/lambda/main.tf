# One function: a version with every change, the alias `live` that all callers use (a release moves the alias, a rollback moves it back),
# a role of its own, its log group, and a queue for the asynchronous calls that failed for good.

locals {
  full_name = "salestalk-${var.environment}-${var.name}"
}

resource "aws_iam_role" "this" {
  name               = local.full_name
  assume_role_policy = var.trust_policy
}

resource "aws_iam_role_policy" "this" {
  for_each = var.policies

  name   = each.key
  role   = aws_iam_role.this.id
  policy = each.value
}

data "aws_iam_policy_document" "module" {
  statement {
    sid       = "KeepFailures"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.failures.arn]
  }

  statement {
    sid       = "EncryptFailures"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.data_key_arn]

    condition {
      test     = "StringLike"
      variable = "kms:ViaService"
      values   = ["sqs.*.amazonaws.com"]
    }
  }

  # Lambda encrypts the settings for this one function, and reads them with its role when it starts.
  statement {
    sid       = "OwnSettings"
    actions   = ["kms:Decrypt"]
    resources = [var.data_key_arn]

    condition {
      test     = "StringLike"
      variable = "kms:EncryptionContext:aws:lambda:FunctionArn"
      values   = ["arn:*:lambda:*:*:function:${local.full_name}", "arn:*:lambda:*:*:function:${local.full_name}:*"]
    }
  }
}

resource "aws_iam_role_policy" "module" {
  name   = "module"
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.module.json
}

resource "aws_cloudwatch_log_group" "this" {
  #checkov:skip=CKV_AWS_338: a year in production; other environments keep what they need
  name              = "/aws/lambda/${local.full_name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.log_key_arn
}

resource "aws_sqs_queue" "failures" {
  name                      = "${local.full_name}-dlq"
  message_retention_seconds = var.dead_letter_retention_seconds
  kms_master_key_id         = var.data_key_arn
}

resource "aws_lambda_function" "this" {
  #checkov:skip=CKV_AWS_117: reaches AWS's own endpoints only; a private network would add cost and cold starts and keep nothing apart
  #checkov:skip=CKV_AWS_272: packages come from one pipeline with an identity of its own; signing would add a second key to guard
  #checkov:skip=CKV_AWS_115: the limit is a choice of each environment, -1 where the account has too few runs to set any aside
  function_name                  = local.full_name
  description                    = var.description
  role                           = aws_iam_role.this.arn
  filename                       = var.package_file
  source_code_hash               = filebase64sha256(var.package_file)
  handler                        = var.handler
  runtime                        = "nodejs24.x"
  architectures                  = [var.architecture]
  layers                         = var.layers
  memory_size                    = var.memory_megabytes
  timeout                        = var.timeout_seconds
  reserved_concurrent_executions = var.reserved_concurrency
  kms_key_arn                    = var.data_key_arn
  publish                        = true

  ephemeral_storage {
    size = var.storage_megabytes
  }

  environment {
    variables = var.environment_variables
  }

  tracing_config {
    mode = "Active"
  }

  dead_letter_config {
    target_arn = aws_sqs_queue.failures.arn
  }

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    system_log_level      = "WARN"
    log_group             = aws_cloudwatch_log_group.this.name
  }

  # A function without its permissions would fail its first calls.
  depends_on = [aws_iam_role_policy.this, aws_iam_role_policy.module]
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "What callers get; moved by releases, step by step."
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version

  lifecycle {
    # Terraform publishes versions; which one is live, and with what share, is up to the release.
    ignore_changes = [function_version, routing_config]
  }
}

resource "aws_lambda_function_event_invoke_config" "live" {
  function_name                = aws_lambda_function.this.function_name
  qualifier                    = aws_lambda_alias.live.name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 3600

  # What fails for good goes to the queue by `dead_letter_config` of the function; a destination here would put it there twice.
}

resource "aws_lambda_provisioned_concurrency_config" "live" {
  count = var.provisioned_concurrency > 0 ? 1 : 0

  function_name                     = aws_lambda_function.this.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = var.provisioned_concurrency
}

resource "aws_lambda_event_source_mapping" "this" {
  for_each = var.event_sources

  event_source_arn                   = each.value.arn
  function_name                      = aws_lambda_alias.live.arn
  batch_size                         = each.value.batch_size
  maximum_batching_window_in_seconds = each.value.batching_window
  function_response_types            = ["ReportBatchItemFailures"]

  starting_position              = each.value.starting_position
  maximum_retry_attempts         = each.value.maximum_retry_attempts
  maximum_record_age_in_seconds  = each.value.maximum_record_age
  bisect_batch_on_function_error = each.value.starting_position == null ? null : true

  dynamic "scaling_config" {
    for_each = each.value.maximum_concurrency == null ? [] : [each.value.maximum_concurrency]

    content {
      maximum_concurrency = scaling_config.value
    }
  }

  dynamic "filter_criteria" {
    for_each = each.value.filter_pattern == null ? [] : [each.value.filter_pattern]

    content {
      filter {
        pattern = filter_criteria.value
      }
    }
  }

  dynamic "destination_config" {
    for_each = each.value.starting_position == null ? [] : [aws_sqs_queue.failures.arn]

    content {
      on_failure {
        destination_arn = destination_config.value
      }
    }
  }
}
