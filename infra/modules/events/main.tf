# The bus, an archive to replay from, and for every consumer of the routing table a rule, a queue and a dead-letter queue.

locals {
  name = "salestalk-${var.environment}"
}

data "aws_caller_identity" "current" {}

resource "aws_cloudwatch_event_bus" "this" {
  name               = local.name
  kms_key_identifier = var.operations_key_arn

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }
}

resource "aws_cloudwatch_event_archive" "this" {
  name               = local.name
  description        = "Every event, to replay"
  event_source_arn   = aws_cloudwatch_event_bus.this.arn
  retention_days     = var.archive_days
  kms_key_identifier = var.operations_key_arn

  # A replayed event must not be archived a second time.
  event_pattern = jsonencode({ "replay-name" = [{ exists = false }] })
}

resource "aws_cloudwatch_event_rule" "consumer" {
  for_each = var.consumers

  name           = "${local.name}-${each.key}"
  description    = "What ${each.key} consumes"
  event_bus_name = aws_cloudwatch_event_bus.this.name
  event_pattern  = jsonencode({ "detail-type" = each.value.eventTypes })
}

resource "aws_cloudwatch_event_target" "consumer" {
  for_each = var.consumers

  rule           = aws_cloudwatch_event_rule.consumer[each.key].name
  event_bus_name = aws_cloudwatch_event_bus.this.name
  target_id      = "queue"
  arn            = aws_sqs_queue.consumer[each.key].arn

  # What cannot even be put into the consumer's queue is kept apart.
  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }

  retry_policy {
    maximum_retry_attempts       = 185
    maximum_event_age_in_seconds = 86400
  }
}

resource "aws_sqs_queue" "consumer" {
  for_each = var.consumers

  name                       = "${local.name}-${each.key}"
  visibility_timeout_seconds = each.value.visibilityTimeoutSeconds
  message_retention_seconds  = var.queue_retention_seconds
  receive_wait_time_seconds  = 20
  kms_master_key_id          = var.data_key_arn

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.consumer_dead_letters[each.key].arn
    maxReceiveCount     = each.value.maximumReceiveCount
  })
}

resource "aws_sqs_queue" "consumer_dead_letters" {
  for_each = var.consumers

  name                      = "${local.name}-${each.key}-dlq"
  message_retention_seconds = each.value.deadLetterRetentionSeconds
  kms_master_key_id         = var.data_key_arn
}

resource "aws_sqs_queue_redrive_allow_policy" "consumer" {
  for_each = var.consumers

  queue_url = aws_sqs_queue.consumer_dead_letters[each.key].id
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.consumer[each.key].arn]
  })
}

data "aws_iam_policy_document" "consumer" {
  for_each = var.consumers

  statement {
    sid       = "ItsRuleDelivers"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.consumer[each.key].arn]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudwatch_event_rule.consumer[each.key].arn]
    }
  }
}

resource "aws_sqs_queue_policy" "consumer" {
  for_each = var.consumers

  queue_url = aws_sqs_queue.consumer[each.key].id
  policy    = data.aws_iam_policy_document.consumer[each.key].json
}

resource "aws_sqs_queue" "undelivered" {
  name                      = "${local.name}-undelivered-dlq"
  message_retention_seconds = 1209600
  kms_master_key_id         = var.data_key_arn
}

data "aws_iam_policy_document" "undelivered" {
  statement {
    sid       = "EventBridgeKeepsWhatItCouldNotDeliver"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.undelivered.arn]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_sqs_queue_policy" "undelivered" {
  queue_url = aws_sqs_queue.undelivered.id
  policy    = data.aws_iam_policy_document.undelivered.json
}
