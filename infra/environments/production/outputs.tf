output "api_url" {
  description = "Address of the API."
  value       = module.platform.api_url
}

output "api_dns_target" {
  description = "Where the name of api_domain has to point to; null without one."
  value       = module.platform.api_dns_target
}

output "web_dns_target" {
  description = "Where the names of web_domain have to point to."
  value       = module.platform.web_dns_target
}

output "web_url" {
  description = "Address of the web app."
  value       = module.platform.web_url
}

output "web_bucket" {
  description = "Bucket that a release puts the web app into."
  value       = module.platform.web_bucket
}

output "web_distribution_id" {
  description = "Distribution to invalidate after a release."
  value       = module.platform.web_distribution_id
}

output "user_pool_id" {
  description = "User pool in which the first operator gets an account."
  value       = module.platform.user_pool_id
}

output "release" {
  description = "What a release shifts and watches."
  value       = module.platform.release
}
