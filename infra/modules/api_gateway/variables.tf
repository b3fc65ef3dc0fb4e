variable "environment" {
  description = "Name of the environment; part of every name."
  type        = string
}

variable "routes" {
  description = "Which function serves what: `POST /v1/chat` to the name of a function in `functions`."
  type        = map(string)

  validation {
    condition     = alltrue([for route in keys(var.routes) : can(regex("^(GET|POST|PUT|PATCH|DELETE) /v1/", route))])
    error_message = "A route is a method and a path below /v1/, such as \"POST /v1/chat\"."
  }
}

variable "functions" {
  description = "The functions behind the routes: ARN of the alias, whether it streams its response, and its timeout."
  type = map(object({
    alias_arn       = string
    streaming       = bool
    timeout_seconds = number
  }))
}

variable "callable" {
  description = "The same functions as they are made, to be opened for the API: name on AWS and alias."
  type = map(object({
    name       = string
    alias_name = string
  }))
}

variable "longest_buffered_answer_seconds" {
  description = "How long an answer that is not streamed may take; more than 29 needs a higher quota of the account."
  type        = number
  default     = 29
}

variable "stage_name" {
  description = "Stage of the API; the first part of the path on API Gateway's own host."
  type        = string
  default     = "live"
}

variable "throttling" {
  description = "Requests a second, and at once, of the whole API. Each company's own limits are in the application."
  type = object({
    rate  = number
    burst = number
  })
  default = { rate = 200, burst = 400 }
}

variable "log_key_arn" {
  description = "Key of the access log."
  type        = string
}

variable "log_retention_days" {
  description = "Days the access log is kept."
  type        = number
  default     = 365
}

variable "manage_account_logging" {
  description = "Set the role API Gateway logs with. There is one for an account and region: only one environment of an account may manage it."
  type        = bool
  default     = true
}

variable "firewall" {
  description = "Put a web application firewall before the API: known attacks, and limits per five minutes: for the address a person has, and for the address a request comes from, which a server of the content network has for many people."
  type = object({
    enabled               = bool
    requests_per_person   = optional(number, 2000)
    requests_per_address  = optional(number, 20000)
    log_retention_in_days = optional(number, 365)
  })
  default = { enabled = false }
}

variable "domain" {
  description = "Host of our own with its certificate in this region; null for API Gateway's host."
  type = object({
    name            = string
    certificate_arn = string
  })
  default = null
}
