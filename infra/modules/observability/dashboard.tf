locals {
  region = data.aws_region.current.region
  api    = ["ApiName", var.api_name, "Stage", var.api_stage]

  charts = [
    {
      title = "Requests and failures"
      stat  = "Sum"
      metrics = [
        concat(["AWS/ApiGateway", "Count"], local.api),
        concat(["AWS/ApiGateway", "4XXError"], local.api),
        concat(["AWS/ApiGateway", "5XXError"], local.api),
      ]
    },
    {
      title = "Response time, milliseconds"
      stat  = "p95"
      metrics = [
        concat(["AWS/ApiGateway", "Latency"], local.api),
        concat(["AWS/ApiGateway", "IntegrationLatency"], local.api),
      ]
    },
    {
      title   = "Runs"
      stat    = "Sum"
      metrics = [for function in values(var.functions) : ["AWS/Lambda", "Invocations", "FunctionName", function.name]]
    },
    {
      title   = "Time of a run, milliseconds"
      stat    = "p95"
      metrics = [for function in values(var.functions) : ["AWS/Lambda", "Duration", "FunctionName", function.name]]
    },
    {
      title   = "Failed runs"
      stat    = "Sum"
      metrics = [for function in values(var.functions) : ["AWS/Lambda", "Errors", "FunctionName", function.name]]
    },
    {
      title   = "Runs turned away"
      stat    = "Sum"
      metrics = [for function in values(var.functions) : ["AWS/Lambda", "Throttles", "FunctionName", function.name]]
    },
    {
      title   = "Age of the oldest message, seconds"
      stat    = "Maximum"
      metrics = [for queue in var.queues : ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", queue]]
    },
    {
      title   = "Dead letters"
      stat    = "Maximum"
      metrics = [for queue in var.dead_letter_queues : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue]]
    },
    {
      title   = "How late streams are read, milliseconds"
      stat    = "Maximum"
      metrics = [for function in values(local.stream_readers) : ["AWS/Lambda", "IteratorAge", "FunctionName", function.name]]
    },
    {
      title   = "Throttled requests to the registry's tables"
      stat    = "Sum"
      metrics = [for table in ["tenants-metadata", "users"] : ["AWS/DynamoDB", "ThrottledRequests", "TableName", table, "Operation", "PutItem"]]
    },
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = local.name
  dashboard_body = jsonencode({
    widgets = [
      for position, chart in local.charts : {
        type   = "metric"
        x      = position % 2 * 12
        y      = floor(position / 2) * 6
        width  = 12
        height = 6
        properties = {
          title   = chart.title
          stat    = chart.stat
          metrics = chart.metrics
          region  = local.region
          period  = 60
          view    = "timeSeries"
        }
      }
    ]
  })
}
