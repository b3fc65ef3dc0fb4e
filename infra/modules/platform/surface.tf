# What people and programs reach.

module "api" {
  source = "../api_gateway"

  environment = var.environment
  routes      = local.http_routes
  throttling  = var.throttling
  firewall    = { enabled = var.firewall }
  domain      = var.api_domain

  log_key_arn            = module.encryption.operations_key_arn
  log_retention_days     = var.log_retention_days
  manage_account_logging = var.manage_account_logging

  longest_buffered_answer_seconds = var.longest_buffered_answer_seconds

  # By name: functions are told the client of the web app, which returns to the network's host, which leads to this API.
  functions = {
    for name in toset(values(local.http_routes)) : name => {
      alias_arn       = local.alias_arns[name]
      streaming       = local.streaming[name]
      timeout_seconds = local.functions[name].timeoutSeconds
    }
  }

  callable = {
    for name in toset(values(local.http_routes)) : name => {
      name       = module.function[name].name
      alias_name = module.function[name].alias_name
    }
  }
}

module "identity" {
  source = "../identity"
  count  = var.with_user_pool ? 1 : 0

  environment         = var.environment
  domain_prefix       = coalesce(var.sign_in_domain_prefix, "${local.name}-${local.account_id}")
  callback_urls       = [for origin in local.web_origins : "${origin}/sign-in/return"]
  logout_urls         = [for origin in local.web_origins : "${origin}/"]
  mfa                 = var.mfa
  deletion_protection = var.protect_data
}

module "web" {
  source = "../web"
  count  = var.with_web ? 1 : 0

  environment     = var.environment
  api_domain_name = module.api.origin_domain_name
  api_origin_path = module.api.origin_path
  domain          = var.web_domain
  web_acl_arn     = var.web_acl_arn

  connect_sources = concat(
    ["https://${module.storage.bucket_domain_name}"],
    var.with_user_pool ? [
      "https://cognito-idp.${local.region}.amazonaws.com",
      "https://${module.identity[0].sign_in_domain}.auth.${local.region}.amazoncognito.com",
    ] : [],
  )
}
