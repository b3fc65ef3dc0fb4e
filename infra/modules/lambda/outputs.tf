output "name" {
  description = "Name of the function on AWS."
  value       = aws_lambda_function.this.function_name
}

output "version" {
  description = "Version the last apply published; a release makes it live."
  value       = aws_lambda_function.this.version
}

output "alias_name" {
  description = "Alias that callers use."
  value       = aws_lambda_alias.live.name
}

output "alias_arn" {
  description = "ARN of the alias that callers use."
  value       = aws_lambda_alias.live.arn
}

output "role_arn" {
  description = "ARN of the function's role."
  value       = aws_iam_role.this.arn
}

output "failure_queue_name" {
  description = "Queue of calls that failed for good."
  value       = aws_sqs_queue.failures.name
}
