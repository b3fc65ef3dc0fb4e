# Who people are. Onboarding creates accounts; nobody signs up alone, and nobody can change the attributes that say which company they belong to.

locals {
  name = "salestalk-${var.environment}"

  # Read by the application from the token. Only administrators write them: the web app's client has no right to.
  claims = {
    tenantId = { mutable = true } # somebody may go on in another company
    userId   = { mutable = false }
    role     = { mutable = true }
  }
}

resource "aws_cognito_user_pool" "this" {
  name                     = local.name
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  mfa_configuration        = var.mfa
  deletion_protection      = var.deletion_protection ? "ACTIVE" : "INACTIVE"

  username_configuration {
    case_sensitive = false
  }

  admin_create_user_config {
    allow_admin_create_user_only = true
  }

  password_policy {
    minimum_length                   = 12
    require_lowercase                = true
    require_uppercase                = true
    require_numbers                  = true
    require_symbols                  = false # length protects; symbols end up on notes
    temporary_password_validity_days = 7
  }

  dynamic "software_token_mfa_configuration" {
    for_each = var.mfa == "OFF" ? [] : [true]

    content {
      enabled = true
    }
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }

  user_attribute_update_settings {
    attributes_require_verification_before_update = ["email"]
  }

  dynamic "schema" {
    for_each = local.claims

    content {
      name                     = schema.key
      attribute_data_type      = "String"
      mutable                  = schema.value.mutable
      required                 = false
      developer_only_attribute = false

      string_attribute_constraints {
        min_length = 1
        max_length = 128
      }
    }
  }

  lifecycle {
    # A pool cannot drop or change attributes; Terraform would try to for ever.
    ignore_changes = [schema]
  }
}

# The web app: a public client (no secret), authorization code with proof key.
resource "aws_cognito_user_pool_client" "web" {
  name            = "${local.name}-web"
  user_pool_id    = aws_cognito_user_pool.this.id
  generate_secret = false

  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid", "email", "profile"]
  supported_identity_providers         = ["COGNITO"]
  callback_urls                        = var.callback_urls
  logout_urls                          = var.logout_urls
  # People sign in on the pool's own pages only, so no program can get a token there with which a person changes the account. The second
  # flow needs credentials of AWS: whoever runs the platform gets a token with it, as there is no page for operators.
  explicit_auth_flows = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"]

  # The address is the key by which companies know an account; who changes it does so for both.
  read_attributes  = concat(["email", "email_verified", "name"], [for claim in keys(local.claims) : "custom:${claim}"])
  write_attributes = ["name"]

  enable_token_revocation       = true
  prevent_user_existence_errors = "ENABLED"
  access_token_validity         = 60
  id_token_validity             = 60
  refresh_token_validity        = var.session_days

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "days"
  }
}

resource "aws_cognito_user_pool_domain" "this" {
  domain       = var.domain_prefix
  user_pool_id = aws_cognito_user_pool.this.id
}

resource "aws_cognito_user_group" "operators" {
  name         = "operators"
  description  = "Run the platform: create, suspend and delete companies. They see no company's data."
  user_pool_id = aws_cognito_user_pool.this.id
}
