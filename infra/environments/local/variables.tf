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

variable "architecture" {
  description = "Processor of this machine, on which LocalStack runs the functions, and for which they were built: x86_64 or arm64."
  type        = string
  default     = "x86_64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "The processor is arm64 or x86_64."
  }
}
