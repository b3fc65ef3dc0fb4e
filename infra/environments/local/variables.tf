variable "region" {
  description = "Region LocalStack pretends to be."
  type        = string
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "A region looks like eu-central-1."
  }
}

variable "endpoint" {
  description = "Address of LocalStack."
  type        = string
  default     = "http://localhost:4566"

  validation {
    condition     = can(regex("^https?://", var.endpoint))
    error_message = "The address begins with http:// or https://."
  }
}
