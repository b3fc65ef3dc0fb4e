variable "environment" {
  description = "Name of the environment; part of every name."
  type        = string
}

variable "api_domain_name" {
  description = "Host of the API."
  type        = string
}

variable "api_origin_path" {
  description = "Path before each request's own on the API's host; empty for none."
  type        = string
}

variable "connect_sources" {
  description = "Other origins that the app talks to: the issuer of tokens, the bucket for uploads."
  type        = list(string)
  default     = []
}

variable "domain" {
  description = "Hosts of our own with their certificate (in us-east-1, where the network reads it); null for the network's host."
  type = object({
    names           = list(string)
    certificate_arn = string
  })
  default = null
}

variable "web_acl_arn" {
  description = "Firewall for the network (scope CLOUDFRONT, in us-east-1); null for none."
  type        = string
  default     = null
}

variable "price_class" {
  description = "Which edges serve: PriceClass_100, PriceClass_200 or PriceClass_All."
  type        = string
  default     = "PriceClass_100"
}

variable "force_destroy" {
  description = "Delete the bucket with everything in it; a release puts it back."
  type        = bool
  default     = true
}
