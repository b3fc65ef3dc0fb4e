variable "environment" {
  description = "Name of the environment; part of every name."
  type        = string
}

variable "name" {
  description = "Name of the function in the build: `chat-handler`. On AWS it is `salestalk-{environment}-{name}`."
  type        = string
}

variable "description" {
  description = "What the function is for, in one sentence."
  type        = string
}

variable "package_file" {
  description = "Path of the zip the build made."
  type        = string
}

variable "handler" {
  description = "Exported handler: `chat-handler.handler`."
  type        = string
}

variable "layers" {
  description = "ARNs of the layers the function loads from."
  type        = list(string)
  default     = []
}

variable "architecture" {
  description = "Processor the bundle and its native modules were built for."
  type        = string
  default     = "x86_64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "Lambda runs on arm64 or x86_64."
  }
}

variable "memory_megabytes" {
  description = "Memory; processor time grows with it."
  type        = number
  default     = 512
}

variable "timeout_seconds" {
  description = "Longest run."
  type        = number
  default     = 30
}

variable "storage_megabytes" {
  description = "Local disk, where segments are cached and files are read."
  type        = number
  default     = 512
}

variable "reserved_concurrency" {
  description = "Most runs at once, taken from the account's; -1 for no limit of its own."
  type        = number
  default     = -1
}

variable "provisioned_concurrency" {
  description = "Runs kept warm on the alias; 0 for none. Lambda keeps none warm for an alias that shares calls between two versions: such a function cannot be released in steps."
  type        = number
  default     = 0
}

variable "environment_variables" {
  description = "Settings; never secrets, only the names of secrets."
  type        = map(string)
}

variable "trust_policy" {
  description = "Who may run with the function's role, as JSON."
  type        = string
}

variable "policies" {
  description = "What the function may do: name to policy as JSON."
  type        = map(string)
}

variable "data_key_arn" {
  description = "Key of the environment variables and of the queue of failures."
  type        = string
}

variable "log_key_arn" {
  description = "Key of the log group."
  type        = string
}

variable "log_retention_days" {
  description = "Days logs are kept."
  type        = number
  default     = 365
}

variable "dead_letter_retention_seconds" {
  description = "How long an asynchronous call that failed for good waits to be looked at."
  type        = number
  default     = 1209600
}

variable "event_sources" {
  description = "Queues and streams that feed the function: a name to the source. `starting_position` is for streams only."
  type = map(object({
    arn                    = string
    batch_size             = number
    batching_window        = optional(number, 0)
    maximum_concurrency    = optional(number)
    starting_position      = optional(string)
    maximum_retry_attempts = optional(number)
    maximum_record_age     = optional(number)
    filter_pattern         = optional(string)
  }))
  default = {}
}
