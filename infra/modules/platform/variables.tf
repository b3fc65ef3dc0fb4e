variable "environment" {
  description = "Name of the environment; an account holds one."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,15}$", var.environment))
    error_message = "An environment's name has 2 to 16 lower-case letters and digits."
  }
}

variable "owner" {
  description = "Team that answers for the environment; the tag Owner of the tables that onboarding makes, as of everything else."
  type        = string
}

variable "packages_folder" {
  description = "Folder of the built functions and the layer, as `npm run build:lambda` leaves it."
  type        = string
}

variable "generated_folder" {
  description = "Folder of functions.json, http-routes.json and event-routes.json, made from the application's own tables."
  type        = string
}

variable "policies_folder" {
  description = "Folder of the policy templates."
  type        = string
}

variable "architecture" {
  description = "Processor the packages were built for: x86_64 or arm64."
  type        = string
  default     = "x86_64"
}

variable "duckdb_layer" {
  description = "DuckDB's library comes from a layer; off where each package has it inside."
  type        = bool
  default     = true
}

variable "with_user_pool" {
  description = "People sign in with a user pool; without one, tokens are signed with the secret of this environment."
  type        = bool
  default     = true
}

variable "with_web" {
  description = "Serve the web app from a content network."
  type        = bool
  default     = true
}

variable "with_observability" {
  description = "Dashboard, alarms of API and functions, budget."
  type        = bool
  default     = true
}

variable "response_streaming" {
  description = "Pass streamed answers on as they come; off where the gateway can only buffer."
  type        = bool
  default     = true
}

variable "demo" {
  description = "Anybody may enter the demo companies."
  type        = bool
  default     = false
}

variable "log_level" {
  description = "How much the application logs: silent, error, warn, info or debug."
  type        = string
  default     = "info"

  validation {
    condition     = contains(["silent", "error", "warn", "info", "debug"], var.log_level)
    error_message = "The log level is silent, error, warn, info or debug."
  }
}

variable "log_retention_days" {
  description = "Days logs are kept."
  type        = number
  default     = 365
}

variable "protect_data" {
  description = "Refuse to delete tables, accounts and files; off only where data is thrown away on purpose."
  type        = bool
  default     = true
}

variable "reserved_concurrency" {
  description = "Most runs at once by function; functions left out share what the account has."
  type        = map(number)
  default     = {}
}

variable "provisioned_concurrency" {
  description = "Runs kept warm by function."
  type        = map(number)
  default     = {}
}

variable "throttling" {
  description = "Requests a second, and at once, of the whole API."
  type = object({
    rate  = number
    burst = number
  })
  default = { rate = 200, burst = 400 }
}

variable "longest_buffered_answer_seconds" {
  description = "How long the API waits for an answer that is not streamed. More than 29 needs the quota \"Maximum integration timeout in milliseconds\" raised first; longer work goes on without a listener."
  type        = number
  default     = 29

  validation {
    condition     = var.longest_buffered_answer_seconds >= 1 && var.longest_buffered_answer_seconds <= 60
    error_message = "From 1 to 60 seconds: the content network waits no longer."
  }
}

variable "firewall" {
  description = "Put a web application firewall before the API."
  type        = bool
  default     = false
}

variable "manage_account_logging" {
  description = "Set the account's role for the logs of API Gateway."
  type        = bool
  default     = true
}

variable "api_domain" {
  description = "Host of our own for the API with its certificate in this region; null for API Gateway's host."
  type = object({
    name            = string
    certificate_arn = string
  })
  default = null
}

variable "web_domain" {
  description = "Hosts of our own for the web app with their certificate in us-east-1; null for the network's host."
  type = object({
    names           = list(string)
    certificate_arn = string
  })
  default = null
}

variable "web_acl_arn" {
  description = "Firewall for the web app's network; null for none."
  type        = string
  default     = null
}

variable "web_origins" {
  description = "Origins the web app runs at beside its own: sign-in may return to them and files may be uploaded from them."
  type        = list(string)
  default     = []
}

variable "sign_in_domain_prefix" {
  description = "First part of the host of the sign-in pages; null for one made from environment and account."
  type        = string
  default     = null
}

variable "mfa" {
  description = "Second factor: OFF, OPTIONAL or ON."
  type        = string
  default     = "OPTIONAL"
}

variable "monthly_budget_usd" {
  description = "What a month may cost."
  type        = number
  default     = 100
}

variable "alarm_emails" {
  description = "Who is told of alarms and of the budget. Each address has to confirm once."
  type        = list(string)
  default     = []
}
