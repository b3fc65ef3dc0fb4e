variable "region" {
  description = "Region everything but the content network lives in."
  type        = string
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "A region looks like eu-central-1."
  }
}

variable "account_id" {
  description = "The account of this environment; Terraform refuses to touch any other."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account's id has twelve digits."
  }
}

variable "owner" {
  description = "Who answers for the costs; the tag Owner."
  type        = string

  validation {
    condition     = length(var.owner) > 0
    error_message = "Somebody has to answer for the costs."
  }
}

variable "web_origins" {
  description = "Origins the web app runs at beside its own host, such as https://preview.example.com."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.web_origins : can(regex("^https://[^/]+$", origin))])
    error_message = "An origin is https:// and a host, without a slash at the end."
  }
}

variable "web_domain" {
  description = "Hosts of our own for the web app with their certificate in us-east-1; null for the network's host."
  type = object({
    names           = list(string)
    certificate_arn = string
  })
  default = null
}

variable "api_domain" {
  description = "Host of our own for the API with its certificate in the region; null for API Gateway's host."
  type = object({
    name            = string
    certificate_arn = string
  })
  default = null
}

variable "alarm_emails" {
  description = "Who is told of alarms and of the budget."
  type        = list(string)
  default     = []
}

variable "monthly_budget_usd" {
  description = "What a month may cost."
  type        = number
  default     = 1000

  validation {
    condition     = var.monthly_budget_usd > 0
    error_message = "A budget is more than nothing."
  }
}

variable "reserved_concurrency" {
  description = "Most runs at once by function, such as { \"tenant-onboard\" = 5 }. An account keeps 100 runs that cannot be reserved, and young accounts have hardly more."
  type        = map(number)
  default     = {}
}

variable "provisioned_concurrency" {
  description = "Runs kept warm by function; costs by the hour, so none unless the measured cold starts are too slow. Lambda keeps none warm for an alias that shares calls between two versions, so such a function cannot be released in steps."
  type        = map(number)
  default     = {}
}

variable "web_acl_arn" {
  description = "Firewall for the web app's network (scope CLOUDFRONT, in us-east-1); null for none."
  type        = string
  default     = null
}

variable "longest_buffered_answer_seconds" {
  description = "How long the API waits for an answer that is not streamed. More than 29 needs the quota \"Maximum integration timeout in milliseconds\" of API Gateway raised first; creating a company then answers at once instead of being asked for again."
  type        = number
  default     = 29
}

variable "model" {
  description = "Model of Bedrock that may reword answers of companies that agreed to it: its id or that of an inference profile, the ARNs behind it, and the prices of a million prompt and completion tokens in US dollars, such as 0.25/1.25. Null for none."
  type = object({
    id     = string
    arns   = list(string)
    prices = string
  })
  default = null
}
