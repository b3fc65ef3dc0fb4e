output "user_pool_id" {
  description = "Id of the user pool."
  value       = aws_cognito_user_pool.this.id
}

output "user_pool_arn" {
  description = "ARN of the user pool."
  value       = aws_cognito_user_pool.this.arn
}

output "issuer" {
  description = "Issuer of the tokens."
  value       = "https://${aws_cognito_user_pool.this.endpoint}"
}

output "client_id" {
  description = "Id of the web app's client, the audience of its tokens."
  value       = aws_cognito_user_pool_client.web.id
}

output "sign_in_domain" {
  description = "First part of the host of the sign-in pages."
  value       = aws_cognito_user_pool_domain.this.domain
}
