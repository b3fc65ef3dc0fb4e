output "data_key_arn" {
  description = "Key of companies' tables, objects, queues and secrets."
  value       = aws_kms_key.data.arn
}

output "operations_key_arn" {
  description = "Key of logs, alarms and the event bus."
  value       = aws_kms_key.operations.arn
}
