# Who is told what, and what a release needs to know.

resource "aws_sns_topic" "alarms" {
  name              = "${local.name}-alarms"
  kms_master_key_id = module.encryption.operations_key_arn
}

data "aws_iam_policy_document" "alarms" {
  statement {
    sid       = "AlarmsAndBudgetsPublish"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
  }
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.alarms.json
}

resource "aws_sns_topic_subscription" "email" {
  for_each = toset(var.alarm_emails)

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.value
}

module "observability" {
  source = "../observability"
  count  = var.with_observability ? 1 : 0

  environment        = var.environment
  api_name           = module.api.name
  api_stage          = module.api.stage_name
  queues             = concat([for consumer in keys(local.event_routes.consumers) : "${local.name}-${consumer}"], ["${local.name}-ingest"])
  dead_letter_queues = module.events.dead_letter_queues
  topic_arn          = aws_sns_topic.alarms.arn
  monthly_budget_usd = var.monthly_budget_usd
  budget_emails      = var.alarm_emails

  functions = {
    for name, function in module.function : name => {
      name            = function.name
      timeout_seconds = local.functions[name].timeoutSeconds
      reads_streams   = name == "event-publisher"
      failure_queue   = function.failure_queue_name
    }
  }
}

locals {
  # What the web app and the release read instead of being configured a second time. None of it is secret.
  parameters = merge(
    {
      "api-url" = module.api.url
      "bucket"  = module.storage.bucket
    },
    var.with_user_pool ? {
      "oidc-issuer"    = module.identity[0].issuer
      "oidc-client-id" = module.identity[0].client_id
    } : {},
    var.with_web ? {
      "web-url"             = module.web[0].url
      "web-bucket"          = module.web[0].bucket
      "web-distribution-id" = module.web[0].distribution_id
    } : {},
  )

  parameter_names = toset(concat(
    ["api-url", "bucket"],
    var.with_user_pool ? ["oidc-issuer", "oidc-client-id"] : [],
    var.with_web ? ["web-url", "web-bucket", "web-distribution-id"] : [],
  ))
}

resource "aws_ssm_parameter" "this" {
  #checkov:skip=CKV2_AWS_34: addresses and names that every visitor of the web app sees
  for_each = local.parameter_names

  name  = "/salestalk/${var.environment}/${each.key}"
  type  = "String"
  value = local.parameters[each.key]
}
