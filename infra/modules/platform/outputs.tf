output "api_url" {
  description = "Address of the API."
  value       = module.api.url
}

output "api_id" {
  description = "Id of the API."
  value       = module.api.id
}

output "api_dns_target" {
  description = "Where the name of our own host of the API has to point to; null without one."
  value       = module.api.regional_domain_name
}

output "web_dns_target" {
  description = "Where the names of our own hosts of the web app have to point to; null without a web app."
  value       = var.with_web ? module.web[0].domain_name : null
}

output "web_url" {
  description = "Address of the web app; null without one."
  value       = var.with_web ? module.web[0].url : null
}

output "web_bucket" {
  description = "Bucket that a release puts the web app into; null without one."
  value       = var.with_web ? module.web[0].bucket : null
}

output "web_distribution_id" {
  description = "Distribution to invalidate after a release; null without one."
  value       = var.with_web ? module.web[0].distribution_id : null
}

output "bucket" {
  description = "Bucket of companies' files."
  value       = module.storage.bucket
}

output "event_bus" {
  description = "Name of the event bus."
  value       = module.events.bus_name
}

output "ingest_queue_url" {
  description = "Queue of files to take in."
  value       = module.events.ingest_queue_url
}

output "tenant_role_arn" {
  description = "Role for the data of one company at a time."
  value       = aws_iam_role.tenant_data.arn
}

output "kms_key_arn" {
  description = "Key of companies' data."
  value       = module.encryption.data_key_arn
}

output "publisher_function" {
  description = "Function whose mappings read the streams of companies' tables."
  value       = local.publisher_alias_arn
}

output "signing_secret_id" {
  description = "Secret that signs tokens; null with a user pool."
  value       = var.with_user_pool ? null : aws_secretsmanager_secret.signing[0].name
}

output "user_pool_id" {
  description = "User pool; null without one."
  value       = var.with_user_pool ? module.identity[0].user_pool_id : null
}

output "oidc_issuer" {
  description = "Issuer of tokens; null without a user pool."
  value       = var.with_user_pool ? module.identity[0].issuer : null
}

output "oidc_client_id" {
  description = "Client of the web app; null without a user pool."
  value       = var.with_user_pool ? module.identity[0].client_id : null
}

output "release" {
  description = "What a release shifts and watches: for every function its name, alias, the version just published and its alarm; and the alarms of the API."
  value = {
    functions = {
      for name, function in module.function : name => {
        name    = function.name
        alias   = function.alias_name
        version = function.version
        alarm   = var.with_observability ? module.observability[0].release_alarms[name] : null
      }
    }
    alarms = var.with_observability ? module.observability[0].api_alarms : []
  }
}
