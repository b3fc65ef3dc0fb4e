output "bus_name" {
  description = "Name of the bus."
  value       = aws_cloudwatch_event_bus.this.name
}

output "bus_arn" {
  description = "ARN of the bus."
  value       = aws_cloudwatch_event_bus.this.arn
}

output "archive_arn" {
  description = "ARN of the archive to replay from."
  value       = aws_cloudwatch_event_archive.this.arn
}

output "consumer_queues" {
  description = "The queue of every consumer: ARN and batch size."
  value = {
    for name, consumer in var.consumers : name => {
      arn        = aws_sqs_queue.consumer[name].arn
      batch_size = consumer.batchSize
    }
  }

  # A mapping made before the queue's policy would start without anything to read.
  depends_on = [aws_sqs_queue_policy.consumer]
}

output "ingest_queue_arn" {
  description = "ARN of the queue of files to take in."
  value       = aws_sqs_queue.ingest.arn

  # The bucket tries its notification at once, and fails without the policy.
  depends_on = [aws_sqs_queue_policy.ingest]
}

output "ingest_queue_url" {
  description = "URL of the queue of files to take in."
  value       = aws_sqs_queue.ingest.id
}

output "dead_letter_queues" {
  description = "Names of all dead-letter queues."
  value       = sort(tolist(local.dead_letter_names))
}
