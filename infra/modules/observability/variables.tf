variable "environment" {
  description = "Name of the environment; part of every name."
  type        = string
}

variable "api_name" {
  description = "Name of the API."
  type        = string
}

variable "api_stage" {
  description = "Stage of the API."
  type        = string
}

variable "functions" {
  description = "The functions to watch: name in the build to name on AWS, its timeout, whether it reads streams, and its queue of failures."
  type = map(object({
    name            = string
    timeout_seconds = number
    reads_streams   = bool
    failure_queue   = string
  }))
}

variable "alias_name" {
  description = "Alias that callers use, watched while a release moves it."
  type        = string
  default     = "live"
}

variable "queues" {
  description = "Names of the queues of the consumers, for the dashboard."
  type        = list(string)
}

variable "dead_letter_queues" {
  description = "Names of the dead-letter queues, for the dashboard."
  type        = list(string)
}

variable "topic_arn" {
  description = "Topic that hears of alarms."
  type        = string
}

variable "latency_p95_milliseconds" {
  description = "Slowest that 95 of 100 requests may be."
  type        = number
  default     = 2000
}

variable "monthly_budget_usd" {
  description = "What a month may cost."
  type        = number
}

variable "budget_emails" {
  description = "Who hears when a month is about to cost more."
  type        = list(string)
  default     = []
}
