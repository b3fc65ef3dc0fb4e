output "api_id" {
  description = "Id of the API, the first part of its address on LocalStack."
  value       = module.platform.api_id
}

output "environment_variables" {
  description = "Settings for a process on this machine that uses these resources."
  value = {
    AWS_ENDPOINT_URL             = var.endpoint
    AWS_REGION                   = var.region
    SALESTALK_DEPLOYMENT         = "aws"
    SALESTALK_ENVIRONMENT        = "local"
    SALESTALK_BUCKET             = module.platform.bucket
    SALESTALK_EVENT_BUS          = module.platform.event_bus
    SALESTALK_INGEST_QUEUE_URL   = module.platform.ingest_queue_url
    SALESTALK_TENANT_ROLE_ARN    = module.platform.tenant_role_arn
    SALESTALK_KMS_KEY_ARN        = module.platform.kms_key_arn
    SALESTALK_PUBLISHER_FUNCTION = module.platform.publisher_function
    SALESTALK_IDENTITY           = "local"
    SALESTALK_SIGNING_SECRET_ID  = module.platform.signing_secret_id
  }
}
