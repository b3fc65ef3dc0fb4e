terraform {
  required_version = ">= 1.10.0, < 2.0.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "6.25.0"
    }
  }

  # The bucket differs by account and is given with `-backend-config="bucket=…"`; docs/guides/deploy.md says how it is made.
  backend "s3" {
    key          = "salestalk/staging/terraform.tfstate"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true
  }
}
