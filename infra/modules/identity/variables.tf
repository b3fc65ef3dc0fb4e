variable "environment" {
  description = "Name of the environment; part of every name."
  type        = string
}

variable "domain_prefix" {
  description = "First part of the host of the sign-in pages; unique in the region."
  type        = string
}

variable "callback_urls" {
  description = "Addresses of the web app that people come back to after signing in."
  type        = list(string)
}

variable "logout_urls" {
  description = "Addresses of the web app that people come back to after signing out."
  type        = list(string)
}

variable "mfa" {
  description = "Second factor by an authenticator app: OFF, OPTIONAL or ON."
  type        = string
  default     = "OPTIONAL"

  validation {
    condition     = contains(["OFF", "OPTIONAL", "ON"], var.mfa)
    error_message = "The second factor is OFF, OPTIONAL or ON."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the pool with everybody in it."
  type        = bool
  default     = true
}

variable "session_days" {
  description = "Days after which people sign in again."
  type        = number
  default     = 30
}
