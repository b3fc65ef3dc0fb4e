variable "environment" {
  description = "Name of the environment; part of every alias."
  type        = string
}

variable "deletion_window_days" {
  description = "Days between asking for a key's deletion and losing what it encrypts for good."
  type        = number
  default     = 30

  validation {
    condition     = var.deletion_window_days >= 7 && var.deletion_window_days <= 30
    error_message = "A key waits 7 to 30 days for its deletion."
  }
}
