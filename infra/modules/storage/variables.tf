variable "environment" {
  description = "Name of the environment; part of the bucket's name."
  type        = string
}

variable "kms_key_arn" {
  description = "Customer key the objects are encrypted with."
  type        = string
}

variable "ingest_queue_arn" {
  description = "Queue that hears of uploaded files."
  type        = string
}

variable "upload_key_suffix" {
  description = "End of the key of every uploaded file. Notifications filter by prefix and suffix only, and every company has a prefix of its own."
  type        = string
}

variable "allowed_origins" {
  description = "Origins of the web app, from which browsers upload files straight to the bucket."
  type        = list(string)
}

variable "noncurrent_days" {
  description = "Days a replaced or deleted object can still be restored."
  type        = number
  default     = 35
}

variable "access_log_days" {
  description = "Days the bucket's access log is kept."
  type        = number
  default     = 365
}

variable "force_destroy" {
  description = "Delete the bucket with everything in it; only where data is thrown away on purpose."
  type        = bool
  default     = false
}
