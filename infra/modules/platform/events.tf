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
