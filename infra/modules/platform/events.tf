module "events" {
  source = "../events"

  environment        = var.environment
  consumers          = local.event_routes.consumers
  bucket_arn         = module.storage.bucket_arn
  data_key_arn       = module.encryption.data_key_arn
  operations_key_arn = module.encryption.operations_key_arn
  alarm_topic_arns   = [aws_sns_topic.alarms.arn]

  # Twice the longest run: a file that is still being read must not be started a second time.
  ingest = { visibility_timeout_seconds = local.functions["metrics-handler"].timeoutSeconds * 2 }
}

# What no event asks for, asked for by the clock.
locals {
  schedules = {
    "event-publisher" = {
      description = "Publishes what a stream has missed"
      expression  = "rate(1 minute)"
      input       = { task = "sweep" }
    }
    "session-timer" = {
      description = "Looks for conversations that have fallen silent"
      expression  = "rate(5 minutes)"
      input       = { task = "complete-sessions" }
    }
  }
}

resource "aws_cloudwatch_event_rule" "schedule" {
  for_each = local.schedules

  name                = "${local.name}-${each.key}-schedule"
  description         = each.value.description
  schedule_expression = each.value.expression
}

resource "aws_cloudwatch_event_target" "schedule" {
  for_each = local.schedules

  rule      = aws_cloudwatch_event_rule.schedule[each.key].name
  target_id = "function"
  arn       = module.function[each.key].alias_arn
  input     = jsonencode(each.value.input)
}

resource "aws_lambda_permission" "schedule" {
  for_each = local.schedules

  statement_id  = "schedule"
  action        = "lambda:InvokeFunction"
  function_name = module.function[each.key].name
  qualifier     = module.function[each.key].alias_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.schedule[each.key].arn
}
