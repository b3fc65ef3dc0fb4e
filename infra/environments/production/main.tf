module "platform" {
  source = "../../modules/platform"

  environment      = "production"
  owner            = var.owner
  packages_folder  = "${path.root}/../../../dist/lambda"
  generated_folder = "${path.root}/../../generated"
  policies_folder  = "${path.root}/../../policies"

  protect_data                    = true
  firewall                        = true
  mfa                             = "OPTIONAL"
  log_retention_days              = 365
  throttling                      = { rate = 200, burst = 400 }
  reserved_concurrency            = var.reserved_concurrency
  provisioned_concurrency         = var.provisioned_concurrency
  web_origins                     = var.web_origins
  web_domain                      = var.web_domain
  web_acl_arn                     = var.web_acl_arn
  api_domain                      = var.api_domain
  alarm_emails                    = var.alarm_emails
  longest_buffered_answer_seconds = var.longest_buffered_answer_seconds
  monthly_budget_usd              = var.monthly_budget_usd
  model                           = var.model
}
