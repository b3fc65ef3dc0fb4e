variable "name" {
  description = "Whole name of the table."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_.-]{3,255}$", var.name))
    error_message = "A table's name has 3 to 255 letters, digits, dots, hyphens or underscores."
  }
}

variable "indexes" {
  description = "Global secondary indexes: name to the attributes they are read by. All attributes are text."
  type = map(object({
    partition_attribute = string
    sort_attribute      = string
  }))
  default = {}
}

variable "kms_key_arn" {
  description = "Customer key the table is encrypted with."
  type        = string
}

variable "deletion_protection" {
  description = "Refuse to delete the table; off only where data is thrown away on purpose."
  type        = bool
  default     = true
}

variable "recovery_days" {
  description = "How far back the table can be restored to any second."
  type        = number
  default     = 35

  validation {
    condition     = var.recovery_days >= 1 && var.recovery_days <= 35
    error_message = "Point-in-time recovery reaches back 1 to 35 days."
  }
}
