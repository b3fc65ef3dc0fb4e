# SalesTalk as a whole: what every environment has, put together once.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  name       = "salestalk-${var.environment}"
  account_id = data.aws_caller_identity.current.account_id
  region     = data.aws_region.current.region
  partition  = data.aws_partition.current.partition

  functions    = jsondecode(file("${var.generated_folder}/functions.json"))
  http_routes  = jsondecode(file("${var.generated_folder}/http-routes.json"))
  event_routes = jsondecode(file("${var.generated_folder}/event-routes.json"))

  streaming = { for name, function in local.functions : name => var.response_streaming && can(function.streamingHandler) }

  # Named rather than referred to, as these know of each other in a circle.
  tenant_role_arn     = "arn:${local.partition}:iam::${local.account_id}:role/${local.name}-tenant-data"
  alias_arns          = { for name in keys(local.functions) : name => "arn:${local.partition}:lambda:${local.region}:${local.account_id}:function:${local.name}-${name}:live" }
  publisher_alias_arn = local.alias_arns["event-publisher"]

  # Where the web app is served from, and where else it runs: sign-in returns to these, and browsers upload from them.
  web_origins = concat(
    var.web_origins,
    !var.with_web ? [] : var.web_domain == null ? [module.web[0].url] : [for name in var.web_domain.names : "https://${name}"],
  )

  policy_variables = {
    region       = local.region
    account_id   = local.account_id
    environment  = var.environment
    bucket       = module.storage.bucket
    kms_key_arn  = module.encryption.data_key_arn
    user_pool_id = var.with_user_pool ? module.identity[0].user_pool_id : "none"
  }

  descriptions = {
    "chat-handler"    = "Questions, conversations, sign-in and the catalog over HTTP"
    "metrics-handler" = "Uploads over HTTP, and the files that wait to be taken in"
    "tenant-onboard"  = "Companies over HTTP: create, suspend, resume, delete"
    "insights-worker" = "Consumes the events of all queues"
    "event-publisher" = "Publishes the events that items carry in their outbox"
    "session-timer"   = "Completes conversations after half an hour of silence"
  }

  environment_variables = merge(
    {
      SALESTALK_DEPLOYMENT      = "aws"
      SALESTALK_ENVIRONMENT     = var.environment
      SALESTALK_BUCKET          = module.storage.bucket
      SALESTALK_EVENT_BUS       = module.events.bus_name
      SALESTALK_TENANT_ROLE_ARN = local.tenant_role_arn
      SALESTALK_KMS_KEY_ARN     = module.encryption.data_key_arn
      SALESTALK_LOG_LEVEL       = var.log_level
      SALESTALK_DEMO            = tostring(var.demo)
      SALESTALK_DATA            = "/tmp" # the only folder a function may write to
    },
    var.with_user_pool ? {
      SALESTALK_IDENTITY      = "oidc"
      SALESTALK_OIDC_ISSUER   = module.identity[0].issuer
      SALESTALK_OIDC_AUDIENCE = module.identity[0].client_id
      } : {
      SALESTALK_IDENTITY          = "local"
      SALESTALK_SIGNING_SECRET_ID = aws_secretsmanager_secret.signing[0].name
    },
  )

  # What only some functions do, and only they may.
  function_variables = {
    "chat-handler"    = local.model_variables
    "metrics-handler" = { SALESTALK_INGEST_QUEUE_URL = module.events.ingest_queue_url }
    "session-timer"   = { SALESTALK_INGEST_QUEUE_URL = module.events.ingest_queue_url }
    "tenant-onboard" = merge(
      {
        SALESTALK_PUBLISHER_FUNCTION = local.publisher_alias_arn
        SALESTALK_OWNER              = var.owner
      },
      var.with_user_pool ? { SALESTALK_USER_POOL_ID = module.identity[0].user_pool_id } : {},
    )
  }
}
