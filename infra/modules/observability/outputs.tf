output "release_alarms" {
  description = "Alarms a release watches while it moves the alias of a function: name in the build to the name of the alarm."
  value       = { for key, alarm in aws_cloudwatch_metric_alarm.release : key => alarm.alarm_name }
}

output "api_alarms" {
  description = "Alarms of the API that a release watches, too."
  value       = [aws_cloudwatch_metric_alarm.server_errors.alarm_name, aws_cloudwatch_metric_alarm.latency.alarm_name]
}

output "dashboard" {
  description = "Name of the dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}
