# What is kept: keys, the registry's tables, files, the secret of tokens.

module "encryption" {
  source = "../encryption"

  environment          = var.environment
  deletion_window_days = var.protect_data ? 30 : 7
}

module "tenants_table" {
  source = "../tenant_table"

  name                = "tenants-metadata"
  kms_key_arn         = module.encryption.data_key_arn
  deletion_protection = var.protect_data

  indexes = {
    OwnerEmailIndex = { partition_attribute = "ownerEmail", sort_attribute = "tenantId" }
    StatusIndex     = { partition_attribute = "status", sort_attribute = "tenantId" }
    OutboxIndex     = { partition_attribute = "outboxState", sort_attribute = "outboxAt" }
  }
}

module "users_table" {
  source = "../tenant_table"

  name                = "users"
  kms_key_arn         = module.encryption.data_key_arn
  deletion_protection = var.protect_data

  indexes = {
    UserIndex = { partition_attribute = "userId", sort_attribute = "pk" }
  }
}

module "storage" {
  source = "../storage"

  environment       = var.environment
  kms_key_arn       = module.encryption.data_key_arn
  ingest_queue_arn  = module.events.ingest_queue_arn
  upload_key_suffix = "/content.upload"
  allowed_origins   = local.web_origins
  force_destroy     = !var.protect_data
}

# Only the place of the secret: whoever deploys puts a value into it, so that none is ever in code or state.
resource "aws_secretsmanager_secret" "signing" {
  #checkov:skip=CKV2_AWS_57: changed by hand, as a new value signs everybody out; the deployment guide says how
  count = var.with_user_pool ? 0 : 1

  name                    = "${local.name}-signing"
  description             = "Signs the tokens of people who sign in without a user pool"
  kms_key_id              = module.encryption.data_key_arn
  recovery_window_in_days = var.protect_data ? 30 : 0
}
