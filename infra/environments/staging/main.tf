# Like production, but smaller, and without a firewall.

module "platform" {
  source = "../../modules/platform"

  environment      = "staging"
  owner            = var.owner
  packages_folder  = "${path.root}/../../../dist/lambda"
  generated_folder = "${path.root}/../../generated"
  policies_folder  = "${path.root}/../../policies"

  protect_data                    = true
  log_level                       = "debug"
  log_retention_days              = 30
  throttling                      = { rate = 50, burst = 100 }
  reserved_concurrency            = var.reserved_concurrency
  web_origins                     = var.web_origins
  web_domain                      = var.web_domain
  api_domain                      = var.api_domain
  alarm_emails                    = var.alarm_emails
  longest_buffered_answer_seconds = var.longest_buffered_answer_seconds
  monthly_budget_usd              = var.monthly_budget_usd
  model                           = var.model
}
