variable "environment" {
  description = "Name of the environment; part of every name."
  type        = string
}

variable "consumers" {
  description = "Who consumes which events and how patiently: the `consumers` of infra/generated/event-routes.json, made from the routing table."
  type = map(object({
    eventTypes                 = list(string)
    visibilityTimeoutSeconds   = number
    deadLetterRetentionSeconds = number
    alarmThreshold             = number
    batchSize                  = number
    maximumReceiveCount        = number
  }))

  validation {
    condition     = alltrue([for consumer in values(var.consumers) : length(consumer.eventTypes) > 0])
    error_message = "A consumer without events would never be called."
  }
}

variable "queue_retention_seconds" {
  description = "How long a message waits for a consumer that does not come."
  type        = number
  default     = 345600
}

variable "ingest" {
  description = "The queue of files to take in: how long one attempt may take, how many attempts, and how many waiting dead letters are too many."
  type = object({
    visibility_timeout_seconds    = number
    maximum_receive_count         = optional(number, 4)
    dead_letter_retention_seconds = optional(number, 1209600)
    alarm_threshold               = optional(number, 10)
  })
}

variable "archive_days" {
  description = "Days events can be replayed from the archive."
  type        = number
  default     = 90
}

variable "bucket_arn" {
  description = "Bucket whose object notifications go to the queue of files."
  type        = string
}

variable "data_key_arn" {
  description = "Key of the queues."
  type        = string
}

variable "operations_key_arn" {
  description = "Key of the bus and the archive."
  type        = string
}

variable "alarm_topic_arns" {
  description = "Topics that hear of alarms."
  type        = list(string)
  default     = []
}
