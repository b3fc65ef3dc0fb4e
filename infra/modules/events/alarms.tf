locals {
  dead_letter_thresholds = merge(
    { for name, consumer in var.consumers : aws_sqs_queue.consumer_dead_letters[name].name => consumer.alarmThreshold },
    {
      (aws_sqs_queue.ingest_dead_letters.name) = var.ingest.alarm_threshold
      (aws_sqs_queue.undelivered.name)         = 0
    },
  )
  dead_letter_names = toset(concat([for name in keys(var.consumers) : "${local.name}-${name}-dlq"], ["${local.name}-ingest-dlq", "${local.name}-undelivered-dlq"]))
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  for_each = local.dead_letter_names

  alarm_name          = "${each.key}-waiting"
  alarm_description   = "Dead letters wait to be looked at: `salestalk events dead-letters`, mend the cause, `salestalk events redrive`."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = each.key }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = local.dead_letter_thresholds[each.key]
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns
}

resource "aws_cloudwatch_metric_alarm" "oldest_message" {
  for_each = toset(concat([for name in keys(var.consumers) : "${local.name}-${name}"], ["${local.name}-ingest"]))

  alarm_name          = "${each.key}-late"
  alarm_description   = "The oldest message has waited for more than ten minutes: the consumer fails or cannot keep up."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = each.key }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 600
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns
}
