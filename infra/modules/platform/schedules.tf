# What no event asks for, asked for by the clock. Every round visits all companies, so none comes more often than somebody would notice.

locals {
  schedules = {
    # A repair: events go out by streams, within a second.
    "event-publisher" = {
      function    = "event-publisher"
      description = "Publishes what a stream has missed"
      expression  = "rate(1 hour)"
      task        = "sweep"
    }
    "session-timer" = {
      function    = "session-timer"
      description = "Ends conversations that have fallen silent, goes on with unfinished uploads"
      expression  = "rate(5 minutes)"
      task        = "complete-sessions"
    }
    "clean-uploads" = {
      function    = "session-timer"
      description = "Removes files of uploads that nobody will read"
      expression  = "rate(1 hour)"
      task        = "clean-uploads"
    }
    "resume-interrupted" = {
      function    = "tenant-onboard"
      description = "Carries on creations, suspensions and deletions of companies that were interrupted"
      expression  = "rate(5 minutes)"
      task        = "resume-interrupted"
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
  arn       = module.function[each.value.function].alias_arn
  input     = jsonencode({ task = each.value.task })
}

resource "aws_lambda_permission" "schedule" {
  for_each = local.schedules

  statement_id  = "schedule-${each.key}"
  action        = "lambda:InvokeFunction"
  function_name = module.function[each.value.function].name
  qualifier     = module.function[each.value.function].alias_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.schedule[each.key].arn
}
