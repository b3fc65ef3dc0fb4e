output "bucket" {
  description = "Bucket that a release puts the built app into."
  value       = aws_s3_bucket.web.id
}

output "distribution_id" {
  description = "Id of the content network's distribution, to invalidate after a release."
  value       = aws_cloudfront_distribution.web.id
}

output "url" {
  description = "Address of the app."
  value       = "https://${var.domain == null ? aws_cloudfront_distribution.web.domain_name : var.domain.names[0]}"
}

output "domain_name" {
  description = "Where the names of our own hosts must point to."
  value       = aws_cloudfront_distribution.web.domain_name
}
