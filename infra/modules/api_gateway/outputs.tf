output "name" {
  description = "Name of the API, by which its metrics are found."
  value       = aws_api_gateway_rest_api.this.name
}

output "id" {
  description = "Id of the API."
  value       = aws_api_gateway_rest_api.this.id
}

output "stage_name" {
  description = "Stage of the API."
  value       = aws_api_gateway_stage.this.stage_name
}

output "url" {
  description = "Address of the API, without a slash at the end."
  value       = var.domain == null ? aws_api_gateway_stage.this.invoke_url : "https://${var.domain.name}"
}

output "origin_domain_name" {
  description = "Host that a content network forwards to."
  value       = var.domain == null ? "${aws_api_gateway_rest_api.this.id}.execute-api.${data.aws_region.current.region}.amazonaws.com" : aws_api_gateway_domain_name.this[0].domain_name
}

output "origin_path" {
  description = "Path that a content network puts before each request's own."
  value       = var.domain == null ? "/${aws_api_gateway_stage.this.stage_name}" : ""
}

output "regional_domain_name" {
  description = "Where the name of our own host must point to; null without one."
  value       = var.domain == null ? null : aws_api_gateway_domain_name.this[0].regional_domain_name
}
